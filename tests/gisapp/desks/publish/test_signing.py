"""Keys: made for one user, read by nobody else, never shown; what they sign, other tools can check."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from gisapp.desks.publish import signing
from gisapp.desks.publish.signing import load_key, load_public, make_key, write_public
from layers.errors import DamagedFile, ExportFailed, SourceMissing, Unsafe, WontOverwrite
from tests.gisapp.desks.publish.published import signer

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")


def test_a_key_is_made_in_the_settings_for_its_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GISAPP_CONFIG", str(tmp_path / "settings"))
    made = make_key()
    path = tmp_path / "settings" / signing.NAME
    assert signing.key_file() == path
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key().public == made.public
    assert made.public.fingerprint in repr(made)
    assert path.read_text() not in repr(made)
    assert made.public.spoken.replace(" ", "") == made.public.fingerprint
    with pytest.raises(WontOverwrite):
        make_key()
    assert load_key().public == made.public


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_read_is_not_used(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key.pem"
    make_key(path)
    path.chmod(mode)
    with pytest.raises(Unsafe):
        load_key(path)
    path.chmod(0o600)
    load_key(path)


@posix
def test_where_rights_cannot_be_taken_away_no_key_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "chmod", lambda self, mode: os.chmod(self, 0o644))  # noqa: PTH101 - a disk without rights
    with pytest.raises(ExportFailed):
        make_key(tmp_path / "key.pem")
    assert list(tmp_path.iterdir()) == []


def test_on_windows_inherited_rights_go(tmp_path: Path) -> None:
    words = signing.icacls(tmp_path / "key.pem")
    assert words[0] == "icacls"
    assert words[1] == str(tmp_path / "key.pem")
    assert words[2:] == ["/inheritance:r", "/grant:r", "*S-1-3-4:F"]


def test_no_key_and_what_is_none(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        load_key(tmp_path / "none.pem")
    with pytest.raises(SourceMissing):
        load_public(tmp_path / "none.pub")
    other = generate_private_key(SECP256R1())
    path = tmp_path / "other.pem"
    path.touch(0o600)
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = tmp_path / "other.pub"
    public.write_bytes(other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    broken = tmp_path / "broken.pem"
    broken.touch(0o600)
    broken.write_bytes(b"-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n")
    for bad in (path, broken):
        with pytest.raises(DamagedFile) as told:
            load_key(bad)
        assert "secret" not in f"{told.value} {told.value.detail}"
    with pytest.raises(DamagedFile):
        load_public(public)
    with pytest.raises(DamagedFile):
        load_public(path)


def test_signatures_hold_for_their_bytes_and_key_only() -> None:
    one, other = signer(1), signer(2)
    signature = one.sign(b"content")
    assert len(signature) == signing.SIGNATURE_BYTES
    assert one.public.signed(signature, b"content")
    assert not one.public.signed(signature, b"contenT")
    assert not other.public.signed(signature, b"content")
    assert not one.public.signed(b"", b"content")


def test_the_public_key_goes_out_and_openssl_reads_it(tmp_path: Path) -> None:
    public = write_public(signer().public, tmp_path / "city.pub")
    assert load_public(public) == signer().public
    with pytest.raises(WontOverwrite):
        write_public(signer(2).public, public)
    assert write_public(signer(2).public, public, overwrite=True) == public
    assert load_public(public) == signer(2).public
    openssl = shutil.which("openssl")
    if openssl is None:
        return  # the key was read back above
    (tmp_path / "content").write_bytes(b"content")
    (tmp_path / "signature").write_bytes(signer(2).sign(b"content"))
    words = ["pkeyutl", "-verify", "-pubin", "-inkey", "city.pub", "-rawin", "-in", "content"]
    done = subprocess.run(
        [openssl, *words, "-sigfile", "signature"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
