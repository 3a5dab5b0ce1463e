"""What was received takes the place of what stood there: checked, put together beside it, swapped at the end.

The publication before stays under ``NAME.former``, to which one can go back. Whatever stops the work, the one
that stood there is whole.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.publish.delta import FILES
from gisapp.desks.publish.manifest import APART, DELTA, MANIFEST, SIGNATURE, read_manifest
from gisapp.desks.publish.sealed import DAMAGE, sealed
from gisapp.desks.publish.verify import Seal, Verified, base_findings, verify
from layers.errors import ExportFailed, NotAllowed, SourceMissing
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from gisapp.desks.publish.manifest import Manifest
    from gisapp.desks.publish.sealed import Sealed
    from gisapp.desks.publish.signing import Public
    from layers.feedback import Feedback

FORMER = ".former"
_PIECE = 1 << 20

_PUTTING = QT_TRANSLATE_NOOP(CONTEXT, "ファイルを置いています")
_UNSOUND = QT_TRANSLATE_NOOP(CONTEXT, "{file} は照合に合わないため、反映しません。{fault}")
_UNSOUND_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "今のものはそのままです。gisapp publish verify で調べ、受け取り直してください。"
)
_NO_BASE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は差分です。反映する元のフォルダ {folder} がありません。")
_NO_BASE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "全体のパッケージを先に受け取ってください。")
_NOT_OURS = QT_TRANSLATE_NOOP(CONTEXT, "{folder} には、公開データではないものがあります。")
_NOT_OURS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "空の場所か、前に反映したフォルダを指定してください。")
_NO_FORMER = QT_TRANSLATE_NOOP(CONTEXT, "{folder} の前の版が残っていません。")
_DIFFERS = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」が目録と違うため、反映をやめました。")


@dataclass(frozen=True)
class Applied:
    """What came of it.

    Attributes
    ----------
    folder
        What stands there now.
    former
        What stood there before, None when nothing did.
    manifest
        Of what stands there now.
    carried, kept
        Files that came, and that were taken from what stood there.
    """

    folder: Path
    former: Path | None
    manifest: Manifest
    carried: int
    kept: int


def apply(archive: Path, folder: Path, key: Public | None, feedback: Feedback) -> Applied:
    """Put a package, a site in a zip, or a zip of changes where the publication stands.

    Parameters
    ----------
    archive
        What was received; a folder will do.
    folder
        Where the publication stands or shall stand.
    key
        Whose signature it must bear, None when that is not asked for.
    feedback
        Receives progress in bytes.

    Raises
    ------
    layers.errors.NotAllowed
        When it is not sound, or not for what stands there.
    layers.errors.ExportFailed
        When it cannot be written.
    layers.feedback.Cancelled
        When the user stopped it; what stood there stands.
    """
    settle(folder)
    if folder.exists() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        raise NotAllowed(_NOT_OURS, _NOT_OURS_HINT, values={"folder": folder.name}, where=Where(str(folder)))
    checked = verify(archive, key, feedback.share(0.0, 0.4))
    manifest = _sound(checked, archive)
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.making")
    try:
        making.mkdir(parents=True)
        with sealed(archive) as held:
            result, front = manifest, ""
            if manifest.kind == DELTA:
                if not folder.is_dir():
                    values = {"file": archive.name, "folder": str(folder)}
                    raise SourceMissing(_NO_BASE, _NO_BASE_HINT, values=values, where=Where(str(folder)))
                _refuse_other_base(manifest, folder, archive)
                result, front = _result(held, manifest, checked, archive), FILES
            counts = _put_together(held, front, result, folder, making, feedback.share(0.4, 1.0))
        former = swap(making, folder)
    except OSError as error:
        if isinstance(error, ExportFailed | SourceMissing):
            raise
        raise ExportFailed(str(error), values={}, where=Where(str(folder)), detail=str(error)) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Applied(folder, former, result, *counts)


def swap(making: Path, folder: Path) -> Path | None:
    """Give a folder that is whole the name of the one that stands, which becomes the former one.

    Returns
    -------
    pathlib.Path or None
        The former one, None when nothing stood there.
    """
    former = folder.with_name(folder.name + FORMER)
    there = folder.exists()
    if there:
        if former.exists():
            # Out of the way by name first: deleting many files takes a while.
            old = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.old")
            former.rename(old)
            shutil.rmtree(old, ignore_errors=True)
        folder.rename(former)
    try:
        making.rename(folder)
    except OSError:
        if there:
            former.rename(folder)
        raise
    return former if there else None


def settle(folder: Path) -> bool:
    """Bring back what stood there when the power failed between the two names of a swap; say whether it did.

    What was left half made by work that ended so is removed.
    """
    for left in folder.parent.glob(f".{literal(folder.name)}.*"):
        if left.suffix in (".making", ".old") and left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
    former = folder.with_name(folder.name + FORMER)
    if folder.exists() or not former.is_dir():
        return False
    former.rename(folder)
    return True


def roll_back(folder: Path) -> Path:
    """Let the publication before stand again; the one that stood becomes the former one.

    Raises
    ------
    layers.errors.SourceMissing
        When there is none.
    """
    settle(folder)
    former = folder.with_name(folder.name + FORMER)
    if not (former / MANIFEST).is_file():
        raise SourceMissing(_NO_FORMER, values={"folder": folder.name}, where=Where(str(former)))
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.aside")
    folder.rename(aside)
    former.rename(folder)
    aside.rename(former)
    return folder


def _sound(checked: Verified, archive: Path) -> Manifest:
    if checked.manifest is None or not checked.sound:
        fault = next(one for one in checked.findings if one.severity is Severity.ERROR)
        values = {"file": archive.name, "fault": str(fault.message)}
        raise NotAllowed(_UNSOUND, _UNSOUND_HINT, values=values, where=Where(str(archive)))
    return checked.manifest


def _refuse_other_base(manifest: Manifest, folder: Path, archive: Path) -> None:
    for fault in base_findings(manifest, folder):
        values = {"file": archive.name, "fault": str(fault.message)}
        raise NotAllowed(_UNSOUND, _UNSOUND_HINT, values=values, where=Where(str(folder)))


def _result(held: Sealed, manifest: Manifest, checked: Verified, archive: Path) -> Manifest:
    """Return the manifest of what comes of changes; it bears the same signature as the changes."""
    with held.opened(FILES + MANIFEST) as file:
        content = file.read()
    found = read_manifest(content)
    good = hashlib.sha256(content).hexdigest() == manifest.result and found.public == manifest.public
    if good and checked.seal is not Seal.NONE and manifest.key is not None:
        with held.opened(FILES + SIGNATURE) as file:
            good = manifest.key.signed(file.read(), content)
    if not good:
        values = {"file": archive.name, "fault": FILES + MANIFEST}
        raise NotAllowed(_UNSOUND, _UNSOUND_HINT, values=values, where=Where(str(archive)))
    return found


def _put_together(
    held: Sealed, front: str, result: Manifest, folder: Path, making: Path, feedback: Feedback
) -> tuple[int, int]:
    """Write all files, from what was received and from what stands there; each is compared again."""
    carried = kept = done = 0
    for one in result.files:
        came = front + one.path in held.sizes
        carried, kept = carried + came, kept + (not came)
        target = making / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        source = _opener(held, front + one.path) if came else _opener_of_file(folder / one.path)
        try:
            digest = _copied(source, target, one.bytes, feedback)
        except (*DAMAGE, KeyError):
            digest = ""
        if digest != one.sha256:
            raise NotAllowed(_DIFFERS, _UNSOUND_HINT, values={"file": one.path}, where=Where(one.path))
        done += one.bytes
        feedback.step(done, max(result.total, 1), Message(_PUTTING))
    for name in APART:
        if front + name in held.sizes:
            _copied(_opener(held, front + name), making / name, held.sizes[front + name], feedback)
    return carried, kept


def _opener(held: Sealed, name: str) -> Callable[[], BinaryIO]:
    return lambda: held.opened(name)


def _opener_of_file(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def _copied(source: Callable[[], BinaryIO], target: Path, size: int, feedback: Feedback) -> str:
    """Copy so many bytes to the disk and return their SHA-256; empty when there are others."""
    digest, left = hashlib.sha256(), size
    with source() as file, target.open("xb") as out:
        while left and (piece := file.read(min(_PIECE, left))):
            feedback.step()
            digest.update(piece)
            out.write(piece)
            left -= len(piece)
        more = file.read(1)
        out.flush()
        os.fsync(out.fileno())
    return "" if left or more else digest.hexdigest()


def literal(name: str) -> str:
    """Return a name as ``glob`` reads it."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
