"""A layer of what staff entered: its features are records of the project and lie nowhere else.

The records (:mod:`layers.records`) are what is kept, saved, journalled and undone; the layer is how they
are seen: drawn, clicked, filtered, played through time and written like any other points. It is filled anew
whenever the records change (:mod:`layers.settling`), so nothing has to be kept in step by hand.

A record of such a layer has a content with the members

``place``
    Longitude and latitude (JGD2011 degrees), null where nobody knows it: the row is then without a shape.
``values``
    Its attributes by the name of the column; what is absent or null is missing. Everything else of the
    content is the desk's own and never seen here: names and telephone numbers of people stay there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from layers import crs as systems
from layers import drape, filters, records
from layers.base import Attribute, Hit
from layers.drawables import Lines, Points
from layers.featurestore import FeatureStore, indexed
from layers.shapes import Shapes
from layers.vector import Features, Vector
from layers.vectorlevels import Pyramid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Description, Layer
    from layers.drape import Ground
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.moments import Times
    from layers.project import Project
    from layers.records import Record

DEGREES = "EPSG:6668"
MOST = 2.0**53
"""No number of a record is larger."""
POINT = 13.0
"""Pixels across the head of a pin: each was entered by hand and is to be seen."""
PIN = 18.0
"""Metres from the ground to the head of a pin: over houses of five storeys, in which much of it happens."""
STEM = (60, 60, 64)
NEAR = 0.012
"""How far beside the line of sight a head may lie, as a share of the distance (about twelve pixels)."""


@dataclass(frozen=True, eq=False)
class RecordStore(FeatureStore):
    """Records as a feature store that lies in memory.

    Attributes
    ----------
    basis
        The records, one a row.
    held
        Their attributes.
    points
        Their places.
    """

    basis: tuple[Record, ...]
    held: pa.Table
    points: Shapes

    @cached_property
    def placed(self) -> dict[str, NDArray[Any]]:
        """Columns of shapes."""
        return indexed(self.points)[0]

    @cached_property
    def _wkb(self) -> pa.Array:
        return self.points.binary

    @cached_property
    def pyramid(self) -> Pyramid:
        """What its tiles cost, worked out here: no file holds it."""
        return _Counted(self)

    def columns(self, names: list[str]) -> pa.Table:
        """Return some columns of the table."""
        return self.held.select(names)

    def rows(self, rows: list[int]) -> pa.Table:
        """Return some rows."""
        return self.held.take(rows)

    def where(self, mask: NDArray[np.bool_], names: list[str]) -> pa.Table:
        """Return some columns of the rows that a mask (n,) chooses."""
        import pyarrow as pa

        return self.held.select(names).filter(pa.array(mask))

    @cached_property
    def times(self) -> Times | None:
        """When the features are."""
        from layers.moments import times_of

        columns = self.time_columns
        return None if columns is None else times_of(self.held, columns)

    @cached_property
    def parquet(self) -> Any:
        """The table as the file that it would be on disk, with shapes: for those who write it elsewhere."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        whole = self.held.append_column("geometry", self.points.binary.cast(pa.binary()))
        target = pa.BufferOutputStream()
        pq.write_table(whole, target)
        return pq.ParquetFile(pa.BufferReader(target.getvalue()))


class _Counted(Pyramid):
    """The costs of a store that has no file of them."""

    @cached_property
    def costs(self) -> NDArray[np.int64]:
        """(t, LEVELS) triangles of each tile at each level."""
        return self.counted()


@dataclass(frozen=True, eq=False)
class Entered(Vector):
    """Points that staff entered; see the module.

    Attributes
    ----------
    records
        Kind of the records that it shows.
    shown
        Its columns, each as ``(name, label, unit, kind, group)``; see :class:`layers.base.Attribute`.
    """

    kind: ClassVar[str] = "entered"
    in_project: ClassVar[bool] = True

    records: str = ""
    shown: tuple[tuple[str, ...], ...] = ()

    @staticmethod
    def shaped(contents: Sequence[Mapping[str, Any]], crs: str) -> NDArray[np.object_]:
        """Return the shape (n,) of each content in a system, None for those without."""
        return _points(contents, crs)

    @classmethod
    def home(cls, contents: Sequence[Mapping[str, Any]]) -> str:
        """Return the plane rectangular system of the first shape, empty when there is none."""
        places, known = _known(contents)
        return systems.epsg_of_zone(systems.zone_at(*places[known[0]].tolist())) if len(known) else ""

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The columns."""
        return tuple(Attribute(*one) for one in self.shown)

    def _drawn(
        self,
        shapes: NDArray[np.object_],
        rows: NDArray[np.intp],
        level: int,
        feedback: Feedback | None,
    ) -> list[Drawable]:
        """Return a pin for each place."""
        del level
        if feedback is not None:
            feedback.step()
        return pins(_places(shapes), self.data.ground, rows)

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first feature whose head lies on a line of sight."""
        if self.data is None or not len(self.data.bounds):
            return None
        shown = filters.mask(self)
        placed = self.data.store.placed
        there = np.isfinite(placed["west"]) if shown is None else np.isfinite(placed["west"]) & shown
        rows = np.flatnonzero(there)
        heads = drape.on_ground(
            self.data.ground, np.column_stack([placed["west"], placed["south"]])[rows], PIN
        )
        way = direction / np.linalg.norm(direction)
        ahead = (heads - origin) @ way
        aside = np.linalg.norm(heads - origin - ahead[:, None] * way, axis=1)
        met = np.flatnonzero((ahead > 0) & (aside <= NEAR * ahead))
        if not len(met):
            return None
        first = met[np.argmin(ahead[met])]
        east, north, height = heads[first].tolist()
        return Hit(self.id, int(rows[first]), float(ahead[first]), (east, north, height))

    def describe(self, feature: int) -> Description:
        """Return what is known of a feature, under the name that staff gave it."""
        name = self.data.store.basis[feature].name
        return replace(super().describe(feature), title=name or self.name, subtitle=self.name)


def pins(
    places: NDArray[np.float64],
    ground: Ground,
    rows: NDArray[np.integer],
    size: float = POINT,
    colour: tuple[int, int, int] | None = None,
) -> list[Drawable]:
    """Return pins: a stem from the ground, and a head over the roofs.

    Parameters
    ----------
    places
        (n, 2) metres.
    ground
        What they stand on.
    rows
        (n,) feature ids.
    size, colour
        Pixels across a head, and its colour where the layer has none.
    """
    if not len(places):
        return []
    feet = drape.on_ground(ground, places, 0.0)
    heads = feet + np.array([0.0, 0.0, PIN])
    origin = heads.mean(axis=0)
    ids = np.asarray(rows, np.uint32)
    stems = np.stack([feet, heads], axis=1).reshape(-1, 3) - origin
    own = None if colour is None else np.tile(np.array(colour, np.uint8), (len(heads), 1))
    offsets = np.arange(0, len(stems) + 1, 2)
    return [
        Lines(origin, stems.astype(np.float32), offsets, ids, 2.0, colour or STEM),
        Points(origin, (heads - origin).astype(np.float32), ids, size, own),
    ]


def _places(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    import shapely

    found: NDArray[np.float64] = shapely.get_coordinates(shapes)
    return found


@lru_cache(maxsize=50_000)
def content_of(record: Record) -> Mapping[str, Any]:
    """Return the content of a record, read once; nobody may change it."""
    return record.content


def filled(layer: Layer, project: Project) -> Layer:
    """Return a layer of entered features with the records of a project; the same object when it has them."""
    if not isinstance(layer, Entered):
        return layer
    basis = records.of_kind(project, layer.records)
    path = project.path or Path()
    if layer.data is not None and layer.source.path == path:
        store = layer.data.store
        same = store.crs == (project.crs or store.crs) and len(basis) == len(store.basis)
        if same and all(one is other for one, other in zip(basis, store.basis, strict=True)):
            return layer
    store = store_of(layer, basis, project.crs)
    data = Features(store) if layer.data is None else Features(store, layer.data.ground)
    return replace(layer, data=data, source=replace(layer.source, path=path))


def store_of(layer: Entered, basis: Sequence[Record], crs: str) -> RecordStore:
    """Return records as a store.

    Parameters
    ----------
    layer
        The layer that shows them.
    basis
        The records.
    crs
        Plane rectangular system of the project; empty for that of the first place.
    """
    attributes = layer.attributes
    contents = [content_of(one) for one in basis]
    crs = crs or layer.home(contents)
    points = Shapes.of(layer.shaped(contents, crs))
    _, box, solid = indexed(points)
    changed = max((one.changed for one in basis), default="")
    manifest = {
        "format": FeatureStore.FORMAT,
        "key": "entered",
        "name": layer.name,
        "crs": crs,
        "count": len(basis),
        "bounds": box,
        "solid": solid,
        "kinds": points.kinds or ["Point"],
        "attributes": [asdict(one) for one in attributes],
        "point_size": POINT,
        "receipt": {
            "crs": DEGREES,
            "target": crs,
            "modified": changed,
            "in": len(basis),
            "shown": len(basis),
            "without_shape": int(points.missing.sum()),
            "left_out": {},
        },
        "made": changed,
        "files": {},
    }
    return RecordStore(Path(), manifest, tuple(basis), _table(contents, attributes), points)


def _degrees(content: Mapping[str, Any]) -> tuple[float, float]:
    place = content.get("place")
    if isinstance(place, list) and len(place) == 2 and all(_is_number(one, 180) for one in place):
        return float(place[0]), float(place[1])
    return np.nan, np.nan


def _is_number(value: object, most: float) -> bool:
    """Say whether a value of a file from anywhere is a number that is no larger than it can be."""
    return isinstance(value, (int, float)) and abs(value) <= most


def _known(
    contents: Sequence[Mapping[str, Any]],
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the places (n, 2) of contents in degrees, and which of them are on earth."""
    places = np.array([_degrees(one) for one in contents], dtype=np.float64).reshape(-1, 2)
    return places, np.flatnonzero(np.isfinite(places).all(axis=1) & (np.abs(places[:, 1]) <= 90))


def _points(contents: Sequence[Mapping[str, Any]], crs: str) -> NDArray[np.object_]:
    import shapely

    places, known = _known(contents)
    found = np.full(len(places), None, dtype=object)
    if len(known):
        east, north = systems.project(places[known, 0], places[known, 1], crs, DEGREES)
        there = np.isfinite(east) & np.isfinite(north)  # no plane reaches the other side of the globe
        found[known[there]] = shapely.points(np.asarray(east)[there], np.asarray(north)[there])
    return found


def _table(contents: Sequence[Mapping[str, Any]], attributes: Sequence[Attribute]) -> pa.Table:
    import pyarrow as pa

    told = [one.get("values") for one in contents]
    values = [one if isinstance(one, dict) else {} for one in told]
    columns: dict[str, pa.Array] = {}
    for one in attributes:
        names = (one.name, f"{one.name}_code") if one.kind == "code" else (one.name,)
        for name in names:
            cells = [each.get(name) for each in values]
            if one.kind in ("number", "integer", "year"):
                kind = pa.float64() if one.kind == "number" else pa.int64()
                numbers = [cell if _is_number(cell, MOST) else None for cell in cells]
                columns[name] = pa.array(numbers, pa.float64()).cast(kind, safe=False)
            else:
                texts = [cell if isinstance(cell, str) else None for cell in cells]
                columns[name] = pa.array(texts, pa.string())
    return pa.table(columns)
