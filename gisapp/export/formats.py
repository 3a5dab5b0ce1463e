"""The table of formats, and how a layer is written in one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.export.content import Content, Part, content_of
from gisapp.export.target import replacing
from layers.errors import ExportFailed, NotAllowed
from layers.feedback import Where
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
    needs
        What the layer must offer.
    crs
        ``plane`` for metres of the plane rectangular system, ``geographic`` for JGD2011 degrees.
    """

    id: str
    suffix: str
    label: str
    writer: str
    needs: frozenset[Part]
    crs: str = "plane"


_FLAT = frozenset({Part.ROWS, Part.FOOTPRINTS})
_DRAWN = frozenset({Part.ROWS, Part.SPACE})
_SOLID = frozenset({Part.ROWS, Part.SHAPES})

FORMATS: tuple[Format, ...] = (
    Format(
        "gpkg",
        ".gpkg",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoPackage（平面図形・全属性）"),
        "gisapp.export.geopackage:write",
        _FLAT,
    ),
    Format(
        "geojson",
        ".geojson",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoJSON（経度・緯度）"),
        "gisapp.export.geojson:write",
        _FLAT,
        "geographic",
    ),
    Format(
        "parquet",
        ".parquet",
        QT_TRANSLATE_NOOP(CONTEXT, "GeoParquet（平面図形・全属性）"),
        "gisapp.export.geoparquet:write",
        _FLAT,
    ),
    Format(
        "csv",
        ".csv",
        QT_TRANSLATE_NOOP(CONTEXT, "CSV（表計算用の属性表）"),
        "gisapp.export.csvtable:write",
        _FLAT,
        "geographic",
    ),
    Format(
        "dxf",
        ".dxf",
        QT_TRANSLATE_NOOP(CONTEXT, "DXF（CAD 用の立体の線・面と文字）"),
        "gisapp.export.dxf:write",
        _DRAWN,
    ),
    Format(
        "obj",
        ".obj",
        QT_TRANSLATE_NOOP(CONTEXT, "OBJ（立体の形）"),
        "gisapp.export.obj:write",
        _SOLID,
    ),
    Format(
        "glb",
        ".glb",
        QT_TRANSLATE_NOOP(CONTEXT, "glTF バイナリ（立体の形・主な属性）"),
        "gisapp.export.glb:write",
        _SOLID,
    ),
)


def format_of(path: Path) -> Format:
    """Return the format that the ending of a file name asks for.

    Raises
    ------
    layers.errors.ExportFailed
        When no format has it; the hint lists those that can be written.
    """
    suffix = path.suffix.lower()
    found = next((one for one in FORMATS if one.suffix == suffix), None)
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
    chosen = format_of(path)
    values = {"layer": content.layer.name, "format": chosen.label}
    if not chosen.needs <= content.offers:
        raise NotAllowed(NOT_OFFERED, NOT_OFFERED_HINT, values=values)
    if not len(content):
        raise ExportFailed(NOTHING, NOTHING_HINT, values=values)
    module, _, function = chosen.writer.partition(":")
    writer: Writer = getattr(import_module(module), function)
    with replacing(path, overwrite=overwrite) as making:
        writer(content, making, feedback)
        feedback.step(len(content), len(content))
    return path
