"""A layer of what staff entered: its features are records of the project and lie nowhere else.

The records (:mod:`layers.records`) are what is kept, saved, journalled and undone; the layer is how they
are seen: drawn, clicked, filtered, played through time and written like any other points. It is filled anew
whenever the records change (:mod:`layers.settling`), so nothing has to be kept in step by hand.

A record of such a layer has a content with the members

``place``
    Longitude and latitude (JGD2011 degrees), null where nobody knows it: the row is then without a shape.
``height``
    Metres of the place, on the point of a scan for one; null or absent for what stands on the ground.
``sights``
    From where it was looked at (:mod:`layers.sights`); may be absent.
``values``
    Its attributes by the name of the column; what is absent or null is missing. Everything else of the
    content is the desk's own and never seen here: names and telephone numbers of people stay there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeGuard

import numpy as np

from layers import crs as systems
from layers import drape, filters, records, sights
from layers.base import Attribute, Hit
from layers.drawables import Labels
from layers.featurestore import FeatureStore, indexed
from layers.pins import POINT, RISE, pins, stems
from layers.shapes import Shapes
from layers.vector import Features, Vector
from layers.vectorlevels import Pyramid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Description, Layer
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.moments import Times
    from layers.project import Project
    from layers.records import Record
    from layers.sights import Sights

DEGREES = "EPSG:6668"
MOST = 2.0**53
"""No number of a record is larger."""
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
    sights: Sights

    @cached_property
    def heights(self) -> NDArray[np.float64]:
        """(n,) heights of their own, NaN for what stands on the ground."""
        found: NDArray[np.float64] = self.placed["bottom"]
        return found

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
class Entries(Features):
    """Opened records: some of a tile may have heights of their own while others stand on the ground."""

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """(t, 6) bounds of the tiles, with the ground's heights where some place has none."""
        bounds = self.store.tile_bounds.copy()
        order, starts = self.store.by_tile
        if not len(bounds):
            return bounds
        flat = np.logical_or.reduceat(~np.isfinite(self.store.placed["bottom"][order]), starts[:-1])
        middle = (bounds[flat, 0:2] + bounds[flat, 3:5]) / 2
        ground = drape.on_ground(self.ground, middle, 0.0)[:, 2]
        bounds[flat, 2] = np.fmin(bounds[flat, 2], ground - 30.0)
        bounds[flat, 5] = np.fmax(bounds[flat, 5], ground + 60.0)
        return bounds


@dataclass(frozen=True, eq=False)
class Entered(Vector):
    """Points that staff entered; see the module.

    Attributes
    ----------
    records
        Kind of the records that it shows.
    shown
        Its columns, each as ``(name, label, unit, kind, group)``; see :class:`layers.base.Attribute`.
    named
        Whether the name of a record stands at its pin.
    """

    kind: ClassVar[str] = "entered"
    in_project: ClassVar[bool] = True
    store: ClassVar[type[RecordStore]] = RecordStore

    records: str = ""
    shown: tuple[tuple[str, ...], ...] = ()
    named: bool = False

    @staticmethod
    def shaped(contents: Sequence[Mapping[str, Any]], crs: str) -> NDArray[np.object_] | Shapes:
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
        """Return a pin for each place, and the cameras that looked at it."""
        import shapely

        del level
        if feedback is not None:
            feedback.step()
        store: RecordStore = self.data.store
        places = np.column_stack([shapely.get_coordinates(shapes), store.heights[rows]])
        found = [*pins(places, self.data.ground, rows), *sights.drawn(store.sights, self.data.ground, rows)]
        if self.named and len(rows):
            heads = stems(places, self.data.ground)[1]
            origin = heads.mean(axis=0)
            names = tuple(store.basis[row].name for row in rows.tolist())
            found.append(Labels(origin, heads - origin, names, np.asarray(rows, np.uint32), RISE))
        return found

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first feature whose head lies on a line of sight."""
        if self.data is None or not len(self.data.bounds):
            return None
        shown = filters.mask(self)
        placed = self.data.store.placed
        there = np.isfinite(placed["west"]) if shown is None else np.isfinite(placed["west"]) & shown
        rows = np.flatnonzero(there)
        places = np.column_stack([placed["west"], placed["south"], placed["bottom"]])[rows]
        heads = stems(places, self.data.ground)[1]
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


def shown_of(attributes: Iterable[Attribute]) -> tuple[tuple[str, ...], ...]:
    """Return columns as a layer of records keeps them."""
    return tuple((one.name, one.label, one.unit, one.kind, one.group) for one in attributes)


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
    data = Entries(store) if layer.data is None else Entries(store, layer.data.ground)
    return replace(layer, data=data, source=replace(layer.source, path=path))


def seen(project: Project, fresh: Entered) -> Project:
    """Return the project with a layer that shows its records, a fresh one where it has none.

    An empty project takes the plane rectangular system of the first place.
    """
    layer = next(
        (one for one in project.layers if isinstance(one, Entered) and one.records == fresh.records), None
    )
    if layer is None:
        return project.with_layer(filled(fresh, project))
    return project if project.crs else replace(project, crs=str(filled(layer, project).data.crs))


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
    return layer.store(
        Path(),
        manifest,
        tuple(basis),
        _table(contents, attributes),
        points,
        sights.sights_of(contents, crs, DEGREES),
    )


def _degrees(content: Mapping[str, Any]) -> tuple[float, float]:
    place = content.get("place")
    if isinstance(place, list) and len(place) == 2 and all(_is_number(one, 180) for one in place):
        return float(place[0]), float(place[1])
    return np.nan, np.nan


def _height(content: Mapping[str, Any]) -> float:
    height = content.get("height")
    return float(height) if _is_number(height, 1e5) else np.nan


def _is_number(value: object, most: float) -> TypeGuard[float]:
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
    heights = np.array([_height(one) for one in contents], dtype=np.float64)
    found = np.full(len(places), None, dtype=object)
    if len(known):
        east, north = systems.project(places[known, 0], places[known, 1], crs, DEGREES)
        there = np.isfinite(east) & np.isfinite(north)  # no plane reaches the other side of the globe
        found[known[there]] = shapely.points(np.asarray(east)[there], np.asarray(north)[there])
        heights = np.array([_height(one) for one in contents], dtype=np.float64)
        high = np.isfinite(heights) & ~shapely.is_missing(found)
        found[high] = shapely.force_3d(found[high], heights[high])
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
