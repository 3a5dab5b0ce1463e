"""What one file holds, as plain values and arrays that go from process to process."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.citygml.features.ragged import Ragged
    from importers.citygml.features.values import Values
    from layers.feedback import Finding


@dataclass(frozen=True, eq=False)
class ClassPart:
    """The features of one class in one window of a file.

    Attributes
    ----------
    key
        Module and class, such as ``tran:Road``.
    count
        Number of features.
    ids, parents
        gml:id of each feature, and of the feature around it (None for members of the city model).
    values
        Columns as written.
    shapes
        Shapes by kind; a feature without shape is in none.
    lod
        (count,) level of detail of the shape, -9 without.
    findings
        What was found in these features.
    """

    key: str
    count: int
    ids: pa.Array
    parents: pa.Array | None
    values: tuple[Values, ...]
    shapes: tuple[Ragged, ...]
    lod: NDArray[np.int8]
    findings: tuple[Finding, ...] = ()


@dataclass(eq=False)
class FilePart:
    """What a file holds.

    Attributes
    ----------
    index
        Number of the file in the dataset.
    path
        Where it lies in the dataset.
    crs
        System of the coordinates: ``EPSG:6697`` for degrees, or a plane rectangular one; empty when the
        file has none that can be relied on.
    parts
        Its features.
    members
        Members of the city model by class, also those that are left out.
    left_out
        Members that are not among `parts`, by reason.
    findings
        What was found beside the features.
    bytes
        Bytes of text that were read.
    """

    index: int
    path: str
    crs: str = ""
    parts: list[ClassPart] = field(default_factory=list)
    members: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    bytes: int = 0
