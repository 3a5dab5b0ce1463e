"""What this program is, who may use it how, and what it is built from."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gisapp import __version__
from gisapp.ui.cards import label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from gisapp.tasks import TaskRunner
    from layers.feedback import Feedback

PARTS = (
    ("PySide6_Essentials", "Qt 6, LGPL-3.0"),
    ("vtk", "BSD-3-Clause"),
    ("pyvista", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("scipy", "BSD-3-Clause"),
    ("pandas", "BSD-3-Clause"),
    ("geopandas", "BSD-3-Clause"),
    ("shapely", "BSD-3-Clause; GEOS LGPL-2.1"),
    ("pyproj", "MIT; PROJ MIT"),
    ("pyogrio", "MIT; GDAL MIT"),
    ("rasterio", "BSD-3-Clause; GDAL MIT"),
    ("pyarrow", "Apache-2.0"),
    ("numba", "BSD-2-Clause"),
    ("lxml", "BSD-3-Clause"),
    ("laspy", "BSD-2-Clause"),
    ("mapbox_earcut", "ISC"),
    ("pillow", "MIT-CMU"),
    ("platformdirs", "MIT"),
    ("psutil", "BSD-3-Clause"),
    ("QtAwesome", "MIT; Material Design Icons Apache-2.0"),
    ("pylopdf-fonts-jp", "Noto Sans JP, OFL-1.1"),
)
"""Distribution and licence of what the program is built from."""


@dataclass(frozen=True)
class Component:
    """A part of the program: its name, the version at hand, its licence."""

    name: str
    version: str
    licence: str


def components(*, feedback: Feedback | None = None) -> list[Component]:
    """Return what the program is built from, with the versions that are installed; reads files."""
    found = [Component("Python", platform.python_version(), "PSF-2.0")]
    for name, licence in PARTS:
        if feedback is not None:
            feedback.step()
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        found.append(Component(name, version, licence))
    return found


class AboutDialog(Sheet):
    """Shows program, licence and parts.

    Parameters
    ----------
    tasks
        Reads the versions in the background.
    """

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "このプログラムについて"), 560, parent)
        self._alive = True
        self.finished.connect(self._end)
        self.content.addWidget(label(f"gisapp {__version__}", "figure", select=True))
        self.content.addWidget(
            label(
                translate(
                    "window",
                    "市役所の中で、ネットワークなしで使える 3D 都市モデルと地図のソフトです。"
                    "MIT ライセンスで使えます。",
                )
            )
        )
        self.content.addWidget(
            label(
                translate(
                    "window",
                    "3D 都市モデル: 国土交通省 Project PLATEAU"
                    "（CC BY 4.0 など、データごとの利用条件に従ってください）",
                ),
                "quiet",
            )
        )
        self.content.addWidget(label(translate("window", "使っている部品とライセンス"), "heading"))
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels(
            [translate("window", "部品"), translate("window", "版"), translate("window", "ライセンス")]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(px(28))
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.setMinimumHeight(px(240))
        self.table.setAccessibleName(translate("window", "使っている部品とライセンス"))
        self.content.addWidget(self.table, 1)
        self._shown: list[Component] = []
        tasks.run("", components, then=self._show, wanted=lambda: self._alive, key="components")
        self.add_button(translate("window", "コピー"), self._copy, meaning="copy")
        self.add_button(translate("window", "閉じる"), self.accept, role="primary")

    def _show(self, found: list[Component]) -> None:
        self._shown = found
        self.table.setRowCount(len(found))
        for line, part in enumerate(found):
            for place, text in enumerate((part.name, part.version, part.licence)):
                self.table.setItem(line, place, QTableWidgetItem(text))

    def _copy(self) -> None:
        lines = [f"gisapp {__version__}", platform.platform()]
        lines += [f"{part.name}\t{part.version}\t{part.licence}" for part in self._shown]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _end(self) -> None:
        self._alive = False
