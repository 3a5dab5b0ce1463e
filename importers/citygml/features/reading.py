"""One file read: what a worker process does. Plain values go in, arrays come out."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.features.classes import MEMBERS, FeatureClass, find_classes
from importers.citygml.features.geometry import read_shapes
from importers.citygml.features.names import key_of
from importers.citygml.features.parts import ClassPart, FilePart
from importers.citygml.features.system import System
from importers.citygml.features.values import read_values
from importers.citygml.progress import Progress
from importers.citygml.stream import read_elements
from importers.citygml.window import Window
from layers.errors import GisError
from layers.feedback import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset
    from importers.citygml.elements import Elements

GROUPS = "groups"
"""Reason to leave out: lists of other features, with no shape or attribute of their own to show."""
ELSEWHERE = "read-elsewhere"
"""Reason to leave out: buildings and terrain, which have readers of their own."""
DAMAGED = "damaged"
"""Reason to leave out: members that are not well-formed; the findings tell where."""
_REASONS = {"grp": GROUPS, "bldg": ELSEWHERE, "dem": ELSEWHERE}


def read_part(
    dataset: Dataset,
    index: int,
    codelists: Codelists,
    target_crs: str,
    on_read: Callable[[], None],
) -> FilePart:
    """Read the features of one file.

    Parameters
    ----------
    dataset, index
        Which file.
    codelists
        Code lists of the dataset root that the file belongs to.
    target_crs
        Plane rectangular system in which implicit geometries are put to their places.
    on_read
        Called after each piece of text; may raise ``layers.feedback.Cancelled``.

    Returns
    -------
    FilePart
        A file that cannot be read gives a part without features and a finding.
    """
    file = dataset.files[index]
    found = FilePart(index, file.path)
    progress = Progress(file.path, on_read=on_read)
    system = System(file.path, target_crs, found.findings)
    place = posixpath.relpath(file.path, file.root or ".")
    try:
        with dataset.container.open(file.path) as stream:
            for elements in read_elements(stream, progress):
                system.look(elements)
                _count_members(elements, found)
                for kind in find_classes(elements):
                    if kind.key.partition(":")[0] not in _REASONS:
                        window = Window(elements, kind.rows(elements), codelists, [], file.path, place)
                        found.parts.append(_class_part(window, kind, system))
                on_read()
    except GisError as error:
        where = error.where if error.where.file else Where(file.path)
        template, values = error.message.template, dict(error.message.values)
        found.findings.append(Finding(Severity.ERROR, "file-not-read", template, values, where))
    found.crs = system.code
    found.bytes = progress.done
    found.findings.extend(progress.findings)
    found.findings.extend(codelists.take_findings())
    if progress.left_out:
        found.left_out[DAMAGED] += progress.left_out
    return found


def _count_members(elements: Elements, found: FilePart) -> None:
    for path, chain in enumerate(elements.chains):
        if len(chain) == 2 and chain[0].local in MEMBERS:
            key = key_of(chain[1])
            count = len(elements.rows_by_path[path])
            found.members[key] += count
            reason = _REASONS.get(key.partition(":")[0])
            if reason is not None:
                found.left_out[reason] += count


def _class_part(window: Window, kind: FeatureClass, system: System) -> ClassPart:
    elements, features = window.elements, window.features
    values = read_values(window, kind)
    shapes, lod = read_shapes(elements, kind, features, system, window.file, window.findings)
    window.tell_codes()
    return ClassPart(
        kind.key,
        len(features),
        window.ids,
        _parents(elements, kind, features),
        tuple(values),
        tuple(shapes),
        lod,
        tuple(window.findings),
    )


def _parents(elements: Elements, kind: FeatureClass, features: NDArray[np.int32]) -> pa.Array | None:
    """Return the gml:id of the features around nested ones; None for a class of members."""
    if all(len(elements.chains[path]) == 2 for path in kind.paths):
        return None
    # A nested feature stands in a property element of the one around it.
    around = elements.parent[np.maximum(elements.parent[features], 0)]
    return elements.attribute(around, "id")
