"""What was published is checked against its manifest; whatever is done to it in between is found."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from gisapp.desks.publish.archive import folder_members, write_archive
from gisapp.desks.publish.manifest import MANIFEST, PACKAGE, SIGNATURE, SUMS, read_manifest, write_manifest
from gisapp.desks.publish.verify import Seal, Verified, verify
from layers.errors import Damaged, DamagedFile, ExportFailed, SourceMissing
from layers.feedback import Cancelled, Feedback, Severity
from tests.gisapp.desks.publish.published import FILES, about, fill, publish, signer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gisapp.desks.publish.signing import Public

KEY = signer().public


def check(path: Path, key: Public | None = KEY, **more: object) -> Verified:
    return verify(path, key, Feedback(), **more)  # type: ignore[arg-type]


def codes(found: Verified) -> set[str]:
    return {one.code for one in found.findings}


@pytest.fixture(params=["folder", "zip"])
def seal(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], Path]:
    """Return what hands a folder over: as it is, or as a zip."""

    def handed(folder: Path) -> Path:
        if request.param == "folder":
            return folder
        return write_archive(folder_members(folder), tmp_path / "handed.zip", Feedback(), overwrite=True)

    return handed


def test_a_sound_one_is_sound(tmp_path: Path, seal: Callable[[Path], Path]) -> None:
    made = publish(tmp_path / "site", key=signer())
    found = check(seal(tmp_path / "site"))
    assert found.findings == ()
    assert (found.sound, found.seal, found.files) == (True, Seal.GOOD, len(FILES))
    assert found.bytes == sum(map(len, FILES.values()))
    assert found.manifest == made
    assert found.digest == made.digest
    assert found.fingerprint == KEY.fingerprint
    assert check(seal(tmp_path / "site"), None, fingerprint=KEY.spoken.upper()).seal is Seal.GOOD


def test_equal_publications_have_equal_bytes(tmp_path: Path) -> None:
    publish(tmp_path / "one", key=signer())
    publish(tmp_path / "two", dict(reversed(FILES.items())), key=signer())
    for name in (MANIFEST, SIGNATURE, SUMS):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    os.utime(tmp_path / "two" / "index.html", (1, 1))
    archives = [
        write_archive(folder_members(tmp_path / name), tmp_path / f"{name}.zip", Feedback()).read_bytes()
        for name in ("one", "two")
    ]
    assert archives[0] == archives[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        members = archive.infolist()
    assert [one.filename for one in members] == sorted(one.filename for one in members)
    assert {one.date_time for one in members} == {(1980, 1, 1, 0, 0, 0)}
    assert not any(one.extra or one.comment for one in members)
    kinds = {one.filename: one.compress_type for one in members}
    assert kinds["tiles/町.pmtiles"] == zipfile.ZIP_STORED
    assert kinds["data/避難所.csv"] == zipfile.ZIP_DEFLATED


def test_the_manifest_names_no_path_and_no_note_of_staff(tmp_path: Path) -> None:
    publish(tmp_path / "site", key=signer())
    text = (tmp_path / "site" / MANIFEST).read_text("utf-8")
    assert str(tmp_path) not in text
    told = json.loads(text)
    assert set(told["layers"][0]) == {
        *("id", "title", "features", "content", "publication", "source", "date", "credit", "licence"),
        "approved",
    }
    assert read_manifest(text.encode()).written == text.encode()


def test_sha256sum_accepts_the_list(tmp_path: Path) -> None:
    publish(tmp_path / "site", key=signer())
    program = shutil.which("sha256sum")
    if program is None:
        lines = (tmp_path / "site" / SUMS).read_text("utf-8").splitlines()
        assert len(lines) == len(FILES) + 2
        return
    words = [program, "-c", "--strict", SUMS]
    done = subprocess.run(words, cwd=tmp_path / "site", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("OK") == len(FILES) + 2
    (tmp_path / "site" / "index.html").write_bytes(b"x")
    assert subprocess.run(words, cwd=tmp_path / "site", capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("index.html", None, "file-missing"),
        ("more.html", b"x", "file-extra"),
        ("index.html", FILES["index.html"] + b" ", "file-changed"),
        ("index.html", FILES["index.html"].swapcase(), "file-changed"),
        ("tiles/町.pmtiles", b"", "file-changed"),
        (MANIFEST, None, "manifest-missing"),
        (MANIFEST, b"{}", "manifest-broken"),
        (SIGNATURE, None, "signature-wrong"),
        (SIGNATURE, b"x" * 64, "signature-wrong"),
        (SIGNATURE, b"x" * 65, "signature-wrong"),
        (SUMS, b"0  index.html\n", "sums-differ"),
        (SUMS, b"\xff", "sums-differ"),
    ],
)
def test_every_change_is_found(
    tmp_path: Path, seal: Callable[[Path], Path], name: str, content: bytes | None, code: str
) -> None:
    publish(tmp_path / "site", key=signer())
    path = tmp_path / "site" / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    found = check(seal(tmp_path / "site"))
    assert code in codes(found)
    assert not found.sound
    if code.startswith("file"):
        assert [one.where.file for one in found.findings if one.code == code] == [name]


def test_a_changed_manifest_is_no_longer_signed(tmp_path: Path, seal: Callable[[Path], Path]) -> None:
    publish(tmp_path / "site", key=signer())
    path = tmp_path / "site" / MANIFEST
    path.write_bytes(path.read_bytes().replace("広報課".encode(), "総務課".encode()))
    found = check(seal(tmp_path / "site"))
    assert found.seal is Seal.WRONG
    assert "signature-wrong" in codes(found)
    # Nor is it when somebody signs it anew with a key of their own.
    write_manifest(tmp_path / "site", about(), signer(2), Feedback())
    found = check(seal(tmp_path / "site"))
    assert (found.seal, codes(found), found.sound) == (Seal.WRONG, {"key-wrong"}, False)
    assert codes(check(seal(tmp_path / "site"), None, fingerprint=KEY.fingerprint)) == {"key-wrong"}


def test_unsigned_and_unknown_keys_are_told(tmp_path: Path, seal: Callable[[Path], Path]) -> None:
    publish(tmp_path / "site", key=signer())
    found = check(seal(tmp_path / "site"), None)
    assert (found.seal, codes(found), found.sound) == (Seal.UNKNOWN, {"key-unknown"}, True)
    publish(tmp_path / "site", key=None)
    assert not (tmp_path / "site" / SIGNATURE).exists()
    found = check(seal(tmp_path / "site"), None)
    assert (found.seal, codes(found), found.sound) == (Seal.NONE, {"unsigned"}, True)
    assert found.findings[0].severity is Severity.WARNING
    found = check(seal(tmp_path / "site"))
    assert (codes(found), found.sound) == ({"unsigned"}, False)
    # A signature alone makes no signed manifest.
    (tmp_path / "site" / SIGNATURE).write_bytes(b"x" * 64)
    assert check(seal(tmp_path / "site"), None).seal is Seal.WRONG


def test_two_manifests_in_one_are_none(tmp_path: Path) -> None:
    made = publish(tmp_path / "site", key=signer())
    for change in (
        (b'"kind": "site"', b'"kind": "site", "kind": "site"'),
        (b'"version": 1', b'"version": 2'),
        (b'"kind": "site"', b'"kind": "other"'),
        (b'"path": "index.html"', b'"path": "../index.html"'),
        (b'"path": "index.html"', b'"path": "/index.html"'),
        (b'"path": "index.html"', b'"path": "zzz"'),  # no longer in order
        (b'"path": "index.html"', b'"path": "SHA256SUMS"'),
        (b"\n}", b",\n}"),
        (b'"bytes": 33', b'"bytes": -1'),
        (b'"bytes": 33', b'"bytes": true'),
    ):
        changed = made.written.replace(*change, 1)
        assert changed != made.written
        with pytest.raises(Damaged):
            read_manifest(changed)
    with pytest.raises(Damaged):
        read_manifest(b"[" * 100_000)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_and_odd_names_are_neither_published_nor_taken(tmp_path: Path) -> None:
    publish(tmp_path / "site", key=signer())
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "site" / "data" / "link.csv").symlink_to(tmp_path / "secret")
    assert codes(check(tmp_path / "site")) == {"entry-link"}
    with pytest.raises(ExportFailed):
        publish(tmp_path / "site", key=signer())
    (tmp_path / "site" / "data" / "link.csv").unlink()
    (tmp_path / "site" / "folder").symlink_to(tmp_path)
    assert codes(check(tmp_path / "site")) == {"entry-link"}
    (tmp_path / "site" / "folder").unlink()
    for name in ("INDEX.html", "con.csv", "a:b", "line\nbreak", "turn\u202earound"):
        (tmp_path / "site" / name).write_bytes(b"x")
        assert not check(tmp_path / "site").sound
        with pytest.raises(ExportFailed):
            publish(tmp_path / "site", key=signer())
        (tmp_path / "site" / name).unlink()
    assert check(tmp_path / "site").sound


def _zip(path: Path, members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def _linked(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, 0o120777 << 16
    return made


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([("../out.txt", b"x")], "entry-name"),
        ([("/etc/passwd", b"x")], "entry-name"),
        ([("C:/out.txt", b"x")], "entry-name"),
        ([("a\\..\\b", b"x")], "entry-name"),
        ([("data//a", b"x")], "entry-name"),
        ([("nul.txt", b"x")], "entry-name"),
        ([("turn\u202egpj.exe", b"x")], "entry-name"),
        ([("index.html", b"again")], "entry-twice"),
        ([("INDEX.HTML", b"again")], "entry-twice"),
        ([(_linked("link"), b"/etc/passwd")], "entry-link"),
    ],
)
def test_hostile_zips_are_refused_and_never_unpacked(
    tmp_path: Path, more: list[tuple[str | zipfile.ZipInfo, bytes]], code: str
) -> None:
    publish(tmp_path / "site", key=signer())
    sound = [(name, path.read_bytes()) for name, path in folder_members(tmp_path / "site").items()]
    before = sorted(tmp_path.rglob("*"))
    path = _zip(tmp_path / "handed.zip", [*sound, *more])
    found = check(path)
    assert code in codes(found)
    assert not found.sound
    assert sorted(tmp_path.rglob("*")) == sorted([*before, path])
    assert check(_zip(path, [*sound])).sound


def _patched(path: Path, name: str, place: int, form: str, value: int) -> None:
    """Change a number in the central directory of a zip."""
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 46 + len(name)] != name.encode():
        at = content.index(b"PK\x01\x02", at + 1)
    struct.pack_into(form, content, at + place, value)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("place", "form", "value", "code"),
    [
        (24, "<I", 0xFFFFFFFE, "entry-size"),  # claims four gigabytes
        (20, "<I", 0x7FFFFFFF, "entry-size"),  # claims more than the file has
        (8, "<H", 0x1, "entry-locked"),
        (10, "<H", 12, "entry-locked"),  # bzip2
        (42, "<I", 0, "entry-shared"),  # shares the bytes of the first member
        (16, "<I", 1, "file-unreadable"),  # CRC
    ],
)
def test_false_claims_are_found(tmp_path: Path, place: int, form: str, value: int, code: str) -> None:
    publish(tmp_path / "site", key=signer())
    path = write_archive(folder_members(tmp_path / "site"), tmp_path / "handed.zip", Feedback())
    _patched(path, "index.html", place, form, value)
    found = check(path)
    assert code in codes(found)
    assert not found.sound


def test_what_is_around_a_zip_and_what_is_none(tmp_path: Path) -> None:
    publish(tmp_path / "site", key=signer())
    path = write_archive(folder_members(tmp_path / "site"), tmp_path / "handed.zip", Feedback())
    whole = path.read_bytes()
    path.write_bytes(b"#!/bin/sh\n" + whole)
    assert codes(check(path)) == {"archive-around"}
    path.write_bytes(whole[:-400])
    with pytest.raises(DamagedFile):
        check(path)
    with pytest.raises(SourceMissing):
        check(tmp_path / "none")
    assert codes(check(fill(tmp_path / "bare"))) == {"manifest-missing"}


def test_it_can_be_stopped(tmp_path: Path) -> None:
    publish(tmp_path / "site", key=signer())
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        verify(tmp_path / "site", KEY, feedback)
    with pytest.raises(Cancelled):
        write_archive(folder_members(tmp_path / "site"), tmp_path / "a.zip", feedback)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_number_of_the_receipt_does_not_hang_on_the_receipt(tmp_path: Path) -> None:
    before = publish(tmp_path / "one", kind=PACKAGE)
    after = publish(tmp_path / "two", {**FILES, "受領書.txt": b"receipt"}, kind=PACKAGE)
    assert before.contents == after.contents
    assert before.digest != after.digest
    assert publish(tmp_path / "two", {"index.html": b"other"}, kind=PACKAGE).contents != before.contents
