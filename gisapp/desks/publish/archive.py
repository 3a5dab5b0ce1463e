"""A folder as one zip that has the same bytes whenever and wherever it is made."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.publish import publishednames
from gisapp.desks.publish.publishedfiles import walked
from gisapp.export.target import replacing
from layers.errors import ExportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.feedback import Feedback

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first one that a zip knows: when it was made is in the manifest, not in every member."""
LEVEL = 6
DENSE = frozenset(
    {
        *(".pmtiles", ".zip", ".kmz", ".png", ".jpg", ".jpeg", ".webp", ".pdf", ".gz", ".woff2"),
        *(".parquet", ".laz", ".xlsx", ".tif"),
    }
)
"""Suffixes of what is compressed already: stored as it is."""
_UNIX = 3
_PLAIN_FILE = 0o100644
_PIECE = 1 << 20
_PACKING = QT_TRANSLATE_NOOP(CONTEXT, "zip にまとめています")
_ODD_NAME = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」は、zip の中の名前として使えません。")


def folder_members(folder: Path) -> dict[str, Path]:
    """Return all files of a folder by their relative names."""
    return {path.relative_to(folder).as_posix(): path for path in walked(folder)}


def write_archive(
    members: Mapping[str, Path | bytes], target: Path, feedback: Feedback, *, overwrite: bool = False
) -> Path:
    """Write a zip: members by name, one fixed moment and right for all, no extra fields, no folders.

    Parameters
    ----------
    members
        Files, or their bytes, by relative name.
    target
        It appears when it is whole; an older file stays until then.
    feedback
        Receives progress in bytes.
    overwrite
        Whether a file that is there may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written, or a name cannot stand in it.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    names = sorted(members)
    odd = [name for name in names if not publishednames.sound(name)] + publishednames.twice(names)
    if odd:
        raise ExportFailed(_ODD_NAME, values={"file": odd[0]}, where=Where(str(target)))
    sizes = {name: _size(members[name]) for name in names}
    done, total = 0, max(sum(sizes.values()), 1)
    with (
        replacing(target, overwrite=overwrite) as making,
        zipfile.ZipFile(making, "w", compresslevel=LEVEL) as archive,
    ):
        for name in names:
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE << 16
            dense = Path(name).suffix.lower() in DENSE
            entry.compress_type = zipfile.ZIP_STORED if dense else zipfile.ZIP_DEFLATED
            entry.file_size = sizes[name]
            member = members[name]
            with archive.open(entry, "w") as into:
                if isinstance(member, bytes):
                    into.write(member)
                else:
                    with member.open("rb") as file:
                        while piece := file.read(_PIECE):
                            into.write(piece)
                            done += len(piece)
                            feedback.step(done, total, Message(_PACKING))
    return target


def _size(member: Path | bytes) -> int:
    return len(member) if isinstance(member, bytes) else member.stat().st_size
