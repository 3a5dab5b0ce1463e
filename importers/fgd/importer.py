"""The row of the importer table for 基盤地図情報（基本項目）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.fgd.classes import ELEVATION_MODELS, NAMESPACE
from importers.xmlsource.files import heads
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.feedback import Feedback

_TAG = re.compile(rb"<(?:[\w.\-]+:)?([A-Za-z]\w*)[\s>]")
_NOT_FEATURES = frozenset({b"Dataset", b"description", b"name", b"boundedBy"})


@dataclass(frozen=True)
class FgdOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for what was read; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system of the project, empty to choose by place.
    crs
        System of the source, when the user knows better than the file.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    crs: str = ""


class FgdVector:
    """Reads points, lines and areas of the Fundamental Geospatial Data."""

    id = "fgd"
    label = QT_TRANSLATE_NOOP(CONTEXT, "基盤地図情報（基本項目）")
    Options = FgdOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` holds vector classes of 基盤地図情報; elevation models are left to others."""
        if not path.is_dir() and not head:
            return Sniff.NO
        return Sniff.YES if any(_is_vector(found) for found in heads(path, head)) else Sniff.NO

    def read(self, path: Path, options: FgdOptions, feedback: Feedback) -> ImportResult:
        """Read a source, or open what was kept of it.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features
        from importers.fgd.reader import read_collections

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is not None:
            return found
        collections = read_collections(path, options, feedback.share(0, 0.5))
        return features.make_result(path, self.id, options, collections, feedback.share(0.5, 1))


def _is_vector(head: bytes) -> bool:
    letters = head.replace(b"\0", b"")  # what is left of UTF-16
    if NAMESPACE.encode() not in letters or b"<!DOCTYPE" in letters:
        return False
    names = [name for name in _TAG.findall(letters) if name not in _NOT_FEATURES]
    return bool(names) and names[0].decode() not in ELEVATION_MODELS
