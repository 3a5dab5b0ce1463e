"""The table of formats, and how a layer is written in one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.export.content import Content, Part, content_of
from gisapp.export.target import refuse_to_overwrite, replacing, replacing_several
from layers.errors import ExportFailed, NotAllowed
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.base import Layer
    from layers.feedback import Feedback

Writer = Callable[[Content, Path, "Feedback"], None]

NO_FORMAT = QT_TRANSLATE_NOOP(CONTEXT, "{file} の拡張子では書き出す形式が決まりません。")
NO_FORMAT_HINT = QT_TRANSLATE_NOOP(CONTEXT, "次のどれかにしてください: {suffixes}")
NOT_OFFERED = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は {format} では書き出せません。")
NOT_OFFERED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "ほかの形式を選んでください。")
NOTHING = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に書き出すものがありません。")
NOTHING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "絞り込みの条件を確かめてください。")
DIFFERS = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} を書き出して読み直すと、元と違っていました。{what}ファイルは残していません。"
)
DIFFERS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別の形式で書き出し、この表示を情報担当へお知らせください。")


@dataclass(frozen=True)
class Format:
    """One row of the table.

    Attributes
    ----------
    id
        Name of the format.
    suffix
        Ending of its files.
    label
        What a person is told it is, in Japanese.
    writer
        ``module:function``, imported when needed; it takes content, path and feedback.
    reader
        ``module:function`` that reads a file back and says what differs; it takes the same.
    needs
        What the layer must offer.
    crs
        ``plane`` for metres of the plane rectangular system, ``geographic`` for JGD2011 degrees.
    several
        Whether it is several files beside each other.
    """

    id: str
    suffix: str
    label: str
    writer: str
    reader: str
    needs: frozenset[Part]
    crs: str = "plane"
    several: bool = False


_FLAT = frozenset({Part.ROWS, Part.FOOTPRINTS})
_SOLID = frozenset({Part.ROWS, Part.SHAPES})
_GRID = frozenset({Part.GRID})
_POINTS = frozenset({Part.POINTS})

FORMATS: tuple[Format, ...] = (
    Format(
        "gpkg",
        ".gpkg",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoPackage（平面図形・全属性）"),
        "gisapp.export.geopackage:write",
        "gisapp.export.readtables:geopackage",
        _FLAT,
    ),
    Format(
        "shp",
        ".shp",
        QT_TRANSLATE_NOOP(CONTEXT, "Shapefile（Shift_JIS。公開型 GIS などへ）"),
        "gisapp.export.shapefile:write",
        "gisapp.export.readtables:shapefile",
        _FLAT,
        several=True,
    ),
    Format(
        "shpzip",
        ".shp.zip",
        QT_TRANSLATE_NOOP(CONTEXT, "Shapefile を一つの zip に（点・線・面が混ざるときも）"),
        "gisapp.export.shapefile:write_zip",
        "gisapp.export.readtables:shapefiles",
        _FLAT,
    ),
    Format(
        "geojson",
        ".geojson",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoJSON（経度・緯度）"),
        "gisapp.export.geojson:write",
        "gisapp.export.readtables:geojson",
        _FLAT,
        "geographic",
    ),
    Format(
        "fgb",
        ".fgb",
        QT_TRANSLATE_NOOP(CONTEXT, "FlatGeobuf（Web 地図用の速い形式）"),
        "gisapp.export.flatgeobuf:write",
        "gisapp.export.readtables:flatgeobuf",
        _FLAT,
        "geographic",
    ),
    Format(
        "parquet",
        ".parquet",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoParquet（平面図形・全属性）"),
        "gisapp.export.geoparquet:write",
        "gisapp.export.readtables:geoparquet",
        _FLAT,
    ),
    Format(
        "csv",
        ".csv",
        QT_TRANSLATE_NOOP(CONTEXT, "CSV（表計算用の属性表）"),
        "gisapp.export.csvtable:write",
        "gisapp.export.readtexts:csv_table",
        _FLAT,
        "geographic",
    ),
    Format(
        "kml",
        ".kml",
        QT_TRANSLATE_NOOP(CONTEXT, "KML（Google Earth など）"),
        "gisapp.export.kml:write",
        "gisapp.export.readtexts:kml",
        _FLAT,
        "geographic",
    ),
    Format(
        "kmz",
        ".kmz",
        QT_TRANSLATE_NOOP(CONTEXT, "KMZ（圧縮した KML）"),
        "gisapp.export.kml:write_zipped",
        "gisapp.export.readtexts:kmz",
        _FLAT,
        "geographic",
    ),
    Format(
        "czml",
        ".czml",
        QT_TRANSLATE_NOOP(CONTEXT, "CZML（PLATEAU VIEW・Cesium）"),
        "gisapp.export.czml:write",
        "gisapp.export.readtexts:czml",
        _FLAT,
        "geographic",
    ),
    Format(
        "dxf",
        ".dxf",
        QT_TRANSLATE_NOOP(CONTEXT, "DXF（CAD 用の線・面と文字）"),
        "gisapp.export.dxf:write",
        "gisapp.export.readtexts:dxf",
        _FLAT,
    ),
    Format(
        "pmtiles",
        ".pmtiles",
        QT_TRANSLATE_NOOP(CONTEXT, "PMTiles（Web 地図用のタイル）"),
        "gisapp.export.pmtiles:write",
        "gisapp.export.pmtiles:read_back",
        _FLAT,
        "geographic",
    ),
    Format(
        "obj",
        ".obj",
        QT_TRANSLATE_NOOP(CONTEXT, "OBJ（立体の形）"),
        "gisapp.export.obj:write",
        "gisapp.export.readsolids:obj",
        _SOLID,
    ),
    Format(
        "glb",
        ".glb",
        QT_TRANSLATE_NOOP(CONTEXT, "glTF バイナリ（立体の形・主な属性）"),
        "gisapp.export.glb:write",
        "gisapp.export.readsolids:glb",
        _SOLID,
    ),
    Format(
        "3dtiles",
        ".3dtiles.zip",
        QT_TRANSLATE_NOOP(CONTEXT, "3D Tiles 1.1（Web の立体地図用。zip）"),
        "gisapp.export.tiles3d:write",
        "gisapp.export.tiles3d:read_back",
        _SOLID,
        "geographic",
    ),
    Format(
        "tif",
        ".tif",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoTIFF（COG。標高・画像）"),
        "gisapp.export.geotiff:write",
        "gisapp.export.geotiff:read_back",
        _GRID,
    ),
    Format(
        "copc",
        ".copc.laz",
        QT_TRANSLATE_NOOP(CONTEXT, "COPC（点群）"),
        "gisapp.export.copcfile:write",
        "gisapp.export.copcfile:read_back",
        _POINTS,
    ),
)


def format_of(path: Path) -> Format:
    """Return the format that the ending of a file name asks for.

    Raises
    ------
    layers.errors.ExportFailed
        When no format has it; the hint lists those that can be written.
    """
    name = path.name.lower()
    fits = [one for one in FORMATS if name.endswith(one.suffix)]
    found = max(fits, key=lambda one: len(one.suffix), default=None)
    if found is None:
        values = {"file": path.name, "suffixes": " ".join(one.suffix for one in FORMATS)}
        raise ExportFailed(NO_FORMAT, NO_FORMAT_HINT, values=values, where=Where(str(path)))
    return found


def formats_for(layer: Layer) -> tuple[Format, ...]:
    """Return the formats in which a layer can be written, none when it has no data."""
    try:
        offers = content_of(layer).offers
    except NotAllowed:
        return ()
    return tuple(one for one in FORMATS if one.needs <= offers)


def write(layer: Layer, path: Path, feedback: Feedback, *, overwrite: bool = False) -> Path:
    """Write the features of a layer that pass its filter, in the format of the file's ending.

    Parameters
    ----------
    layer
        With its data opened.
    path
        Target. It appears when it is whole; an older file stays until then.
    feedback
        Receives progress in features.
    overwrite
        Whether a file that is there may be replaced.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    layers.errors.ExportFailed
        When nothing could be written, with the reason.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    return write_content(content_of(layer), path, feedback, overwrite=overwrite)


def write_content(content: Content, path: Path, feedback: Feedback, *, overwrite: bool = False) -> Path:
    """Write rows and shapes that need not be those of a layer, as :func:`write` does."""
    chosen = check(content, path, overwrite=overwrite)
    writer: Writer = named(chosen.writer)
    place = replacing_several(path, overwrite=overwrite) if chosen.several else None
    with place or replacing(path, overwrite=overwrite, suffix=chosen.suffix) as making:
        writer(content, making, feedback)
        _read_back(content, making, path, feedback)
        feedback.step(len(content), len(content))
    return path


def check(content: Content, path: Path, *, overwrite: bool) -> Format:
    """Return the format of a file after seeing that it can be written; nothing is done yet.

    Raises
    ------
    layers.errors.ExportFailed
        When no format has its ending, or there is nothing to write.
    layers.errors.NotAllowed
        When the layer does not have what the format needs.
    layers.errors.WontOverwrite
        When it is there and may not be replaced.
    """
    chosen = format_of(path)
    values = {"layer": content.layer.name, "format": chosen.label}
    if not chosen.needs <= content.offers:
        raise NotAllowed(NOT_OFFERED, NOT_OFFERED_HINT, values=values)
    if not len(content):
        raise ExportFailed(NOTHING, NOTHING_HINT, values=values)
    refuse_to_overwrite(path, overwrite=overwrite)
    return chosen


def named(function: str) -> Any:
    """Return what ``module:function`` names."""
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)


def _read_back(content: Content, making: Path, path: Path, feedback: Feedback) -> None:
    """Read what was written, before it gets its name.

    Raises
    ------
    layers.errors.ExportFailed
        When it is not what was to be written.
    """
    from gisapp.export.readback import compare

    found = compare(content, making, feedback)
    for one in found:
        feedback.find(one)
    faults = [one for one in found if one.severity is Severity.ERROR]
    if faults:
        values = {"file": path.name, "what": " ".join(str(one.message) for one in faults)}
        raise ExportFailed(DIFFERS, DIFFERS_HINT, values=values, where=Where(str(path)))
