"""Tables with shapes read back by other readers: GDAL, Arrow, SQLite."""

from __future__ import annotations

import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import shapefile as shp
from gisapp.export.content import GEOMETRY, Content, is_public
from gisapp.export.flatgeobuf import told as plain
from gisapp.export.footprints import as_multi, decimals_of, plane, polygons, to_degrees
from gisapp.export.ogr import configured
from gisapp.export.rowcheck import check_rows
from gisapp.export.shapenames import short_names
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

METRES, DEGREES = 1e-6, 1e-9
BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "データベースとして壊れています（{detail}）。")
SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系が {found} でした（正しくは {wanted}）。")
APPLICATION = 0x47504B47
"""``GPKG``, by which a GeoPackage is told from another database."""


def geopackage(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a GeoPackage; SQLite itself says whether the database is whole."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (whole,) = connection.execute("pragma quick_check").fetchone()
        (application,) = connection.execute("pragma application_id").fetchone()
        (listed,) = connection.execute("select count(*) from gpkg_contents").fetchone()
    finally:
        connection.close()
    faults: list[Finding] = []
    if whole != "ok" or application != APPLICATION or listed != 1:
        detail = f"{whole}, application_id {application:#x}, {listed}"
        faults.append(Finding(Severity.ERROR, "read-back-database", BROKEN, {"detail": detail}))
    names = content.schema.names

    def shapes(found: NDArray[Any]) -> NDArray[Any]:
        return as_multi(plane(content, found), content.geometry_type)

    expected = _expected(content, names, names, shapes, feedback)
    with opened(path) as (system, found):
        return (*faults, *_system(system, content.crs), *check_rows(expected, found, METRES))


def flatgeobuf(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a FlatGeobuf; its index has put the rows into another order, so both are sorted by place."""
    names = [name for name in content.schema.names if name in content.filled or name == GEOMETRY]
    decimals = decimals_of(content)

    def shapes(found: NDArray[Any]) -> NDArray[Any]:
        return as_multi(to_degrees(found, content.crs, decimals), content.geometry_type)

    expected = _expected(content, names, names, shapes, feedback)
    # The quick way of this driver gives rubbish for a row without a shape.
    with configured(OGR_FLATGEOBUF_STREAM_BASE_IMPL="YES"), opened(path) as (_, found):
        return check_rows([_sorted(expected)], [_sorted(found)], DEGREES)


def geojson(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a GeoJSON; of lists only whether they are there."""
    names = content.schema.names
    nested = {name for name in names if pa.types.is_nested(content.schema.field(name).type)}
    decimals = decimals_of(content)

    def shapes(found: NDArray[Any]) -> NDArray[Any]:
        return to_degrees(found, content.crs, decimals)

    flat = [name for name in names if name not in nested]
    expected = _expected(content, flat, flat, shapes, feedback)
    with opened(path, DATE_AS_STRING="YES") as (_, found):
        rows = (table.select([one for one in table.column_names if one not in nested]) for table in found)
        return check_rows(expected, rows, DEGREES, ("id",))


def geoparquet(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a GeoParquet, lists as JSON text."""
    import pyarrow.parquet as pq

    def shapes(found: NDArray[Any]) -> NDArray[Any]:
        return plane(content, found) if is_public(content) else found

    names = content.schema.names
    file = pq.ParquetFile(path)
    found = (
        pa.table([plain(column) for column in batch.columns], batch.schema.names)
        for batch in file.iter_batches(20_000)
    )
    return check_rows(_expected(content, names, names, shapes, feedback), found, METRES)


def shapefile(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a Shapefile with texts as they fit into it."""
    return _shapefile(content, str(path), (), feedback, rest=True)


def shapefiles(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare the Shapefiles in a zip, each with the rows whose shapes are of its kind."""
    with zipfile.ZipFile(path) as archive:
        inside = [one for one in archive.namelist() if one.endswith(".shp")]
    if len(inside) == 1:
        return _shapefile(content, f"/vsizip/{path}/{inside[0]}", (), feedback, rest=True)
    counts = dict.fromkeys(shp.SPLIT, 0)
    for table in content.tables(feedback, (GEOMETRY,)):
        shapes = polygons(table.column(GEOMETRY))
        for kind in counts:
            counts[kind] += int(np.count_nonzero(shp.are(shapes, kind)))
    most = max(counts, key=lambda one: counts[one])
    found: list[Finding] = []
    for name in inside:
        kind = next(kind for kind, ending in shp.SPLIT.items() if name.endswith(f"{ending}.shp"))
        others = tuple(one for one in shp.SPLIT if one != kind)
        found += _shapefile(content, f"/vsizip/{path}/{name}", others, feedback, rest=kind == most)
    return tuple(found)


def _shapefile(
    content: Content, name: str, others: Sequence[str], feedback: Feedback, *, rest: bool
) -> tuple[Finding, ...]:
    columns = shp.columns_of(content)
    shorts = short_names(columns)

    def expected() -> Iterator[pa.Table]:
        import shapely

        for table in content.tables(feedback, [*columns, GEOMETRY]):
            shapes = shapely.force_2d(plane(content, polygons(table.column(GEOMETRY))))
            keep = np.ones(len(shapes), dtype=bool) if rest else ~shapely.is_missing(shapes)
            for kind in others:
                keep &= ~shp.are(shapes, kind)
            rows = shp.told(table.select(columns)).filter(pa.array(keep)).rename_columns(shorts)
            yield rows.append_column(GEOMETRY, pa.array(shapely.to_wkb(shapes[keep]), pa.binary()))

    with opened(name) as (_, found):
        return check_rows(expected(), found, METRES)


def _expected(
    content: Content,
    names: Sequence[str],
    called: Sequence[str],
    shapes: Callable[[NDArray[Any]], NDArray[Any]],
    feedback: Feedback,
) -> Iterator[pa.Table]:
    """Give the rows as a file is to hold them: lists as text, shapes as they are told."""
    import shapely

    for table in content.tables(feedback, names):
        columns = [
            pa.array(shapely.to_wkb(shapes(polygons(table.column(name)))), pa.binary())
            if name == GEOMETRY
            else plain(table.column(name).combine_chunks())
            for name in names
        ]
        yield pa.table(columns, list(called))


class opened:  # noqa: N801 - used like a function
    """Gives the system and the rows of a file that GDAL reads; the column of shapes is :data:`GEOMETRY`.

    Parameters
    ----------
    path
        A path, or a name that GDAL understands.
    options
        Of the driver.
    """

    def __init__(self, path: Path | str, **options: str) -> None:
        import pyogrio

        self._opened = pyogrio.open_arrow(path, use_pyarrow=True, batch_size=20_000, **options)

    def __enter__(self) -> tuple[str, Iterator[pa.Table]]:
        meta, reader = self._opened.__enter__()
        shape = meta["geometry_name"] or "wkb_geometry"
        fid = meta.get("fid_column") or "OGC_FID"

        def rows() -> Iterator[pa.Table]:
            for batch in reader:
                table = pa.Table.from_batches([batch])
                table = table.select([one for one in table.column_names if one != fid])
                yield table.rename_columns([GEOMETRY if one == shape else one for one in table.column_names])

        return str(meta["crs"] or ""), rows()

    def __exit__(self, *error: object) -> None:
        self._opened.__exit__(*error)


def _system(found: str, wanted: str) -> tuple[Finding, ...]:
    if found == wanted:
        return ()
    values = {"found": found or "—", "wanted": wanted}
    return (Finding(Severity.ERROR, "read-back-crs", SYSTEM, values),)


def _sorted(tables: Iterable[pa.Table]) -> pa.Table:
    """Return rows in the order of their columns and corners."""
    import shapely

    whole = pa.concat_tables(list(tables), promote_options="permissive")
    bounds = np.round(shapely.bounds(polygons(whole.column(GEOMETRY))), 8)
    keys = {f"bounds {n}": pa.array(bounds[:, n]) for n in range(4)}
    plain_names = [one for one in whole.column_names if one != GEOMETRY]
    sorting = pa.table({**{name: whole.column(name) for name in plain_names}, **keys})
    return whole.take(pc.sort_indices(sorting, [(one, "ascending") for one in sorted(sorting.column_names)]))
