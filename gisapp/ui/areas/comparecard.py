"""The card that compares the versions of departments, and where staff decide."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gisapp.desks.areas import decisions
from gisapp.desks.areas.deciding import into_ledger
from gisapp.desks.areas.decisions import Decision, What
from gisapp.desks.areas.merging import decide, merge, names_of, owner_words, place_key
from gisapp.desks.areas.register import place
from gisapp.ui.areas import compareoutputs
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.comparing import COLOURS, KEPT, LEDGER, around, basis_of, compared, highlighted, same
from gisapp.ui.areas.matchbox import MatchBox
from gisapp.ui.areas.placebox import PlaceBox
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.areas.matching import Group
    from gisapp.ui.areas.comparing import Found
    from gisapp.ui.areas.desk import AreasDesk

COMPARING = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域の図を比べる")
DECIDED = QT_TRANSLATE_NOOP(CONTEXT, "食い違う場所の自治会を決める")
WITHDRAWN = QT_TRANSLATE_NOOP(CONTEXT, "決定を取り消す")
CONFIRMED = QT_TRANSLATE_NOOP(CONTEXT, "同じ自治会かどうかを確かめる")
MERGED = QT_TRANSLATE_NOOP(CONTEXT, "統合した図を台帳に入れる（{count} 件）")
MOST = 5
"""Versions that can be compared at once."""
HIGH = 240
"""Unscaled pixels of the list of places."""
LISTED = 200
"""Places in the list; all are in the workbook."""


class CompareCard(AreaCard):
    """Compares versions, lists where they differ, and takes what staff decide.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "部署の図を比べる"))
        self.found: Found | None = KEPT.get(desk)
        self.none = label(
            translate("panels", "比べるには、区域の図が2つ以上要ります。図をこの窓にドラッグしてください。"),
            "quiet",
        )
        self.inside.addWidget(self.none)
        self.choice = QWidget()
        self._choice = column(self.choice, space=4)
        self.inside.addWidget(self.choice)
        self.versions: list[QComboBox] = []
        self._lines = column(space=4)
        self._choice.addLayout(self._lines)
        line = row(space=8)
        self.more = button(translate("panels", "図を加える"), self._add, role="flat")
        line.addWidget(self.more)
        line.addStretch(1)
        self.start = button(translate("panels", "比べる"), self.compare, role="primary")
        line.addWidget(self.start)
        self._choice.addLayout(line)
        self.result = QWidget()
        self._result = column(self.result, space=8)
        self.inside.addWidget(self.result)
        self.stale = label(translate("panels", "図が変わりました。もう一度比べてください。"), "warn")
        self._result.addWidget(self.stale)
        self.figure = label("", "figure")
        self._result.addWidget(self.figure)
        self.facts = label("", "small")
        self._result.addWidget(self.facts)
        self.table = self._made_table()
        self._result.addWidget(self.table)
        self.legend = QWidget()
        self._legend = column(self.legend, space=4)
        self._result.insertWidget(3, self.legend)
        self.by = QLineEdit()
        self.by.setPlaceholderText(translate("panels", "決めた部署（記録に残ります）"))
        self.by.setAccessibleName(translate("panels", "決めた部署"))
        self._result.addWidget(self.by)
        self.place = PlaceBox()
        self.place.decided.connect(self._decide)
        self.place.withdrawn.connect(self._withdraw)
        self._result.addWidget(self.place)
        self.questions = MatchBox()
        self.questions.said.connect(self._confirm)
        self._result.addWidget(self.questions)
        self._result.addLayout(self._outputs())
        self.result.hide()
        for _ in range(2 if self.found is None else len(self.found.ids)):
            self._add()
        for made, id_ in zip(self.versions, () if self.found is None else self.found.ids, strict=False):
            made.setCurrentIndex(made.findData(id_))

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        heads = [translate("panels", "場所"), translate("panels", "住戸"), translate("panels", "建物")]
        table.setHorizontalHeaderLabels(heads)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(translate("panels", "食い違う場所"))
        table.setWordWrap(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setMinimumHeight(px(HIGH))
        table.currentCellChanged.connect(lambda line, *_: self._look(line))
        table.cellClicked.connect(lambda line, _: self._look(line))
        return table

    # ---------------------------------------------------------------- choosing

    def _add(self) -> None:
        """Offer one more version."""
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        base = not self.versions
        words = translate("panels", "基準の図") if base else translate("panels", "比べる図")
        made.setAccessibleName(words)
        line = row(space=8)
        name = label(words, "small")
        name.setFixedWidth(px(56))
        line.addWidget(name)
        line.addWidget(made, 1)
        self._lines.addLayout(line)
        self.versions.append(made)
        self._offer()

    def _offer(self) -> None:
        """Offer the ledger and the layers that there are, the likely ones first."""
        likely = {one.id for one in self.desk.likely_versions}
        layers = sorted(self.desk.versions, key=lambda one: one.id not in likely)
        offered = [(translate("panels", "台帳"), LEDGER)] if self.desk.asked else []
        offered += [(one.name, one.id) for one in layers]
        for place_, made in enumerate(self.versions):
            now = made.currentData()
            made.clear()
            for words, id_ in offered:
                made.addItem(words, id_)
            there = made.findData(now)
            made.setCurrentIndex(there if there >= 0 else min(place_, len(offered) - 1))
        enough = len(offered) > 1
        self.none.setVisible(not enough)
        self.choice.setVisible(enough)
        self.more.setVisible(len(self.versions) < min(MOST, len(offered)))

    def show_ledger(self) -> None:
        """Offer what there is now; what was found of another state is marked as such."""
        self._offer()
        if self.found is not None:
            self._show_result()

    # ---------------------------------------------------------------- comparing

    def compare(self) -> None:
        """Compare what is chosen, beside the window."""
        ids = tuple(dict.fromkeys(str(one.currentData()) for one in self.versions if one.currentData()))
        if len(ids) < 2:
            return
        self.desk.run(
            COMPARING,
            compared,
            self.desk.session.project,
            self._crs(),
            self.desk.day,
            ids,
            then=self._take,
            key="areas-compare",
        )

    def _crs(self) -> str:
        """Return the plane rectangular system in which is compared."""
        own = self.desk.session.project.crs
        return own or next((one.crs for one in self.desk.ledger if one.crs), "")

    def _take(self, found: Found) -> None:
        self.found = KEPT[self.desk] = found
        self.place.hide()
        self.desk.stand("compare", found.marks)
        self.desk.stand("compare-place", ())
        self._show_result()
        self.wanted.emit()

    def _show_result(self) -> None:
        found = self.found
        if found is None:
            return
        pieces, made = found.made.pieces, found.made
        order = pieces.order
        self.stale.setVisible(not same(found.basis, basis_of(self.desk.session.project, found.ids)))
        if len(order):
            self.figure.setText(
                translate("panels", "食い違い {count} か所").format(count=integer(len(order)))
            )
        else:
            self.figure.setText(translate("panels", "食い違いはありません"))
        small = made.tolerance
        words = translate(
            "panels",
            "建物 {buildings} 棟・住戸 {dwellings} 戸・{area} m²（幅 {width:g} m・{least:g} m² 未満は除く）",
        ).format(
            buildings=integer(int(pieces.buildings[order].sum())),
            dwellings=integer(int(pieces.dwellings[order].sum())),
            area=integer(round(float(pieces.sizes[order].sum()))),
            width=small.width,
            least=small.area,
        )
        self.facts.setText("\n".join(filter(None, (words, made.homes.method))))
        self._explain(found)
        self._fill_table(found)
        self.questions.show_matches(found.made.matched, self._standing())
        if not self.place.isHidden():
            self._show_place(self.table.currentRow())
        self.result.show()

    def _explain(self, found: Found) -> None:
        """Say which colour of the lines in the view is whose."""
        clear(self._legend)
        for version, one in enumerate(found.made.sets):
            if not (found.lines.version == version).any():
                continue
            red, green, blue = COLOURS[version % len(COLOURS)]
            mark = QFrame()
            mark.setFixedSize(px(20), px(4))
            mark.setStyleSheet(f"background: rgb({red}, {green}, {blue}); border: none;")
            line = row(space=8)
            line.addWidget(mark)
            words = translate("panels", "{version} だけの境界").format(version=one.title)
            line.addWidget(label(words, "small"), 1)
            self._legend.addLayout(line)

    def _fill_table(self, found: Found) -> None:
        made, pieces = found.made, found.made.pieces
        decided = self._standing()
        order = pieces.order[:LISTED].tolist()
        self.table.setVisible(bool(order))
        self.table.blockSignals(True)
        self.table.setRowCount(len(order))
        for line, piece in enumerate(order):
            sides = dict.fromkeys(
                names_of(made, [int(one) for one in held[piece] if one >= 0]) for held in pieces.held
            )
            texts = [f"{line + 1}　{' ⇔ '.join(sides)}"]
            ruling = decided.get(place_key(made, piece))
            if ruling is not None:
                texts.append(translate("panels", "決定: {owner}").format(owner=owner_words(made, ruling)))
            cells = (
                "\n".join(texts),
                integer(int(pieces.dwellings[piece])),
                integer(int(pieces.buildings[piece])),
            )
            for place_, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if place_:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(line, place_, item)
        self.table.blockSignals(False)

    def _show_place(self, line: int) -> None:
        if self.found is not None and 0 <= line < len(self.found.made.pieces.order):
            piece = int(self.found.made.pieces.order[line])
            self.place.show_place(self.found.made, piece, line + 1, self._standing())

    def _look(self, line: int) -> None:
        """Look at a place of the list: fly there, and ask who it belongs to."""
        found = self.found
        if found is None or not 0 <= line < len(found.made.pieces.order):
            return
        self._show_place(line)
        piece = int(found.made.pieces.order[line])
        shape = found.made.pieces.shapes[piece]
        project = self.desk.session.project
        self.desk.stand("compare-place", highlighted(project, shape))
        self.desk.window.need_view().fly_to(around(project, shape))

    # ---------------------------------------------------------------- deciding

    def _standing(self) -> dict[str, Decision]:
        return decisions.standing(decisions.decisions_of(self.desk.session.project))

    def _department(self) -> str:
        """Return who decides; without it nothing is decided, and the field says so."""
        by = self.by.text().strip()
        self.by.setProperty("wrong", not by)
        if not by:
            self.by.setFocus()
            self.by.setPlaceholderText(translate("panels", "決めた部署を書いてください"))
        return by

    def _now(self) -> str:
        return datetime.now().astimezone().isoformat(timespec="seconds")

    def _put(self, words: str, *made: Decision) -> None:
        project = self.desk.session.project
        self.desk.do(words, decisions.put(project, *made))
        self._show_result()

    def _decide(self, piece: int, association: int | None, reason: str) -> None:
        by = self._department()
        if self.found is None or not by:
            return
        made = self.found.made
        self._put(DECIDED, decide(made, piece, association, by, reason, self._now()))

    def _withdraw(self, key: str) -> None:
        by, before = self._department(), self._standing().get(key)
        if not by or before is None or self.found is None:
            return
        self._put(
            WITHDRAWN,
            Decision(key, What.OPEN, by, "", self._now(), before.subject, "", before.place, before.crs),
        )

    def _confirm(self, group: Group, what: What) -> None:
        by = self._department()
        if not by or self.found is None:
            return
        keys = [link.key for link in group.links if link.confirm]
        subject = " ⇔ ".join(key.rpartition("/")[2] for key in keys[0].removeprefix("pair:").split("|"))
        now = self._now()
        self._put(CONFIRMED, *(Decision(key, what, by, "", now, subject) for key in keys))
        if what is What.OTHER:
            self.compare()

    # ---------------------------------------------------------------- giving out

    def _outputs(self) -> QVBoxLayout:
        whole = column(space=4)
        line = row(space=8)
        report = translate("panels", "報告書（PDF）…")
        line.addWidget(button(report, lambda: compareoutputs.ask_report(self.desk, self.found)))
        line.addWidget(
            button(
                translate("panels", "表（Excel）…"), lambda: compareoutputs.ask_tables(self.desk, self.found)
            )
        )
        line.addStretch(1)
        whole.addLayout(line)
        self.into = button(translate("panels", "基準の図を優先して台帳に入れる"), self._merge)
        whole.addWidget(self.into)
        return whole

    def _merge(self) -> None:
        """Put the merged version into the ledger, as one step that can be undone."""
        if self.found is None:
            return
        project, now = self.desk.session.project, self._now()
        merged = merge(self.found.made, log=decisions.decisions_of(project))
        changed = into_ledger(project, merged, now)
        if changed:
            words = Message(MERGED, {"count": f"{len(changed):,}"})
            self.desk.session.do(words, place(project, changed, self.desk.day or now[:10], now))
