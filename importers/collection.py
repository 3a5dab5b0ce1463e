"""What a reader of features gives, before it is placed and stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layers.shapes import Shapes

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Attribute
    from layers.feedback import Finding
    from styles.style import Style


@dataclass(frozen=True, eq=False)
class Collection:
    """Features of one kind from one source, as they are written there.

    Attributes
    ----------
    key
        Names the collection within its source (``roads``, ``tran:Road``), stable over versions of it.
    name
        What staff call it.
    table
        One row for each feature, without geometry. An attribute of kind ``code`` has two columns: its
        name with the Japanese text, and ``<name>_code`` with the code as written.
    raw_geometry
        (n,) shapely geometries or None, or the same as well-known binary: whatever the reader has. First
        coordinate east or longitude, second north or latitude, third height if there is one, whatever order
        the source has.
    crs
        Authority code that the source declares, empty when it says nothing that can be relied on.
    attributes
        The columns in the order in which they are shown (without the ``_code`` columns).
    encoding
        How texts were decoded, as Python names it; empty where the format leaves no choice.
    product
        What kind of data it was recognised as (``A29``, ``P20``, ``tran:Road``), empty when unknown.
    date
        ISO 8601 date or year that the data describe, empty when nobody says.
    licence, credit
        As the source states them.
    style
        How it is drawn unless the user chooses otherwise, None to propose one.
    point_size
        Pixels across a point at 96 dpi.
    findings
        What is worth knowing.
    stations
        Whether rows at one place are always readings of one thing, of which the latest counts.
    left_out
        Features that were in the source and are not here, by reason.
    facts
        What is known of a source that is more than its file, in place of what the file says: ``origin``
        (where the features lie, for people), ``modified`` (moment whose state they are), ``size``,
        ``digest``.
    """

    key: str
    name: str
    table: pa.Table
    raw_geometry: NDArray[np.object_] | Shapes
    crs: str
    attributes: tuple[Attribute, ...]
    encoding: str = ""
    product: str = ""
    date: str = ""
    licence: str = ""
    credit: str = ""
    style: Style | None = None
    point_size: float = 6.0
    findings: tuple[Finding, ...] = ()
    stations: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def shapes(self) -> Shapes:
        """The geometry as well-known binary."""
        return Shapes.of(self.raw_geometry)

    @property
    def geometry(self) -> NDArray[np.object_]:
        """(n,) shapely geometries or None."""
        return self.raw_geometry.objects if isinstance(self.raw_geometry, Shapes) else self.raw_geometry
