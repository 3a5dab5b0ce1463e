"""A layer of areas that staff keep as records of the project: the ledger of associations (自治会).

As :mod:`layers.entered`, with records that bring an area and a span of time. The content of such a record has
the members

``line``
    The same for all records of one association through time.
``shape``, ``crs``
    Well-known binary of the area as base64, null where nobody knows it, and the plane rectangular system in
    which it is meant.
``values``
    Its attributes by the name of the column; ``since`` and ``until`` among them are the first day, and the
    first day on which it no longer holds, ISO 8601, absent for not known and still valid.

Everything else of the content is the desk's own and never seen here.
"""

from __future__ import annotations

import base64
import binascii
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

import numpy as np

from layers import drape
from layers.base import Attribute, Fact, Table
from layers.crs import zone_of_epsg
from layers.drawables import Labels, Mesh, Surface
from layers.entered import Entered, RecordStore, content_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.moments import EVER, Times, arranged, read
from layers.neighbourcolours import TONES, neighbours, outline, tones
from layers.operations import shapes_moved
from layers.shapes import Shapes
from layers.timecolumn import TimeColumns
from layers.vector import Vector
from layers.vectorlevels import CUTS, SPACINGS, simplified
from styles.style import ByCategory, Category

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from layers.base import Description, Hit
    from layers.drawables import Drawable
    from layers.feedback import Feedback

LARGEST = 1e8
"""No coordinate of a place on earth is larger."""
BORDER = (58, 56, 70)
WIDTH = 3.0
OPACITY = 0.55
TONE = "tone"
"""Column of the colours by which neighbours differ; it says nothing of an area and is in no table."""
_TONE = QT_TRANSLATE_NOOP(CONTEXT, "区域（隣と違う色）")
STYLE = ByCategory(TONE, tuple(Category(str(k), colour, _TONE) for k, colour in enumerate(TONES)))
"""Neighbours differ; the colours mean nothing else."""
KEPT = 20_000
"""So many shapes are remembered: a city's associations with what they were before."""
KEPT_MESHES = 4_000
"""So many areas are remembered as they lie on a ground, each at one level."""
_NO_CORNERS = np.empty((0, 3, 3))
_meshes: WeakKeyDictionary[object, OrderedDict[object, NDArray[np.float64]]] = WeakKeyDictionary()
_LOCK = threading.Lock()
_FROM = QT_TRANSLATE_NOOP(CONTEXT, "この区域の有効期間（はじめの日）")
_UNTIL = QT_TRANSLATE_NOOP(CONTEXT, "この区域が終わった日")
_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "区域の出典")
_CHANGED = QT_TRANSLATE_NOOP(CONTEXT, "台帳に記録した日時")
_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "区域の座標系")


@dataclass(frozen=True, eq=False)
class AreaStore(RecordStore):
    """Records with areas: when they hold, and which colours let neighbours differ."""

    @cached_property
    def time_columns(self) -> TimeColumns | None:
        """The columns that tell when areas hold, None where no record tells it."""
        names = [name for name in ("since", "until") if name in self.held.column_names]
        told = any(self.held.column(name).null_count < len(self.held) for name in names)
        return TimeColumns("since", "until") if told and len(names) == 2 else None

    @cached_property
    def times(self) -> Times | None:
        """When areas hold: from `since` to the day before `until`, without an end where there is none."""
        if self.time_columns is None:
            return None
        (begin, after), (end, past) = (read(self.held.column(name)) for name in ("since", "until"))
        start = np.where(begin < after, begin, -EVER)
        stop = np.where(end < past, np.maximum(end, start + 1), EVER)
        return arranged(start, stop)

    @cached_property
    def tones(self) -> NDArray[np.int32]:
        """(n,) number of the colour of each area; all records of one association have the same."""
        contents = [content_of(one) for one in self.basis]
        lines = [str(one.get("line", record.id)) for one, record in zip(contents, self.basis, strict=True)]
        shapes = [_outlined(_text(one), str(one.get("crs", "")), self.crs) for one in contents]
        whole = np.full(len(shapes), None, dtype=object)
        whole[:] = shapes
        names, number = np.unique(np.array(lines, dtype=np.str_), return_inverse=True)
        return tones(neighbours(whole, number), names)[number]


@dataclass(frozen=True, eq=False)
class Associations(Entered):
    """The areas of the ledger; see the module."""

    kind: ClassVar[str] = "associations"
    ends: ClassVar[bool] = True
    store: ClassVar[type[RecordStore]] = AreaStore

    @staticmethod
    def shaped(contents: Sequence[Mapping[str, Any]], crs: str) -> Shapes:
        """Return the area (n,) of each content in a system; those that stayed are not made again."""
        import pyarrow as pa

        binary = [_binary(_text(one), str(one.get("crs", "")), crs) for one in contents]
        return Shapes.known(pa.array(binary, pa.large_binary()))

    @classmethod
    def home(cls, contents: Sequence[Mapping[str, Any]]) -> str:
        """Return the system of the first area, empty when there is none."""
        return next((str(one["crs"]) for one in contents if area_of(one) is not None), "")

    @property
    def _merges(self) -> bool:
        """Nothing of it is merged from afar: there are few of them, and each has a name."""
        return False

    def colouring(self) -> Table:
        """Return the table with the colours by which neighbours differ."""
        return _Toned(self.table(), self.data.store.tones)

    def _drawn(
        self,
        shapes: NDArray[np.object_],
        rows: NDArray[np.intp],
        level: int,
        feedback: Feedback | None,
    ) -> list[Drawable]:
        """Return areas, their borders, and a name in each."""
        import shapely

        store, ground = self.data.store, self.data.ground
        if level:
            shapes, _ = simplified(shapes, level)
            kept = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
            shapes, rows = shapes[kept], rows[kept]
        found: list[Drawable] = self._filled(shapes, rows, level)
        if feedback is not None:
            feedback.step()
        lines = drape.lines(shapes, rows, ground, SPACINGS[level], solid=False, width=WIDTH, colour=BORDER)
        found.extend(lines)
        named = [row for row in rows.tolist() if store.basis[row].name]
        if named:
            contents = [content_of(store.basis[row]) for row in named]
            places = [_middle(_text(one), str(one.get("crs", "")), store.crs) for one in contents]
            points = drape.on_ground(ground, np.array(places), drape.POINT_ABOVE)
            origin = np.round(points.mean(axis=0))
            names = tuple(store.basis[row].name for row in named)
            found.append(Labels(origin, points - origin, names, np.array(named, dtype=np.uint32)))
        return found

    def _filled(self, shapes: NDArray[np.object_], rows: NDArray[np.intp], level: int) -> list[Drawable]:
        """Return areas as triangles; those of an area that stayed as it was are not cut again.

        To lay an area on the ground takes long, and while staff draw a border one of many hundred changes.
        """
        store, ground = self.data.store, self.data.ground
        contents = [content_of(store.basis[row]) for row in rows.tolist()]
        keys = [(_text(one), str(one.get("crs", "")), store.crs, level) for one in contents]
        with _LOCK:
            kept = _meshes.setdefault(ground, OrderedDict())
            known = {key: kept[key] for key in keys if key in kept}
        fresh = [place for place, key in enumerate(keys) if key not in known]
        if fresh:
            places = np.arange(len(fresh))
            cut = drape.areas(shapes[fresh], places, ground, CUTS[level], solid=False)
            corners = np.concatenate(
                [one.points.reshape(-1, 3, 3) + one.origin for one in cut] or [_NO_CORNERS]
            )
            owner = np.concatenate([one.features for one in cut] or [np.empty(0, dtype=np.uint32)])
            order = np.argsort(owner, kind="stable")
            starts = np.searchsorted(owner[order], np.arange(len(fresh) + 1))
            for number, place in enumerate(fresh):
                known[keys[place]] = corners[order[starts[number] : starts[number + 1]]]
            with _LOCK:
                kept.update((keys[place], known[keys[place]]) for place in fresh)
                while len(kept) > KEPT_MESHES:
                    kept.popitem(last=False)
        pieces = [known[key] for key in keys]
        corners = np.concatenate(pieces or [_NO_CORNERS])
        if not len(corners):
            return []
        points = corners.reshape(-1, 3)
        origin = np.round((points.min(axis=0) + points.max(axis=0)) / 2)
        triangles = np.arange(len(points), dtype=np.uint32).reshape(-1, 3)
        owners = np.repeat(rows, [len(one) for one in pieces]).astype(np.uint32)
        roof = np.full(len(corners), Surface.ROOF, dtype=np.uint8)
        return [Mesh(origin, (points - origin).astype(np.float32), triangles, owners, roof, draped=True)]

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return the shapes of some areas, without their names."""
        return [one for one in super().outline(features) if not isinstance(one, Labels)]

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first area on a line of sight."""
        return Vector.pick(self, origin, direction)

    def describe(self, feature: int) -> Description:
        """Return what is known of an association, since when it is so, and where its area is from."""
        record = self.data.store.basis[feature]
        values = content_of(record).get("values")
        told = values if isinstance(values, dict) else {}
        facts = (
            (_SOURCE, told.get("source")),
            (_FROM, told.get("since")),
            (_UNTIL, told.get("until")),
            (_SYSTEM, content_of(record).get("crs")),
            (_CHANGED, record.changed),
        )
        provenance = tuple(
            Fact(label, str(value or ""), missing=not value)
            for label, value in facts
            if value or label != _UNTIL
        )
        return replace(super().describe(feature), provenance=provenance)


@dataclass(frozen=True, eq=False)
class _Toned:
    """A table with one more column: the colours by which neighbours differ."""

    table: Table
    tones: NDArray[np.int32]

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The columns, that of the colours first."""
        return (Attribute(TONE, _TONE, kind="code"), *self.table.attributes)

    def __len__(self) -> int:
        """Return the number of areas."""
        return len(self.tones)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric column."""
        return self.tones.astype(np.float64) if name == TONE else self.table.numbers(name)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column for reading."""
        return self.tones.astype(str).astype(object) if name == TONE else self.table.texts(name)

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return indices into the different values."""
        if name == TONE:
            return self.tones, [str(k) for k in range(len(TONES))]
        return self.table.categories(name)

    def labels(self, name: str) -> Mapping[str, str]:
        """Return what the values mean."""
        return {str(k): _TONE for k in range(len(TONES))} if name == TONE else self.table.labels(name)


def area_of(content: Mapping[str, Any]) -> shapely.Geometry | None:
    """Return the area in a record's content, None where there is none that can be believed."""
    return _decoded(_text(content), str(content.get("crs", "")))


def _text(content: Mapping[str, Any]) -> str:
    text = content.get("shape")
    return text if isinstance(text, str) else ""


@lru_cache(maxsize=KEPT)
def _decoded(text: str, crs: str) -> shapely.Geometry | None:
    import shapely

    if not text or not zone_of_epsg(crs):
        return None
    try:
        shape = shapely.from_wkb(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError, shapely.errors.GEOSException):
        return None
    if shape is None or shape.is_empty or shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return None
    coordinates = shapely.get_coordinates(shape)
    return shape if (np.abs(coordinates) < LARGEST).all() else None  # NaN is not smaller


@lru_cache(maxsize=KEPT)
def _area_in(text: str, own: str, crs: str) -> shapely.Geometry | None:
    """Return an area in a system, None where it cannot be brought there."""
    import shapely

    shape = _decoded(text, own)
    if shape is None or not crs or own == crs:
        return shape
    (moved,) = shapes_moved(np.array([shape], dtype=object), own, crs)
    return moved if np.isfinite(shapely.get_coordinates(moved)).all() else None


@lru_cache(maxsize=KEPT)
def _binary(text: str, own: str, crs: str) -> bytes | None:
    """Return an area in a system as well-known binary, None where there is none."""
    import shapely

    shape = _area_in(text, own, crs)
    return None if shape is None else bytes(shapely.to_wkb(shape, byte_order=1, flavor="iso"))


@lru_cache(maxsize=KEPT)
def _outlined(text: str, own: str, crs: str) -> shapely.Geometry | None:
    """Return an area with few corners, to see which ones are neighbours."""
    shape = _area_in(text, own, crs)
    return None if shape is None else outline(shape)


@lru_cache(maxsize=KEPT)
def _middle(text: str, own: str, crs: str) -> tuple[float, float]:
    """Return where the name of an area stands: in its largest part, far from the border."""
    import shapely

    parts = shapely.get_parts(_area_in(text, own, crs))
    largest = parts[int(np.argmax(shapely.area(parts)))]
    if not largest.is_valid:
        inside = shapely.centroid(largest)
        return float(inside.x), float(inside.y)
    inside = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=2.0), 0)
    return float(inside.x), float(inside.y)
