"""Where a layer comes from and what it is: the facts that a careful person asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from gisapp.catalogue import KINDS
from gisapp.ui.cards import label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import decimal, memory, translate
from layers.crs import ROMAN, zone_of_epsg
from layers.systems import Datum, Kind, system_of

if TYPE_CHECKING:
    from layers.base import Layer


def facts(layer: Layer) -> list[tuple[str, str]]:
    """Return names and values, in the language of the window; what nobody wrote down is 「未確認」."""
    source = layer.source
    unknown = translate("messages", "未確認")
    found = [
        (translate("window", "名前"), layer.name),
        (translate("window", "種類"), translate("window", KINDS.get(layer.kind, layer.kind))),
        (translate("window", "データの場所"), str(source.path)),
        (translate("window", "データの日時"), source.modified.replace("T", " ") or unknown),
        (translate("window", "大きさ"), memory(source.size) if source.size else unknown),
        (translate("window", "座標系"), crs_words(layer.crs) or unknown),
        (translate("window", "出典"), source.credit or unknown),
        (translate("window", "利用条件"), source.licence or unknown),
        (translate("window", "読み込みの方式"), source.importer),
    ]
    if source.digest:
        found.append((translate("window", "照合値（SHA-256）"), source.digest))
    extent = layer.extent() if layer.data is not None else None
    if extent is not None:
        west, south, bottom, east, north, top = extent
        found.append(
            (
                translate("window", "範囲"),
                translate(
                    "window", "X {south} ～ {north} m、Y {west} ～ {east} m、標高 {bottom} ～ {top} m"
                ).format(
                    south=decimal(south, 0),
                    north=decimal(north, 0),
                    west=decimal(west, 0),
                    east=decimal(east, 0),
                    bottom=decimal(bottom, 1),
                    top=decimal(top, 1),
                ),
            )
        )
    return found


def crs_words(crs: str) -> str:
    """Return a coordinate system in words with its code."""
    zone = zone_of_epsg(crs)
    if zone:
        return translate("window", "平面直角座標系 {zone} 系（{crs}）").format(zone=ROMAN[zone - 1], crs=crs)
    system = system_of(crs)
    if system is not None and system.kind is Kind.PLANE:
        words = translate("window", "平面直角座標系 {zone} 系・{datum}（{crs}）")
        return words.format(zone=ROMAN[system.zone - 1], datum=datum_words(system.datum), crs=crs)
    if system is not None and system.kind is Kind.UTM:
        words = translate("window", "UTM 座標 第 {zone} 帯・{datum}（{crs}）")
        return words.format(zone=system.zone, datum=datum_words(system.datum), crs=crs)
    if system is not None and system.kind is Kind.DEGREES and crs not in ("EPSG:6697", "EPSG:6668"):
        return translate("window", "緯度経度・{datum}（{crs}）").format(
            datum=datum_words(system.datum), crs=crs
        )
    if system is not None and system.kind is Kind.WEB:
        return translate("window", "Web メルカトル（{crs}）").format(crs=crs)
    names = {
        "EPSG:6697": translate("window", "JGD2011 緯度経度・標高（{crs}）"),
        "EPSG:6668": translate("window", "JGD2011 緯度経度（{crs}）"),
    }
    return names.get(crs, "{crs}").format(crs=crs)


def datum_words(datum: Datum) -> str:
    """Return a datum in words."""
    return translate("window", "旧測地系（日本測地系）") if datum is Datum.TOKYO else str(datum.value)


class PropertiesDialog(Sheet):
    """Shows the facts of a layer."""

    def __init__(self, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "出典と性質"), 560, parent)
        self.facts = facts(layer)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(self.facts):
            grid.addWidget(label(name, "quiet", wrap=False), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(breakable(value), select=True), line, 1)
        self.content.addLayout(grid)
        self.content.addStretch(1)
        self.add_button(translate("window", "コピー"), self._copy, meaning="copy")
        self.add_button(translate("window", "閉じる"), self.accept, role="primary")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}\t{value}" for name, value in self.facts))


def breakable(text: str) -> str:
    """Return a text in which long paths and codes may go on in the next line."""
    return (
        text.replace("/", "/\u200b").replace("\\", "\\\u200b")
        if len(text) < 64 or "/" in text
        else ("\u200b".join(text[start : start + 16] for start in range(0, len(text), 16)))
    )
