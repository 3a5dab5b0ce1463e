"""Contour lines of a scan from the question to the file: GeoPackage, GeoJSON, Shapefile or DXF."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.contour import contour_lines
from gisapp.desks.survey.rasters import REACH, raster_of
from gisapp.desks.survey.scans import box_of
from gisapp.desks.survey.surfaces import frame_over
from gisapp.export.dxf import drawing_bytes, new_drawing
from gisapp.export.target import replacing
from layers.base import Attribute
from layers.contours import INDEX
from layers.errors import AnalysisFailed, ExportFailed, MissingAttribute
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.feedback import Feedback
    from layers.pointcloud import PointCloud

GROUND = (2,)
ENDINGS = (".gpkg", ".geojson", ".shp", ".dxf")
MAIN = QT_TRANSLATE_NOOP(CONTEXT, "主曲線")
STRONG = QT_TRANSLATE_NOOP(CONTEXT, "計曲線")
_GROUP = QT_TRANSLATE_NOOP(CONTEXT, "等高線")
ATTRIBUTES = (
    Attribute("height", QT_TRANSLATE_NOOP(CONTEXT, "標高"), "m", "number", _GROUP),
    Attribute("line", QT_TRANSLATE_NOOP(CONTEXT, "種類"), "", "text", _GROUP),
    Attribute("length", QT_TRANSLATE_NOOP(CONTEXT, "長さ"), "m", "number", _GROUP),
)
LAYERS = {MAIN: ("等高線_主曲線", 32), STRONG: ("等高線_計曲線", 34)}
"""Layers of a drawing and their colours (numbers of AutoCAD)."""
_NO_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "{file} に地面（分類 2）の点がないため、等高線を引けません。")
_NO_GROUND_HINT = QT_TRANSLATE_NOOP(CONTEXT, "先に地面を見分けるか、使う分類を指定してください。")
_NO_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "{file} に指定された分類の点がないため、等高線を引けません。")
_NO_POINTS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "分類の番号を確かめてください。")
_NONE = QT_TRANSLATE_NOOP(CONTEXT, "{interval:g} m 間隔では等高線が一本も引けません。")
_NONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "等高線の間隔を小さくするか、格子と範囲を確かめてください。")
_ENDING = QT_TRANSLATE_NOOP(CONTEXT, "{file} の形式では等高線を書き出せません。")
_ENDING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "名前の終わりを .gpkg、.geojson、.shp、.dxf のどれかにしてください。"
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked for.

    Attributes
    ----------
    interval
        Metres between lines; every fifth is an index line (計曲線).
    cell
        Metres along a cell of the raster that the lines are drawn on.
    method, reach
        How the raster is made, see :func:`gisapp.desks.survey.rasters.raster_of`.
    classes
        ASPRS classes of the points that count.
    """

    interval: float
    cell: float = 0.5
    method: str = "tin"
    reach: float = REACH
    classes: tuple[int, ...] = GROUND


@dataclass(frozen=True)
class Lines:
    """Contour lines: their heights (n,), which are index lines, and their shapes (n,) in space."""

    heights: NDArray[np.float64]
    strong: NDArray[np.bool_]
    shapes: NDArray[np.object_]

    @property
    def lengths(self) -> NDArray[np.float64]:
        """(n,) metres on the map."""
        import shapely

        found: NDArray[np.float64] = shapely.length(self.shapes)
        return found


def check_ending(path: Path) -> None:
    """See that contour lines can be written to a file of that name.

    Raises
    ------
    layers.errors.ExportFailed
        When its ending says another format.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ExportFailed(_ENDING, _ENDING_HINT, values={"file": path.name}, where=Where(str(path)))


def lines_of(layer: PointCloud, asked: Asked, feedback: Feedback) -> Lines:
    """Return the contour lines of a scan.

    Raises
    ------
    layers.errors.MissingAttribute
        When it has no points of the classes.
    layers.errors.AnalysisFailed
        When there is no line, or there are too many.
    """
    import shapely

    cloud = layer.data
    frame = frame_over([box_of(cloud)], asked.cell)
    heights = raster_of(cloud, frame, asked.method, feedback, asked.classes, asked.reach)
    values: dict[str, object] = {"file": cloud.copc.path.name, "interval": asked.interval}
    where = Where(str(cloud.copc.path))
    if not np.isfinite(heights).any():
        said = (_NO_GROUND, _NO_GROUND_HINT) if asked.classes == GROUND else (_NO_POINTS, _NO_POINTS_HINT)
        raise MissingAttribute(*said, values=values, where=where)
    found = contour_lines(frame, heights, asked.interval, feedback)
    if not found:
        raise AnalysisFailed(_NONE, _NONE_HINT, values=values, where=where)
    # 0.1 × 3 is written as 0.3.
    levels = np.array([round(height, 6) for height, _ in found])
    strong = np.rint(levels / asked.interval).astype(np.int64) % INDEX == 0
    places = [
        np.column_stack([line, np.full(len(line), level)])
        for (_, line), level in zip(found, levels, strict=True)
    ]
    shapes = np.array([None, *(shapely.LineString(one) for one in places)], dtype=object)[1:]
    return Lines(levels, strong, shapes)


def write_contours(
    layer: PointCloud, path: Path, asked: Asked, feedback: Feedback, *, overwrite: bool = False
) -> Lines:
    """Write the contour lines of a scan, and return them.

    Parameters
    ----------
    layer
        The scan.
    path
        Target, by its ending one of :data:`ENDINGS`: GeoPackage and Shapefile have lines in space, GeoJSON
        longitude and latitude (JGD2011) with the height as a property, DXF polylines with their elevation on
        two layers, a unit being a metre, x to the east. Written beside and renamed.
    asked
        What is asked for.
    feedback
        Receives progress.
    overwrite
        Whether a file of that name may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written there.
    layers.errors.GisError
        As :func:`lines_of`.
    """
    check_ending(path)
    lines = lines_of(layer, asked, feedback)
    match path.suffix.lower():
        case ".dxf":
            with replacing(path, overwrite=overwrite) as making:
                making.write_bytes(_dxf(lines))
        case ".shp":
            _write_shapefile(layer, lines, path, overwrite=overwrite)
        case _:
            from gisapp.export.formats import write_content
            from gisapp.export.made import MadeContent

            content = MadeContent(
                layer,
                ATTRIBUTES,
                _rows(lines),
                lines.shapes,
                layer.data.crs,
                geometry_type="MultiLineString Z",
            )
            write_content(content, path, feedback, overwrite=overwrite)
    return lines


def _rows(lines: Lines) -> pa.Table:
    import pyarrow as pa

    return pa.table(
        {
            "height": pa.array(lines.heights),
            "line": pa.array(np.where(lines.strong, STRONG, MAIN).tolist(), pa.string()),
            "length": pa.array(np.round(lines.lengths, 3)),
        }
    )


def _write_shapefile(layer: PointCloud, lines: Lines, path: Path, *, overwrite: bool) -> None:
    """Write a Shapefile: its parts are made in a folder beside, the one that names them is moved last."""
    import pyogrio
    import shapely

    with replacing(path, overwrite=overwrite) as making:
        folder = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.parts")
        folder.mkdir()
        try:
            made = folder / path.name
            rows = _rows(lines)
            fields = [rows[name].to_numpy() for name in rows.column_names]
            pyogrio.raw.write(
                made,
                shapely.to_wkb(lines.shapes),
                fields,
                rows.column_names,
                driver="ESRI Shapefile",
                geometry_type="LineString Z",
                crs=layer.data.crs,
                encoding="UTF-8",
            )
            for part in sorted(folder.iterdir()):
                part.replace(making if part.suffix.lower() == ".shp" else path.with_suffix(part.suffix))
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise OSError(str(error)) from error
        finally:
            shutil.rmtree(folder)


def _dxf(lines: Lines) -> bytes:
    """Return the lines as a drawing (R2010, UTF-8)."""
    import shapely

    drawing = new_drawing()
    for name, colour in LAYERS.values():
        drawing.layers.add(name, color=colour)
    space = drawing.modelspace()
    for height, strong, shape in zip(
        lines.heights.tolist(), lines.strong.tolist(), lines.shapes, strict=True
    ):
        places = shapely.get_coordinates(shape)
        closed = bool(shape.is_closed)
        attributes: dict[str, Any] = {"layer": LAYERS[STRONG if strong else MAIN][0], "elevation": height}
        space.add_lwpolyline(
            (places[:-1] if closed else places).tolist(), close=closed, dxfattribs=attributes
        )
    return drawing_bytes(drawing)
