"""The row of the importer table for registry maps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from importers.base import ImportResult, Sniff
from importers.cadastre.names import NAMESPACE
from importers.xmlsource.files import heads
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.collection import Collection
    from layers.feedback import Feedback


@dataclass(frozen=True)
class CadastreOptions:
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


class Cadastre:
    """Reads lots, points and lines of registry maps."""

    id = "cadastre"
    label = QT_TRANSLATE_NOOP(CONTEXT, "登記所備付地図（地図XML）")
    Options = CadastreOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` holds map XML."""
        if not path.is_dir() and not head:
            return Sniff.NO
        return Sniff.YES if any(_is_map(found) for found in heads(path, head)) else Sniff.NO

    def read(self, path: Path, options: CadastreOptions, feedback: Feedback) -> ImportResult:
        """Read a source, or open what was kept of it.

        Lots of arbitrary coordinate systems come as a table without shapes, unless there is nothing else
        and the user says which system they are in.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features
        from importers.cadastre.reader import read_collections

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is not None:
            return found
        collections = read_collections(path, options, feedback.share(0, 0.5))
        if not options.crs or any(one.crs for one in collections):
            collections = [_listed(one) if not one.crs else one for one in collections]
        return features.make_result(path, self.id, options, collections, feedback.share(0.5, 1))


def _listed(collection: Collection) -> Collection:
    """Return the rows of a collection without their shapes: they must not be drawn anywhere."""
    return replace(collection, raw_geometry=np.full(len(collection.geometry), None, dtype=object))


def _is_map(head: bytes) -> bool:
    letters = head.replace(b"\0", b"")  # what is left of UTF-16
    return NAMESPACE.encode() in letters and b"<!DOCTYPE" not in letters
