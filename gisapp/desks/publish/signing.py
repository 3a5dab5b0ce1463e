"""Who says that a publication is the city's: Ed25519 keys of a member of staff, and signatures of manifests.

The private key lies in the user's own settings folder and nowhere else: never in a project, never beside what
is published, never in a log. The public key is handed to the receiving side by another way than the data, or
its fingerprint is read out over the telephone.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gisapp.settings import config_folder
from layers import atomicfile
from layers.errors import DamagedFile, ExportFailed, SourceMissing, Unsafe, WontOverwrite
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAME = "publish-key.pem"
"""Of the private key in the settings folder."""
PUBLIC_SUFFIX = ".pub"
ALGORITHM = "Ed25519"
SIGNATURE_BYTES = 64
_MOST_BYTES = 1 << 14
_GROUP = 8

_NO_KEY = QT_TRANSLATE_NOOP(CONTEXT, "署名に使う鍵 {file} がありません。")
_NO_KEY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp publish key で作れます。鍵がなくても、署名なしで作れます。")
_NO_PUBLIC = QT_TRANSLATE_NOOP(CONTEXT, "公開鍵 {file} がありません。")
_NO_PUBLIC_HINT = QT_TRANSLATE_NOOP(CONTEXT, "送り元の部署から、データとは別の経路で受け取ってください。")
_THERE = QT_TRANSLATE_NOOP(CONTEXT, "鍵 {file} はすでにあります。")
_THERE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "新しい鍵に替えると、前の公開鍵では確かめられなくなります。替えるときは古い鍵を消してください。"
)
_NO_PEM = QT_TRANSLATE_NOOP(CONTEXT, "{file} は Ed25519 の鍵として読めません。")
_NO_PEM_HINT = QT_TRANSLATE_NOOP(CONTEXT, "鍵のファイルを確かめてください。")
_OPEN_TO_OTHERS = QT_TRANSLATE_NOOP(CONTEXT, "鍵 {file} は、ほかの利用者も読める状態のため使いません。")
_OPEN_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "本人だけが読めるように直すか、すでに見られたおそれがあれば鍵を作り直してください。"
)
_NOT_CLOSED = QT_TRANSLATE_NOOP(CONTEXT, "鍵 {file} を本人だけが読めるようにできないため、作りません。")
_NOT_CLOSED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "設定のフォルダを、本人だけが使えるディスクの上に置いてください。"
)


@dataclass(frozen=True)
class Public:
    """A public key.

    Attributes
    ----------
    raw
        Its 32 bytes.
    """

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key, 64 hexadecimal digits."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def spoken(self) -> str:
        """The fingerprint in groups that can be read out."""
        whole = self.fingerprint
        return " ".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))

    @property
    def pem(self) -> bytes:
        """The key as every tool reads it, OpenSSL among them."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return _public(self.raw).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def signed(self, signature: bytes, content: bytes) -> bool:
        """Say whether a signature (64 bytes) is one of this key over some bytes."""
        from cryptography.exceptions import InvalidSignature

        try:
            _public(self.raw).verify(signature, content)
        except InvalidSignature:
            return False
        return True


class Signer:
    """A private key; nothing of it is ever shown.

    Parameters
    ----------
    key
        Of the library.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def __repr__(self) -> str:
        """Return the fingerprint, never the key."""
        return f"Signer({self.public.fingerprint})"

    @property
    def public(self) -> Public:
        """Its public half."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return Public(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, content: bytes) -> bytes:
        """Return the signature of some bytes, 64 bytes; the same for the same bytes."""
        return self._key.sign(content)


def key_file() -> Path:
    """Return where this user's key lies; it need not be there."""
    return config_folder() / NAME


def make_key(path: Path | None = None) -> Signer:
    """Make a key that only this user can read.

    Parameters
    ----------
    path
        Where; by default :func:`key_file`.

    Raises
    ------
    layers.errors.WontOverwrite
        When there is one already: who lost a key must say so, for the receiving side needs the new one.
    layers.errors.ExportFailed
        When it cannot be written, or not so that only this user reads it.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = path or key_file()
    values = {"file": path.name}
    where = Where(str(path))
    made = Ed25519PrivateKey.generate()
    content = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Closed from the first moment on, not after the secret is in it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise WontOverwrite(_THERE, _THERE_HINT, values=values, where=where) from error
    closed = False
    try:
        with os.fdopen(handle, "wb") as file:
            closed = _closed_to_others(path) and _only_ours(path)
            if closed:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    finally:
        if not closed:
            path.unlink(missing_ok=True)
    if not closed:
        raise ExportFailed(_NOT_CLOSED, _NOT_CLOSED_HINT, values=values, where=where)
    return Signer(made)


def load_key(path: Path | None = None) -> Signer:
    """Return a key that is there.

    Raises
    ------
    layers.errors.SourceMissing
        When there is none.
    layers.errors.Unsafe
        When others can read it.
    layers.errors.DamagedFile
        When it is none.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = path or key_file()
    values, where = {"file": path.name}, Where(str(path))
    content = _read(path, (_NO_KEY, _NO_KEY_HINT))
    if not _only_ours(path):
        raise Unsafe(_OPEN_TO_OTHERS, _OPEN_HINT, values=values, where=where)
    try:
        key: Any = load_pem_private_key(content, None)
    except (ValueError, TypeError) as error:
        # What the library says of a key is not repeated: it may quote it.
        del error
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise DamagedFile(_NO_PEM, _NO_PEM_HINT, values=values, where=where)
    return Signer(key)


def load_public(path: Path) -> Public:
    """Return the public key of a file.

    Raises
    ------
    layers.errors.SourceMissing
        When it is not there.
    layers.errors.DamagedFile
        When it is none.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    content = _read(path, (_NO_PUBLIC, _NO_PUBLIC_HINT))
    try:
        key: Any = load_pem_public_key(content)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise DamagedFile(_NO_PEM, _NO_PEM_HINT, values={"file": path.name}, where=Where(str(path)))
    return Public(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def write_public(public: Public, path: Path, *, overwrite: bool = False) -> Path:
    """Write a public key for the receiving side.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written.
    """
    if path.exists() and not overwrite:
        raise WontOverwrite(_THERE, "", values={"file": path.name}, where=Where(str(path)))
    atomicfile.write(path, public.pem)
    return path


def _read(path: Path, missing: tuple[str, str]) -> bytes:
    values, where = {"file": path.name}, Where(str(path))
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except FileNotFoundError as error:
        raise SourceMissing(*missing, values=values, where=where) from error
    except OSError as error:
        raise DamagedFile(_NO_PEM, _NO_PEM_HINT, values=values, where=where, detail=str(error)) from error


def _public(raw: bytes) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(raw)


def _only_ours(path: Path) -> bool:
    """Say whether nobody but this user reads a file.

    Windows has no such bits: a file in the user's profile is the user's own by inheritance, and
    :func:`_closed_to_others` has taken every right away that was inherited from elsewhere.
    """
    if os.name == "nt":
        return True
    status = path.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _closed_to_others(path: Path) -> bool:
    """Leave a file to this user alone, and say whether that went well."""
    if os.name != "nt":
        path.chmod(0o600)
        return True
    try:
        # The settings may lie outside the profile (GISAPP_CONFIG), where everybody inherits rights.
        done = subprocess.run(icacls(path), check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def icacls(path: Path) -> list[str]:
    """Return the Windows command that leaves a file to its owner (S-1-3-4) alone."""
    return ["icacls", str(path), "/inheritance:r", "/grant:r", "*S-1-3-4:F"]
