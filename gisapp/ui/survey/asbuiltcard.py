"""As-built inspection: the design of LandXML, the parts and their limits, and what comes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFileDialog, QGridLayout, QWidget

from gisapp.desks.survey.asbuiltasked import parts_of, whole
from gisapp.desks.survey.asbuiltparts import (
    EDGE,
    KINDS,
    OUTCOMES,
    QUOTED,
    WAYS,
    Kind,
    Limits,
    Outcome,
    Way,
    evaluate,
)
from gisapp.desks.survey.asbuiltsheet import PALETTE, asbuilt_book, asbuilt_drawings, rows_of, steps_of
from gisapp.desks.survey.designs import design_of
from gisapp.desks.survey.scans import box_of
from gisapp.desks.survey.sectionasked import title_of
from gisapp.paper.pages import write_pages
from gisapp.ui.cards import button, clear, column, label, row, rule
from gisapp.ui.panels.style import narrow
from gisapp.ui.survey.facts import fact_grid
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.theme import px
from gisapp.ui.unfolding import tag
from gisapp.ui.words import THIN, said, sentence, translate
from layers import atomicfile
from layers.drawables import NO_FEATURE, Points
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gisapp.desks.survey.asbuiltparts import Evaluation
    from gisapp.desks.survey.titleblock import Title
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.feedback import Feedback
    from layers.pointcloud import PointCloud
    from layers.vector import Vector

INSPECTING = QT_TRANSLATE_NOOP(CONTEXT, "出来形を評価する")
WRITING = QT_TRANSLATE_NOOP(CONTEXT, "出来形の合否判定総括表を書き出す")
ROLES = {Outcome.PASSED: "entered", Outcome.FAIL: "over", Outcome.CONFIRM: "confirm"}
SHOWN = 400_000
"""So many points are coloured in the view; sheets have all."""
SUFFIXES = (".pdf", ".xlsx")
NUMBER = 92
"""Width of a field of the limits in unscaled pixels."""


@dataclass(frozen=True, eq=False)
class Inspection:
    """What came of an inspection, and what stands on its sheets."""

    found: tuple[Evaluation, ...]
    title: Title
    design: str
    findings: tuple[str, ...] = ()


class AsbuiltCard(SurveyCard):
    """Takes the design, the parts and the limits, and shows the verdicts.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "出来形"))
        self.path: Path | None = None
        self.inspection: Inspection | None = None
        words = translate("panels", "設計面（LandXML）と点群の差を、部位ごとに規格値と比べます。")
        self.inside.addWidget(label(words, "small"))
        choose = translate("panels", "設計面を選ぶ…")
        self.choose = button(choose, self._choose, meaning="open")
        self.design = label("", "quiet")
        line = row()
        line.addWidget(self.choose)
        line.addWidget(self.design, 1)
        self.inside.addLayout(line)
        self.areas, self.way = QComboBox(), QComboBox()
        self._combo(translate("panels", "部位の範囲"), self.areas)
        for way, name in WAYS.items():
            self.way.addItem(said(name), way.value)
        self._combo(translate("panels", "法面の測り方"), self.way)
        self.limits = _limit_fields(self)
        self.run = button(translate("panels", "評価する"), self._run, role="primary")
        self.inside.addWidget(self.run)
        self.result = QWidget()
        self._place = column(self.result, space=8)
        self.inside.addWidget(self.result)
        self._show()

    def _combo(self, words: str, box: QComboBox) -> None:
        line = row()
        line.addWidget(label(words, "quiet"), 1)
        box.setAccessibleName(words)
        narrow(box)
        line.addWidget(box, 2)
        self.inside.addLayout(line)

    # ---------------------------------------------------------------- what is asked

    def show_cloud(self) -> None:
        """Offer the layers with areas, and the whole design as one part."""
        chosen = self.areas.currentData()
        self.areas.clear()
        for layer in self.desk.session.project.layers:
            if layer.kind == "vector" and layer.data is not None and cast("Vector", layer).data.areal:
                self.areas.addItem(layer.name, layer.id)
        for kind, name in KINDS.items():
            words = translate("panels", "設計面の全体を{kind}とする").format(kind=said(name))
            self.areas.addItem(words, kind.value)
        self.areas.setCurrentIndex(max(self.areas.findData(chosen), 0))

    def _choose(self) -> None:
        title = translate("panels", "設計面（LandXML）を選ぶ")
        begin = str(self.desk.window.work.folder())
        name, _ = QFileDialog.getOpenFileName(self.desk.window, title, begin, "LandXML (*.xml *.landxml)")
        if name:
            self.take_design(Path(name))

    def take_design(self, path: Path) -> None:
        """Take a file as the design."""
        self.path, self.inspection = path, None
        self._show()

    @property
    def told(self) -> dict[Kind, Limits]:
        """The limits as they stand in the fields; what staff changed counts as confirmed."""
        found = {}
        for kind, (single, mean) in self.limits.items():
            quoted = QUOTED[kind]
            values = single.value() / 1000, mean.value() / 1000
            found[kind] = Limits(
                *values,
                quoted.single_sure or values[0] != quoted.single,
                quoted.mean_sure or values[1] != quoted.mean,
            )
        return found

    def _run(self) -> None:
        cloud, path = self.desk.cloud, self.path
        if cloud is None or path is None:
            return
        asked = self.areas.currentData()
        layer = self.desk.session.project.layer(asked) if asked not in set(Kind) else None
        kind = None if layer is not None else Kind(asked)

        def show(found: Inspection) -> None:
            if self.path == path:
                self.inspection = found
                self._show()

        way = Way(self.way.currentData())
        self.desk.run(Message(INSPECTING), inspect, cloud, path, (layer, kind), (self.told, way), then=show)

    # ---------------------------------------------------------------- what is seen

    def _show(self) -> None:
        self.design.setText(self.path.name if self.path else translate("panels", "まだ選ばれていません"))
        self.run.setEnabled(self.path is not None)
        clear(self._place)
        found = self.inspection
        self.result.setVisible(found is not None)
        self.desk.stand("asbuilt", () if found is None else dots_of(found.found))
        if found is None:
            return
        for words in found.findings:
            self._place.addWidget(label(words, "warn"))
        for one in found.found:
            self._place.addWidget(rule())
            line = row()
            line.addWidget(label(f"{one.part.name}（{said(KINDS[one.part.kind])}）"), 1)
            line.addWidget(tag(said(OUTCOMES[one.outcome]), ROLES[one.outcome]))
            self._place.addLayout(line)
            rows = [
                (name, f"{value}　{mark}" if mark != "—" else value)
                for name, value, _, mark in rows_of(one, said)
            ]
            self._place.addLayout(fact_grid(rows))
        words = translate("panels", "総括表を書き出す…")
        self._place.addWidget(button(words, self._export, role="primary", meaning="export"))

    # ---------------------------------------------------------------- writing

    def _export(self) -> None:
        if self.inspection is None:
            return
        begin = Path(self.desk.window.work.folder(), f"{translate('panels', '出来形合否判定総括表')}.pdf")
        filters = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in SUFFIXES)
        title = translate("panels", "総括表の保存先を選ぶ")
        name, _ = QFileDialog.getSaveFileName(self.desk.window, title, str(begin), filters)
        if name:
            path = Path(name)
            if path.suffix.lower() not in SUFFIXES:
                path = path.with_name(f"{path.name}.pdf")
            self.desk.run(Message(WRITING), write, self.inspection, path, then=self._tell)

    def _tell(self, path: Path) -> None:
        self.desk.window.work.tell_written(str(path))


def _limit_fields(card: AsbuiltCard) -> dict[Kind, tuple[QDoubleSpinBox, QDoubleSpinBox]]:
    """Add the limits to a card: for each kind those of single values and of the mean."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(translate("panels", "規格値（±）"), "quiet"), 0, 0)
    grid.addWidget(label(translate("panels", "個々の値"), "small", wrap=False), 0, 1)
    grid.addWidget(label(translate("panels", "平均値"), "small", wrap=False), 0, 2)
    found = {}
    for place, (kind, limits) in enumerate(QUOTED.items(), 1):
        name = said(KINDS[kind])
        grid.addWidget(label(name), place, 0)
        boxes = []
        for at, value in enumerate((limits.single, limits.mean), 1):
            made = QDoubleSpinBox()
            made.setDecimals(0)
            made.setRange(1, 9_999)
            made.setFixedWidth(px(NUMBER))
            made.setSuffix(f"{THIN}mm")
            made.setValue(value * 1000)
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
            made.setAccessibleName(name)
            grid.addWidget(made, place, at)
            boxes.append(made)
        found[kind] = (boxes[0], boxes[1])
    card.inside.addLayout(grid)
    words = translate(
        "panels",
        "はじめの値は要領の引用です。平均値と小段は未確認のため、変えるまで合格・不合格を決めません。",
    )
    card.inside.addWidget(label(words, "small"))
    return found


def inspect(
    cloud: PointCloud,
    path: Path,
    areas: tuple[Vector | None, Kind | None],
    how: tuple[Mapping[Kind, Limits], Way],
    *,
    feedback: Feedback,
) -> Inspection:
    """Return what comes of the parts of a layer, or of the whole design as one kind; for a thread."""
    (layer, kind), (limits, way) = areas, how
    before = len(feedback.findings)
    design = design_of(path, "", cloud.data.crs, box_of(cloud.data), feedback)
    parts = parts_of(layer, limits, way) if layer is not None else ()
    if kind is not None:
        parts = (whole(design, kind, limits, way),)
    found = evaluate(cloud.data, design, parts, feedback)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    findings = tuple(sentence(one.message) for one in feedback.findings[before:])
    return Inspection(found, title_of([cloud], "", when, say=said), f"{design.name}（{path.name}）", findings)


def write(inspection: Inspection, path: Path, *, feedback: Feedback) -> Path:
    """Write the table and return its file; for a thread."""
    feedback.step()
    told = (inspection.found, inspection.title, inspection.design, EDGE, said)
    if path.suffix.lower() == ".xlsx":
        content = asbuilt_book(*told)
    else:
        content = write_pages(asbuilt_drawings(*told), inspection.title.name, inspection.title.made)
    atomicfile.write(path, content)
    return path


def dots_of(found: Sequence[Evaluation]) -> tuple[Points, ...]:
    """Return the points in the colours of their deviations, at most so many, evenly left out."""
    total = sum(len(one.deviations) for one in found)
    every = max(1, -(-total // SHOWN))
    made = []
    for one in found:
        places = one.places[::every]
        if len(places):
            origin = np.round(places[0])
            none = np.full(len(places), NO_FEATURE, dtype=np.uint32)
            made.append(Points(origin, places - origin, none, 4.0, PALETTE[steps_of(one)[::every]]))
    return tuple(made)
