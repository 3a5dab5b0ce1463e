"""What the classes and attributes of 基盤地図情報 are called.

The names are those of the published file specification of the download data (versions 3 to 5).
"""

from __future__ import annotations

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

NAMESPACE = "http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema"
GML = "http://www.opengis.net/gml/3.2"

ELEVATION_MODELS = frozenset({"DEM", "DGHM"})
"""Grids; another importer reads them."""

CLASSES = {
    "GCP": QT_TRANSLATE_NOOP(CONTEXT, "測量の基準点"),
    "ElevPt": QT_TRANSLATE_NOOP(CONTEXT, "標高点"),
    "Cntr": QT_TRANSLATE_NOOP(CONTEXT, "等高線"),
    "AdmArea": QT_TRANSLATE_NOOP(CONTEXT, "行政区画"),
    "AdmBdry": QT_TRANSLATE_NOOP(CONTEXT, "行政区画界線"),
    "AdmPt": QT_TRANSLATE_NOOP(CONTEXT, "行政区画代表点"),
    "CommBdry": QT_TRANSLATE_NOOP(CONTEXT, "町字界線"),
    "CommPt": QT_TRANSLATE_NOOP(CONTEXT, "町字の代表点"),
    "SBArea": QT_TRANSLATE_NOOP(CONTEXT, "街区域"),
    "SBBdry": QT_TRANSLATE_NOOP(CONTEXT, "街区線"),
    "SBAPt": QT_TRANSLATE_NOOP(CONTEXT, "街区の代表点"),
    "WA": QT_TRANSLATE_NOOP(CONTEXT, "水域"),
    "WL": QT_TRANSLATE_NOOP(CONTEXT, "水涯線"),
    "Cstline": QT_TRANSLATE_NOOP(CONTEXT, "海岸線"),
    "CStline": QT_TRANSLATE_NOOP(CONTEXT, "海岸線"),
    "WStrA": QT_TRANSLATE_NOOP(CONTEXT, "水部構造物面"),
    "WStrL": QT_TRANSLATE_NOOP(CONTEXT, "水部構造物線"),
    "LeveeEdge": QT_TRANSLATE_NOOP(CONTEXT, "河川堤防表法肩法線"),
    "RvrMgtBdry": QT_TRANSLATE_NOOP(CONTEXT, "河川区域界線"),
    "BldA": QT_TRANSLATE_NOOP(CONTEXT, "建築物"),
    "BldL": QT_TRANSLATE_NOOP(CONTEXT, "建築物の外周線"),
    "RdEdg": QT_TRANSLATE_NOOP(CONTEXT, "道路縁"),
    "RdCompt": QT_TRANSLATE_NOOP(CONTEXT, "道路構成線"),
    "RdArea": QT_TRANSLATE_NOOP(CONTEXT, "道路域"),
    "RdSgmtA": QT_TRANSLATE_NOOP(CONTEXT, "道路域分割面"),
    "RdASL": QT_TRANSLATE_NOOP(CONTEXT, "道路域分割線"),
    "RdMgtBdry": QT_TRANSLATE_NOOP(CONTEXT, "道路区域界線"),
    "RailCL": QT_TRANSLATE_NOOP(CONTEXT, "軌道の中心線"),
}
"""Japanese name of each class; one that is missing here keeps its own name."""

_KEEPING = QT_TRANSLATE_NOOP(CONTEXT, "整備")
_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "位置")

ATTRIBUTES: dict[str, tuple[str, str, str, str]] = {
    "type": (QT_TRANSLATE_NOOP(CONTEXT, "種別"), "", "code", ""),
    "name": (QT_TRANSLATE_NOOP(CONTEXT, "名称"), "", "text", ""),
    "alti": (QT_TRANSLATE_NOOP(CONTEXT, "標高"), "m", "number", ""),
    "altiAcc": (QT_TRANSLATE_NOOP(CONTEXT, "標高の小数点以下の桁数"), "", "integer", ""),
    "admCode": (QT_TRANSLATE_NOOP(CONTEXT, "行政コード"), "", "text", ""),
    "admOffice": (QT_TRANSLATE_NOOP(CONTEXT, "管理主体"), "", "code", ""),
    "sbaNo": (QT_TRANSLATE_NOOP(CONTEXT, "街区符号"), "", "text", ""),
    "advNo": (QT_TRANSLATE_NOOP(CONTEXT, "助言番号"), "", "text", _KEEPING),
    "orgName": (QT_TRANSLATE_NOOP(CONTEXT, "計画機関名"), "", "text", _KEEPING),
    "gcpClass": (QT_TRANSLATE_NOOP(CONTEXT, "等級種別"), "", "code", ""),
    "gcpCode": (QT_TRANSLATE_NOOP(CONTEXT, "基準点コード"), "", "text", ""),
    "B": (QT_TRANSLATE_NOOP(CONTEXT, "緯度"), "°", "number", _PLACE),
    "L": (QT_TRANSLATE_NOOP(CONTEXT, "経度"), "°", "number", _PLACE),
    "vis": (QT_TRANSLATE_NOOP(CONTEXT, "表示区分"), "", "code", ""),
    "lfSpanFr": (QT_TRANSLATE_NOOP(CONTEXT, "存続期間の始まり"), "", "date", _KEEPING),
    "lfSpanTo": (QT_TRANSLATE_NOOP(CONTEXT, "存続期間の終わり"), "", "date", _KEEPING),
    "devDate": (QT_TRANSLATE_NOOP(CONTEXT, "整備完了日"), "", "date", _KEEPING),
    "orgGILvl": (QT_TRANSLATE_NOOP(CONTEXT, "地図情報レベル"), "", "integer", _KEEPING),
    "orgMDId": (QT_TRANSLATE_NOOP(CONTEXT, "元データのメタデータ番号"), "", "text", _KEEPING),
    "fid": (QT_TRANSLATE_NOOP(CONTEXT, "基盤地図情報ID"), "", "text", _KEEPING),
}
"""Label, unit, kind and group of each attribute, in the order in which panels show them."""

SYSTEMS = {
    "fguuid:jgd2024.bl": "EPSG:6668",  # heights were revised in 2024, the horizontal positions were not
    "fguuid:jgd2011.bl": "EPSG:6668",
    "fguuid:jgd2000.bl": "EPSG:4612",
}
"""Authority code of the systems that the data name; latitude comes first in all of them."""
