"""The table of importers, and how the right one is found for a file."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from importers.base import Importer, Sniff
from importers.companions import whole_of
from layers.errors import NotRecognised, SourceMissing
from layers.feedback import Where
from layers.messages import QT_TRANSLATE_NOOP
from layers.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger(__name__)

HEAD_BYTES = 65_536
"""So much of a file is shown to the importers."""

UNKNOWN_FILE = QT_TRANSLATE_NOOP("messages", "{file} は読み込める形式のファイルではありません。")
UNKNOWN_FOLDER = QT_TRANSLATE_NOOP("messages", "フォルダ {file} の中に、読み込めるデータが見つかりません。")
EMPTY_FILE = QT_TRANSLATE_NOOP("messages", "{file} は空のファイルです。")
EMPTY_HINT = QT_TRANSLATE_NOOP("messages", "コピーや取得が途中で終わっていないか確かめてください。")
WHAT_CAN_BE_READ = QT_TRANSLATE_NOOP("messages", "読み込めるもの: {formats}")
PART = QT_TRANSLATE_NOOP(
    "messages", "{file} は、{whole} に付属するファイルです。これだけでは読み込めません。"
)
PART_HINT = QT_TRANSLATE_NOOP("messages", "同じフォルダの {whole} を選んでください。")
NO_WHOLE_HINT = QT_TRANSLATE_NOOP(
    "messages", "{whole} が同じフォルダにありません。配布元から、そろったものを受け取り直してください。"
)
NO_SUCH_FILE = QT_TRANSLATE_NOOP("messages", "{file} が見つかりません。")
NO_SUCH_FILE_HINT = QT_TRANSLATE_NOOP(
    "messages", "移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。"
)
NOT_READABLE = QT_TRANSLATE_NOOP("messages", "{file} を開けません。")
NOT_READABLE_HINT = QT_TRANSLATE_NOOP(
    "messages", "ほかのプログラムで開いていないか、見る権限があるか確かめてください。"
)

IMPORTERS: Registry[type[Importer]] = Registry(
    "gisapp.importers",
    {
        "gtfs": "importers.gtfs.importer:Gtfs",
        "terrain": "importers.terrain.importer:TerrainFiles",
        "citygml": "importers.citygml.importer:CityGml",
        "cadastre": "importers.cadastre.importer:Cadastre",
        "fgd": "importers.fgd.importer:FgdVector",
        "raster": "importers.raster.importer:RasterFiles",
        "vector": "importers.vector.importer:VectorFiles",
        "pointcloud": "importers.las.cloudimporter:PointClouds",
        "las_ground": "importers.las.importer:LasGround",
        "gauges": "importers.gauges.importer:Gauges",
        "tables": "importers.tables.importer:Tables",
        "postgis": "importers.postgis.importer:PostGis",
        "broker": "importers.gauges.importer:Broker",
    },
)
"""Importers: the name that stands in a layer's source, and the class."""


def recognise(path: Path, registry: Registry[type[Importer]] = IMPORTERS) -> Importer:
    """Return the importer that reads a file or folder.

    The first importer that is sure wins, then the first that may be right.

    Raises
    ------
    layers.errors.SourceMissing
        When there is nothing at `path`.
    layers.errors.NotRecognised
        When no importer knows it; the hint lists what can be read.
    """
    head = _head(path)
    maybe: Importer | None = None
    for name in registry.names():
        row = registry.get(name)
        if row is None:
            continue
        importer = row()
        answer = _sniff(importer, path, head, name, registry)
        if answer is Sniff.YES:
            return importer
        if answer is Sniff.MAYBE and maybe is None:
            maybe = importer
    if maybe is not None:
        return maybe
    values: dict[str, object] = {"file": path.name, "formats": formats(registry)}
    where = Where(file=str(path))
    if path.is_dir():
        raise NotRecognised(UNKNOWN_FOLDER, WHAT_CAN_BE_READ, values=values, where=where)
    if not head:
        raise NotRecognised(EMPTY_FILE, EMPTY_HINT, values=values, where=where)
    whole = whole_of(path)
    # Other programs have files called .dat or .map too; without the whole nobody knows whose they are.
    if whole is not None and (whole.exists() or whole.suffix == ".shp"):
        hint = PART_HINT if whole.exists() else NO_WHOLE_HINT
        raise NotRecognised(PART, hint, values={**values, "whole": whole.name}, where=where)
    raise NotRecognised(UNKNOWN_FILE, WHAT_CAN_BE_READ, values=values, where=where)


def importer(name: str, registry: Registry[type[Importer]] = IMPORTERS) -> Importer | None:
    """Return the importer that a layer's source names, or None when it is not there."""
    row = registry.get(name)
    return None if row is None else row()


def is_live(name: str, registry: Registry[type[Importer]] = IMPORTERS) -> bool:
    """Say whether what an importer reads may change without its file changing, as a database does."""
    return bool(getattr(registry.get(name), "live", False))


def formats(registry: Registry[type[Importer]] = IMPORTERS) -> str:
    """Return the Japanese names of what can be read."""
    return "、".join(row.label for row in registry)


def _sniff(
    importer: Importer, path: Path, head: bytes, name: str, registry: Registry[type[Importer]]
) -> Sniff:
    if registry.is_own(name):
        return importer.sniff(path, head)
    try:
        return importer.sniff(path, head)
    except Exception as error:  # noqa: BLE001 - an importer of another package must not stop the others
        registry.note_broken(name, error)
        return Sniff.NO


def _head(path: Path) -> bytes:
    values = {"file": str(path)}
    where = Where(file=str(path))
    try:
        if path.is_dir():
            return b""
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise SourceMissing(NO_SUCH_FILE, NO_SUCH_FILE_HINT, values=values, where=where) from error
    except OSError as error:
        detail = str(error)
        raise SourceMissing(
            NOT_READABLE, NOT_READABLE_HINT, values=values, where=where, detail=detail
        ) from error
