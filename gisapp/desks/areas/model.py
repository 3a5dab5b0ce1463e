"""What the areas desk works with: the ledger of the project, and the version of a department.

The **ledger** (台帳) is made of records of the project, one for each association and span of time: undo,
autosave and the journal hold them like everything that staff enter. A change of an area at a day ends the
record of before (`until`) and adds one that begins then (`since`); both have the same `line`, so the area of
any day is known and nothing is overwritten.

A **version** (:class:`AreaSet`) is what checks and comparisons read: the areas that a department holds, as
columns. The ledger at a day is one of them, a layer as it was delivered is another.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import records
from layers.associations import area_of
from layers.crs import zone_of_epsg
from layers.operations import shapes_moved

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from layers.project import Project
    from layers.records import Record

ASSOCIATION = "areas/association"
"""Kind of the records of the ledger."""
DECISION = "areas/decision"
"""Kind of the records of what was decided, by whom and when."""


@dataclass(frozen=True, eq=False)
class Association:
    """An association over a span of time.

    Attributes
    ----------
    id
        Of its record.
    line
        The same for all records of one association through time.
    code, name, kana
        As the city writes them; empty where unknown.
    shape
        Polygon or MultiPolygon, metres of `crs`; None where the area is unknown.
    crs
        Plane rectangular system of the shape.
    since, until
        First day, and first day on which it no longer holds, ISO 8601; empty for not known and still valid.
    values
        Everything else by the name of its column; what is missing is absent.
    source
        Where the area is from: layer or file, its day, what was drawn by hand.
    """

    id: str
    line: str
    code: str = ""
    name: str = ""
    kana: str = ""
    shape: shapely.Geometry | None = field(default=None, repr=False)
    crs: str = ""
    since: str = ""
    until: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""

    def holds(self, day: str) -> bool:
        """Say whether it is valid on a day (ISO 8601); an empty day is today's state: not ended."""
        return (
            (not self.since or self.since <= day) and (not self.until or day < self.until)
            if day
            else (not self.until)
        )


@dataclass(frozen=True, eq=False)
class AreaSet:
    """The areas that one department holds, one a row.

    Attributes
    ----------
    title
        Whose they are: a department, a layer, the ledger.
    crs
        Plane rectangular system of the shapes.
    ids
        (m,) texts that name a row within its source: ids of records, or row numbers of a layer.
    codes, names, kanas
        (m,) texts, empty where there is none.
    shapes
        (m,) areas in metres as they were delivered (perhaps not valid), None where a row has no area.
    date
        What day they tell of (時点), as the source states it; empty where unknown.
    source
        File or layer, for the provenance of answers.
    """

    title: str
    crs: str
    ids: NDArray[np.object_]
    codes: NDArray[np.object_]
    names: NDArray[np.object_]
    kanas: NDArray[np.object_]
    shapes: NDArray[np.object_]
    date: str = ""
    source: str = ""

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.ids)


def associations(project: Project, day: str | None = "") -> tuple[Association, ...]:
    """Return the associations of the ledger.

    Parameters
    ----------
    project
        Its records are read.
    day
        ISO 8601 for those valid on a day, empty for those not ended, None for all spans of time.
    """
    found = (association_of(one) for one in records.of_kind(project, ASSOCIATION))
    return tuple(one for one in found if day is None or one.holds(day))


@lru_cache(maxsize=50_000)
def association_of(record: Record) -> Association:
    """Return a record as an association, read once: nobody may change its values.

    A project may come from anywhere, so what cannot be is left out.
    """
    from layers.entered import content_of

    content = content_of(record)
    values = content.get("values")
    values = dict(values) if isinstance(values, dict) else {}
    told = {name: str(values.pop(name, "") or "") for name in ("code", "kana", "since", "until", "source")}
    values.pop("name", None)
    crs = str(content.get("crs", ""))
    return Association(
        record.id,
        str(content.get("line", record.id)),
        name=record.name,
        shape=area_of(content),
        crs=crs if zone_of_epsg(crs) else "",
        values=values,
        **told,
    )


def record_of(one: Association, changed: str) -> Record:
    """Return an association as a record of the project.

    Parameters
    ----------
    one
        The association.
    changed
        When it was entered or changed, ISO 8601.
    """
    import shapely

    told = {"code": one.code, "kana": one.kana, "since": one.since, "until": one.until, "source": one.source}
    values = {**one.values, **{name: text for name, text in told.items() if text}, "name": one.name}
    shape = None
    if one.shape is not None and not one.shape.is_empty:
        shape = base64.b64encode(shapely.to_wkb(shapely.force_2d(one.shape))).decode("ascii")
    content = {"line": one.line, "crs": one.crs, "shape": shape, "values": values}
    return records.record(one.id, ASSOCIATION, one.name, content, changed)


def area_set(found: Sequence[Association], title: str, crs: str, date: str = "") -> AreaSet:
    """Return associations of the ledger as columns, their shapes in the system `crs`."""
    shapes = np.full(len(found), None, dtype=object)
    shapes[:] = [one.shape for one in found]
    systems = np.array([one.crs for one in found], dtype=np.str_)
    for other in sorted({one.crs for one in found if one.crs and one.crs != crs}):
        own = systems == other
        shapes[own] = shapes_moved(shapes[own], other, crs)
    return AreaSet(
        title,
        crs,
        _texts([one.id for one in found]),
        _texts([one.code for one in found]),
        _texts([one.name for one in found]),
        _texts([one.kana for one in found]),
        shapes,
        date,
        title,
    )


def put(project: Project, changed: Sequence[Association], when: str) -> Project:
    """Return the project with some associations added, or put in the place of those of the same ids."""
    return records.put_all(project, [record_of(one, when) for one in changed])


def ended(one: Association, day: str) -> Association:
    """Return the association with `day` as the first day on which it no longer holds."""
    return replace(one, until=day)


def _texts(values: Sequence[str]) -> NDArray[np.object_]:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found
