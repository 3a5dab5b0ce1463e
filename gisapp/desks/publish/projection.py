"""A layer as the public may see it: chosen columns under public names, generalised shapes, nothing else.

All that is published is made from this and never from the layer itself, so a writer cannot leak what it was
not given: the columns that were not chosen are not even read, and of the source there is no path.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Part, content_of
from gisapp.export.footprints import polygons
from gisapp.export.legible import legible
from layers.base import Attribute, Source
from layers.errors import NotAllowed
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.publish.model import Generalisation, Publication
    from gisapp.export.clouds import PointContent
    from gisapp.export.content import Content
    from gisapp.export.grids import Grid, GridContent
    from layers.base import Layer
    from layers.drawables import Mesh
    from layers.feedback import Feedback
    from layers.project import Project

RESTRICTED = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は公開しないと決められています。")
RESTRICTED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開の設定の「公開しない」を外すと、審査からやり直せます。")
_GONE = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に、公開すると決めた列「{columns}」がありません。")
_GONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開する列を選び直してください。")
_NO_AREAS = QT_TRANSLATE_NOOP(
    CONTEXT, "公開しない区域のレイヤ「{layer}」を開けないため、何も公開できません。"
)
_NO_AREAS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "区域のデータの場所を直すか、設定から外してください。")
_WHOLE = QT_TRANSLATE_NOOP(
    CONTEXT, "レイヤ「{layer}」は公開しない区域にかかります。画像・地形・点群は、区域の所だけを除けません。"
)
_WHOLE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "区域にかからない範囲を切り出したデータを使ってください。")
_AWAY = QT_TRANSLATE_NOOP(CONTEXT, "公開しない区域にかかる {count:,} 件を除きました。")
_SMALL = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」が {least} 未満の {count:,} 件は、値を空欄にしました。")


class PublicContent:
    """The features of a layer as the public sees them; see :class:`gisapp.export.content.Content`.

    Columns are called as the public is told. Lists are one text, joined by 「、」.

    Parameters
    ----------
    base
        What the layer gives, without the features that are kept back.
    publication
        What may be published of it.
    """

    def __init__(self, base: Content, publication: Publication) -> None:
        self._base = base
        self.publication = publication
        exact = publication.generalisation
        self.decimals = exact.decimals
        """Of degrees that are written."""
        # What is drawn in space has no coarser form, so it is there only where nothing is made coarser.
        kept = {Part.ROWS, Part.FOOTPRINTS} | (
            {Part.SHAPES} if exact.exact and exact.decimals >= 6 else set()
        )
        self.offers = base.offers & (kept | {Part.GRID, Part.POINTS})
        self.geometry_type = _kind(base.geometry_type, exact)
        self.crs = base.crs
        self.layer = _bare(base.layer, publication)

    @property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds of the features in metres, before shapes are generalised."""
        return self._base.extent

    @cached_property
    def attributes(self) -> Sequence[Attribute]:
        """The chosen attributes."""
        held = {one.name: one for one in self._base.attributes}
        found = []
        for one in self.publication.fields:
            before = held.get(one.column, Attribute(one.column, one.name))
            kind = "text" if before.kind in ("list", "code") else before.kind
            found.append(Attribute(one.name, one.name, before.unit, kind))
        return tuple(found)

    @cached_property
    def schema(self) -> pa.Schema:
        """Public names of the chosen columns, and the shape."""
        base = self._base.schema
        fields = [pa.field(one.name, _plain(base.field(one.column).type)) for one in self.publication.fields]
        return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())])

    @property
    def filled(self) -> frozenset[str]:
        """All columns: the public is promised each of them."""
        return frozenset(self.schema.names)

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self._base)

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows, some thousand at a time, with some columns (by public names) or all of them."""
        wanted = self.schema.names if names is None else list(names)
        for table in self._base.tables(feedback, self._read(wanted)):
            yield self._public(table).select(wanted)

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns of all features by their public names."""
        return self._public(self._base.columns(self._read(names))).select(list(names))

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give the best shapes, where shapes stay as they are; feature ids count the features."""
        return self._base.shapes(feedback) if Part.SHAPES in self.offers else iter(())

    @property
    def grid(self) -> Grid:
        """The cells of heights or of a picture."""
        return cast("GridContent", self._base).grid

    @property
    def dimensions(self) -> Sequence[str]:
        """Chosen attributes of points."""
        return tuple(one.column for one in self.publication.fields)

    @property
    def spacing(self) -> float:
        """Metres along a cube of which the public sees one point."""
        return self.publication.generalisation.grid

    def nodes(self, feedback: Feedback) -> Iterator[tuple[NDArray[np.float64], NDArray[np.void]]]:
        """Give the points of a cloud, node by node, with nothing but the chosen attributes in them."""
        from gisapp.export.clouds import DIMENSIONS

        fields = [field for name in self.dimensions for field in DIMENSIONS[name][1]]
        for places, points in cast("PointContent", self._base).nodes(feedback):
            bare = np.zeros(len(points), dtype=[(name, points.dtype[name]) for name in fields])
            for name in fields:
                bare[name] = points[name]
            yield places, bare

    def small_counts(self) -> tuple[Finding, ...]:
        """Return how many small counts are left blank, for each field that counts."""
        least = self.publication.generalisation.least
        found = []
        for one in self.publication.fields:
            if one.count and least:
                values = self._base.columns([one.column]).column(0)
                count = pc.sum(_small(_numbers(values), least)).as_py() or 0
                if count:
                    told = {"name": one.name, "least": least, "count": count}
                    found.append(Finding(Severity.INFO, "small-counts", _SMALL, told))
        return tuple(found)

    def _read(self, names: Sequence[str]) -> list[str]:
        """Return the columns of the layer behind public names, each once."""
        column = {one.name: one.column for one in self.publication.fields} | {GEOMETRY: GEOMETRY}
        return list(dict.fromkeys(column[name] for name in names))

    def _public(self, table: pa.Table) -> pa.Table:
        """Return rows of the layer as the public sees them; absent columns are left out."""
        columns: dict[str, Any] = {}
        for one in self.publication.fields:
            if one.column in table.column_names:
                values = _told(table.column(one.column))
                if one.count and self.publication.generalisation.least:
                    numbers = _numbers(values)
                    small = _small(numbers, self.publication.generalisation.least)
                    values = pc.if_else(small, pa.scalar(None, values.type), values)
                columns[one.name] = values
        if GEOMETRY in table.column_names:
            columns[GEOMETRY] = self._shapes(table.column(GEOMETRY))
        return pa.table(columns)

    def _shapes(self, written: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
        exact = self.publication.generalisation
        if exact.exact:
            return written
        import shapely

        shapes = shapely.force_2d(polygons(written))
        if exact.point:
            shapes = shapely.centroid(shapes)
        if exact.simplify:
            shapes = shapely.simplify(shapes, exact.simplify)
        if exact.grid:
            # Tiny shapes must not vanish: where the grid swallows one, its middle stands in.
            snapped = shapely.set_precision(shapes, exact.grid)
            lost = shapely.is_empty(snapped) & ~shapely.is_empty(shapes)
            snapped[lost] = shapely.set_precision(shapely.centroid(shapes[lost]), exact.grid)
            shapes = snapped
        shapes[shapely.is_empty(shapes)] = None
        return pa.array(shapely.to_wkb(shapes), pa.binary())


def public_content(
    project: Project, layer: Layer, publication: Publication, feedback: Feedback
) -> PublicContent:
    """Return a layer as the public may see it.

    Parameters
    ----------
    project
        Holds the layers of areas in which nothing is published.
    layer
        With its data opened.
    publication
        What may be published of it.
    feedback
        Hears of features that are kept back.

    Raises
    ------
    layers.errors.NotAllowed
        When it may not be published, has no data, lacks a chosen column, or when what must be kept back
        cannot be known or cannot be taken out.
    """
    if publication.restricted:
        raise NotAllowed(RESTRICTED, RESTRICTED_HINT, values={"layer": layer.name})
    base = content_of(layer)
    lacking = [one.column for one in publication.fields if one.column not in base.schema.names]
    if lacking:
        values = {"layer": layer.name, "columns": "、".join(lacking)}
        raise NotAllowed(_GONE, _GONE_HINT, values=values)
    if publication.away:
        base = _outside(project, layer, base, publication, feedback)
    return PublicContent(base, publication)


def _outside(
    project: Project, layer: Layer, base: Content, publication: Publication, feedback: Feedback
) -> Content:
    """Return what the layer gives, without the features that touch areas in which nothing is published."""
    import shapely

    areas = [_areas(project, name, base.crs, feedback) for name in publication.away]
    tree = shapely.STRtree(np.concatenate(areas))
    if Part.FOOTPRINTS not in base.offers:
        west, south, _, east, north, _ = base.extent
        if len(tree.query(shapely.box(west, south, east, north), predicate="intersects")):
            raise NotAllowed(_WHOLE, _WHOLE_HINT, values={"layer": layer.name})
        return base
    inside = np.zeros(len(base), dtype=bool)
    start = 0
    for table in base.tables(feedback, (GEOMETRY,)):
        shapes = polygons(table.column(GEOMETRY))
        inside[start + np.unique(tree.query(shapes, predicate="intersects")[0])] = True
        start += len(table)
    if inside.any():
        values = {"count": int(inside.sum())}
        feedback.find(Finding(Severity.WARNING, "features-kept-back", _AWAY, values, Where(layer.name)))
    return content_of(layer, ~inside)


def _areas(project: Project, name: str, system: str, feedback: Feedback) -> NDArray[np.object_]:
    from layers.operations import shapes_moved

    found = next((one for one in project.layers if one.id == name), None)
    if found is None or found.data is None:
        told = {"layer": name if found is None else found.name}
        raise NotAllowed(_NO_AREAS, _NO_AREAS_HINT, values=told)
    content = content_of(replace(found, filter=(), during=None))
    tables = [table.column(GEOMETRY) for table in content.tables(feedback, (GEOMETRY,))]
    shapes = [polygons(one) for one in tables]
    return shapes_moved(np.concatenate(shapes), content.crs, system)


def _bare(layer: Layer, publication: Publication) -> Layer:
    """Return a layer that knows no more of itself than the public may: no path, no time, no digest."""
    source = Source(
        Path(publication.title or publication.layer),
        "",
        licence=publication.licence,
        credit=publication.credit,
        date=publication.date,
    )
    name = publication.title or publication.layer
    return replace(layer, name=name, source=source, filter=(), columns=(), group="", data=None, others={})


def _kind(kind: str, exact: Generalisation) -> str:
    """Return the kind of the shapes that the public sees."""
    if exact.point:
        return "Point"
    if exact.grid:
        return "Unknown"  # a tiny shape is a point then
    return kind if exact.exact else kind.removesuffix(" Z")


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) or pa.types.is_struct(kind) else kind


def _told(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    """Return a column with one value in each cell, texts without signs that nobody sees."""
    if not (pa.types.is_list(column.type) or pa.types.is_struct(column.type)):
        return legible(column) if pa.types.is_string(column.type) else column
    plain = column.combine_chunks()
    if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
        return legible(pc.binary_join(plain, "、"))
    return jsontext.values(plain)


def _numbers(values: pa.ChunkedArray | pa.Array) -> NDArray[np.float64]:
    """Return counts as numbers, NaN where a text is none."""
    import pandas as pd

    return pd.to_numeric(values.to_pandas(), errors="coerce").to_numpy(np.float64)


def _small(numbers: NDArray[np.float64], least: int) -> pa.Array:
    return pa.array((numbers >= 1) & (numbers < least))
