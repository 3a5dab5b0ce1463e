"""The list of findings about the data: what was found, how often, where, and a way to go there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gisapp.report import SEVERITIES, as_csv, kinds, severities
from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.icons import icon
from gisapp.ui.panels.findingsmodel import COUNT, PICTURES, PLACE, WORDS, FindingsModel
from gisapp.ui.theme import px
from gisapp.ui.words import integer, place, sentence, translate
from layers import atomicfile
from layers.filters import folded
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.tasks import TaskRunner
    from layers.feedback import Feedback, Finding, Severity

WRITING = QT_TRANSLATE_NOOP("messages", "一覧を書き出す")
PICTURE = 16
"""Side of the icons of severities in unscaled pixels."""


class _Tree(QTreeView):
    entered_line = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line's place with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_line.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class FindingsPanel(QWidget):
    """The list with its tools.

    Parameters
    ----------
    tasks
        Writes the list to a file.

    Signals
    -------
    fly_to
        Longitude, latitude (degrees) and height (metres) of a finding the user wants to see.
    feature_asked
        Identifier of a feature the user wants to see when the finding has no place of its own.
    written, failed
        The list was written to a path; or the task that could not.
    """

    fly_to = Signal(float, float, float)
    feature_asked = Signal(str)
    written = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._findings: tuple[Finding, ...] = ()
        self._shown: tuple[Finding, ...] = ()
        self.model = FindingsModel(self)
        self.chips: dict[Severity, QToolButton] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("panels", "内容・ファイル・ID で絞り込む"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(px(320))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self._narrow)
        self.search.textChanged.connect(self._pause.start)
        self.tree = self._make_tree()
        self.setFocusProxy(self.tree)
        self._nothing = label("", "quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._nothing)
        whole: QVBoxLayout = column(self)
        tools = row(space=4)
        tools.setContentsMargins(px(16), px(4), px(8), px(4))
        for severity in SEVERITIES:
            tools.addWidget(self._chip(severity))
        tools.addSpacing(px(8))
        tools.addWidget(self.search, 1)
        tools.addStretch(1)
        self._go = icon_button("zoom-to", translate("panels", "見つかった場所へ移る"), self._go_current)
        tools.addWidget(self._go)
        tools.addWidget(icon_button("copy", translate("panels", "選んだ行をコピーする"), self._copy))
        self._export = icon_button("export", translate("panels", "CSV に書き出す"), self._choose_file)
        tools.addWidget(self._export)
        whole.addLayout(tools)
        whole.addWidget(self._pages, 1)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings."""
        self._findings = tuple(findings)
        counts = severities(self._findings)
        for severity, chip in self.chips.items():
            words = translate(CONTEXT, SEVERITIES[severity])
            text = translate("panels", "{severity} {count}")
            chip.setText(text.format(severity=words, count=integer(counts[severity])))
            chip.setVisible(counts[severity] > 0)
        self._narrow()

    def write_csv(self, path: Path) -> None:
        """Write the findings that are shown to a file."""
        self._tasks.run(
            WRITING,
            _write,
            path,
            self._shown,
            then=lambda _: self.written.emit(str(path)) if isValid(self) else None,
            failed=lambda task: self.failed.emit(task) if isValid(self) else None,
        )

    # ---------------------------------------------------------------- making

    def _make_tree(self) -> _Tree:
        tree = _Tree()
        tree.setFrameShape(QTreeView.Shape.NoFrame)
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setIconSize(QSize(px(PICTURE), px(PICTURE)))
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setAccessibleName(translate("panels", "気づいた点の一覧"))
        tree.setIndentation(px(20))
        tree.setAllColumnsShowFocus(True)
        tree.setExpandsOnDoubleClick(False)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(PLACE, px(220))
        header.resizeSection(COUNT, px(88))
        tree.doubleClicked.connect(self._open)
        tree.entered_line.connect(self._open)
        tree.selectionModel().currentChanged.connect(lambda *_: self._refresh_tools())
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._open_menu)
        return tree

    def _chip(self, severity: Severity) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setChecked(True)
        made.setIcon(icon(*PICTURES[severity]))
        made.setIconSize(QSize(px(PICTURE), px(PICTURE)))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setToolTip(translate("panels", "この重さのものを出す・隠す"))
        made.toggled.connect(self._narrow)
        self.chips[severity] = made
        return made

    # ---------------------------------------------------------------- showing

    def _narrow(self) -> None:
        wanted = {severity for severity, chip in self.chips.items() if chip.isChecked()}
        part = folded(self.search.text().strip())
        self._shown = tuple(
            finding
            for finding in self._findings
            if finding.severity in wanted and (not part or part in folded(_searched(finding)))
        )
        open_codes = {self.model.kinds[line].code for line in self._open_lines()}
        self.model.show_kinds(kinds(self._shown))
        for line, kind in enumerate(self.model.kinds):
            if kind.code in open_codes or part:
                self.tree.expand(self.model.index(line, 0))
        if not self._findings:
            text = translate("panels", "読み込んだデータに、気づいた点はありません。")
        else:
            text = translate("panels", "条件に合うものはありません。")
        self._nothing.setText(text)
        self._pages.setCurrentWidget(self.tree if self._shown else self._nothing)
        self._export.setEnabled(bool(self._shown))
        self._refresh_tools()

    def _open_lines(self) -> list[int]:
        lines = range(len(self.model.kinds))
        return [line for line in lines if self.tree.isExpanded(self.model.index(line, 0))]

    def _refresh_tools(self) -> None:
        finding = self.model.finding(self.tree.currentIndex())
        can_go = finding is not None and (finding.where.point is not None or bool(finding.where.id))
        self._go.setEnabled(can_go)

    # ---------------------------------------------------------------- going there

    def _open(self, index: QModelIndex) -> None:
        line = index.siblingAtColumn(0)
        if self.model.finding(line) is None:
            self.tree.setExpanded(line, not self.tree.isExpanded(line))
        else:
            self._go_to(line)

    def _go_current(self) -> None:
        self._go_to(self.tree.currentIndex())

    def _go_to(self, index: QModelIndex) -> None:
        finding = self.model.finding(index)
        if finding is None:
            return
        if finding.where.point is not None:
            self.fly_to.emit(*finding.where.point)
        elif finding.where.id:
            self.feature_asked.emit(finding.where.id)

    # ---------------------------------------------------------------- copying and writing

    def _chosen(self) -> list[Finding]:
        found: dict[int, Finding] = {}  # a kind and findings of it may both be chosen
        for index in self.tree.selectionModel().selectedRows(0):
            one = self.model.finding(index)
            members = self.model.kinds[index.row()].findings if one is None else (one,)
            found.update((id(member), member) for member in members)
        return list(found.values())

    def _copy(self) -> None:
        lines = [
            "\t".join((sentence(one.message), place(one.where), str(one.count))) for one in self._chosen()
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _open_menu(self, where: QPoint) -> None:
        index = self.tree.indexAt(where)
        if not index.isValid():
            return
        menu = QMenu(self)
        go = menu.addAction(icon("zoom-to"), translate("panels", "見つかった場所へ移る"), self._go_current)
        go.setEnabled(self._go.isEnabled())
        menu.addAction(icon("copy"), translate("panels", "選んだ行をコピーする"), self._copy)
        menu.exec(self.tree.viewport().mapToGlobal(where))
        menu.deleteLater()

    def _choose_file(self) -> None:
        name = translate("panels", "気づいた点.csv")
        path, _ = QFileDialog.getSaveFileName(
            self, translate("panels", "CSV に書き出す"), name, "CSV (*.csv)"
        )
        if path:
            self.write_csv(Path(path))


def _searched(finding: Finding) -> str:
    where = finding.where
    return " ".join((sentence(finding.message), finding.code, where.file, where.id))


def _write(path: Path, findings: Sequence[Finding], *, feedback: Feedback) -> None:
    feedback.step()
    content = as_csv(findings, sentence)
    feedback.step()
    atomicfile.write(path, content)
