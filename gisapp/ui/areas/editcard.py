"""Changing areas: what is done on the map, what becomes of whom, and the words that go with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import shapely
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from gisapp.desks.areas import draft as drafts
from gisapp.desks.areas.faces import plain
from gisapp.desks.areas.model import ASSOCIATION, today
from gisapp.desks.areas.patches import EditRefused
from gisapp.desks.areas.register import layer_of
from gisapp.desks.areas.snapping import KINDS, kind_of
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.confirmbox import ConfirmBox
from gisapp.ui.areas.verbs import VerbButtons
from gisapp.ui.cards import button, card, clear, column, label, row
from gisapp.ui.fields import choice
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers import drape, records
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.areas.draft import Change, Draft, Entry
    from gisapp.tools.base import Clicked, Drawn
    from gisapp.ui.areas.desk import AreasDesk
    from layers.drawables import Drawable

EDITING = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域を直す（{names}）")
NO_ONE = QT_TRANSLATE_NOOP(CONTEXT, "どの自治会の区域か分かりません。")
NO_ONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "上の一覧か地図で自治会を選んでから引いてください。")
FRESH = (196, 64, 0)
"""Colour of what is drawn and not confirmed."""
WIDTH = 4.0
FINE = 4.0
"""Pixels across a line, and metres of its pieces on the ground."""
BEFORE = 0.3
"""Share of the distance by which lines stand before houses that would hide them."""
NAMED = 3
"""So many names stand in the label of a step."""


class EditCard(AreaCard):
    """Changes areas.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "区域の編集"))
        # Made anew with another theme or language, the card goes on with what is not confirmed.
        self._basis: tuple[object, ...] = () if self.draft is None else self._now()
        self._merging: list[int] = []
        self.who = choice()
        self.who.setAccessibleName(translate("panels", "編集する自治会"))
        self.who.activated.connect(lambda _: desk.choose(str(self.who.currentData() or "")))
        self.inside.addWidget(self.who)
        self.verbs = VerbButtons(desk)
        self.verbs.chosen.connect(self._use)
        self.inside.addWidget(self.verbs)
        self.name = QLineEdit()
        self.name.setPlaceholderText(translate("panels", "新しくできる自治会の名前"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.inside.addWidget(self.name)
        self.whole = button(
            translate("panels", "自治会をまるごと外す"), lambda: self._edit(self._dismiss), meaning="remove"
        )
        self.join = button(translate("panels", "統合する"), lambda: self._edit(self._merge), meaning="done")
        self.joined = label("", "small")
        for one in (self.joined, self.join, self.whole):
            self.inside.addWidget(one)
        self.snaps = QWidget()
        self._add_snaps()
        self.pending = QWidget()
        self._list = column(space=4)
        inside = column(self.pending, space=8)
        inside.addWidget(label(translate("panels", "まだ記録していない変更"), "title"))
        inside.addLayout(self._list)
        line = row(space=8)
        self.back = button(translate("panels", "一つ戻す"), self._back, role="flat", meaning="undo")
        self.drop = button(translate("panels", "すべて取り消す"), self._begin, role="flat", meaning="cancel")
        for made in (self.back, self.drop):
            line.addWidget(made)
        line.addStretch(1)
        inside.addLayout(line)
        self.box = ConfirmBox(lambda entry: desk.window.guard(lambda: self._confirm(entry)))
        inside.addWidget(self.box)
        self.inside.addWidget(self.pending)
        self.saying, inside = card()
        self.said = label("", select=True)
        inside.addWidget(self.said)
        self.saying.hide()
        self.inside.addWidget(self.saying)
        desk.drawn.connect(self._take)
        desk.clicked.connect(self._click)
        desk.chosen.connect(self._show_who)
        self.show_ledger()

    def _add_snaps(self) -> None:
        inside = column(self.snaps, space=4)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(3, 1)
        grid.addWidget(label(translate("panels", "吸着"), "small", wrap=False), 0, 0)
        self.kinds: dict[str, QCheckBox] = {}
        for place, (kind, word) in enumerate(KINDS.items()):
            made = QCheckBox(translate(CONTEXT, word))
            made.setChecked(kind != "buildings")  # boundaries run between houses
            made.toggled.connect(lambda _: self._share(self.draft))
            self.kinds[kind] = made
            grid.addWidget(made, place // 2, 1 + place % 2)
        inside.addLayout(grid)
        self.follows = QCheckBox(translate("panels", "クリックの間を道路や筆界に沿って引く"))
        self.follows.toggled.connect(lambda _: self._share(self.draft))
        inside.addWidget(self.follows)
        self.inside.addWidget(self.snaps)

    # ---------------------------------------------------------------- what is looked at

    @property
    def draft(self) -> Draft | None:
        """What is being changed."""
        return drafts.of(self.desk.session)

    def show_ledger(self) -> None:
        """Show the associations of the day; what was drawn on another ledger is gone."""
        self.setVisible((self.desk.asked or self.desk.scanned) and not self.desk.placing)
        self.who.setVisible(self.desk.asked)
        draft = self.draft
        if draft is not None and not self.desk.asked:
            self.verbs.use("")
            self._share(None)
        elif draft is not None and self._basis != self._now():
            lost = bool(draft.changes)
            self._begin()
            self.saying.hide()
            if lost:
                self._say(
                    translate("panels", "台帳が変わったので、記録していない変更を取り消しました。"), "warn"
                )
        self._show_who()
        self._show_draft()

    def _now(self) -> tuple[object, ...]:
        project = self.desk.session.project
        return (records.of_kind(project, ASSOCIATION), project.crs, self.desk.day)

    def _show_who(self) -> None:
        chosen = self.desk.association
        known = [(one.name, one.line) for one in self.desk.ledger]
        if [self.who.itemText(k) for k in range(1, self.who.count())] != [name for name, _ in known]:
            self.who.clear()
            self.who.addItem(translate("panels", "自治会を選ぶ（地図のクリックでも選べます）"), "")
            for name, line in known:
                self.who.addItem(name, line)
        self.who.setCurrentIndex(0 if chosen is None else max(self.who.findData(chosen.line), 0))

    # ---------------------------------------------------------------- verbs

    def _use(self) -> None:
        verb = self.verbs.verb
        if verb and self.draft is None:
            self._begin()
        chosen = self._chosen()
        self._merging = [chosen] if verb == "merge" and chosen is not None else []
        if verb:
            self.saying.hide()
        self._show_verb()

    def _show_verb(self) -> None:
        verb, draft = self.verbs.verb, self.draft
        self.name.setVisible(verb in {"split", "found"})
        self.whole.setVisible(verb == "release")
        self.join.setVisible(verb == "merge")
        self.joined.setVisible(verb == "merge")
        self.snaps.setVisible(verb not in {"", "merge"})
        self.follows.setVisible(verb not in {"", "merge", "move"})
        if draft is not None:
            names = [draft.names[one] for one in self._merging]
            self.joined.setText(" ＋ ".join(names) or translate("panels", "（まだ選んでいません）"))
            self.join.setEnabled(len(names) > 1)
        there = {kind_of(one) for one in self.desk.session.project.layers} | {"areas"}
        for kind, one in self.kinds.items():
            one.setVisible(kind in there)

    def _begin(self) -> None:
        """Begin anew with the ledger of the day."""
        self._basis = self._now()
        self._share(drafts.begun(self.desk.session.project, self.desk.day))

    def _share(self, draft: Draft | None) -> None:
        """Let the tools and the view have a draft, with what corners snap to."""
        if draft is not None:
            kinds = frozenset(kind for kind, one in self.kinds.items() if one.isChecked())
            draft = replace(draft, kinds=kinds, follows=self.follows.isChecked())
        drafts.share(self.desk.session, draft)
        self._show_draft()

    def _back(self) -> None:
        draft = self.draft
        if draft is not None and draft.before is not None:
            self._share(draft.before)

    def _chosen(self) -> int | None:
        """Return the row of the association that is looked at."""
        one, draft = self.desk.association, self.draft
        return None if one is None or draft is None else draft.row_of(one.line)

    def _needed(self) -> int:
        chosen = self._chosen()
        if chosen is None:
            raise EditRefused(NO_ONE, NO_ONE_HINT)
        return chosen

    # ---------------------------------------------------------------- edits

    def _take(self, news: Drawn) -> None:
        """Take what was done with a tool."""
        tool, _, what = news.tool.partition(":")
        points = news.points
        corners: dict[str, Callable[[Draft], Draft]] = {
            "move": lambda draft: draft.moved(points[0], points[1]),
            "shift": lambda draft: draft.shifted(points[0], points[1] - points[0]),
            "insert": lambda draft: draft.inserted(points[0]),
            "delete": lambda draft: draft.deleted(points[0]),
        }
        drawn: dict[str, Callable[[Draft], Draft]] = {
            "reshape": lambda draft: draft.reshaped(points),
            "split": lambda draft: draft.split(self._crossed(draft, points), points, self._fresh_name()),
            "assign": lambda draft: draft.assigned(_land(points), self._needed()),
            "found": lambda draft: draft.founded(_land(points), self._fresh_name()),
            "release": lambda draft: draft.released(_land(points), self._needed()),
        }
        if tool == "areas-corners" and what in corners:
            self._edit(corners[what])
        elif tool == "areas-corners" and what == "back":
            self._back()
        elif tool == "areas-corners" and what == "done":
            self.verbs.use("")
        elif tool in {"areas-line", "areas-outline"} and self.verbs.verb in drawn:
            self._edit(drawn[self.verbs.verb])

    def _edit(self, edit: Callable[[Draft], Draft]) -> None:
        draft = self.draft
        if draft is not None:
            self.desk.window.guard(lambda: self._share(edit(draft)))

    def _merge(self, draft: Draft) -> Draft:
        found = draft.merged(self._merging)
        self._merging = self._merging[:1]
        return found

    def _dismiss(self, draft: Draft) -> Draft:
        return draft.dismissed(self._needed())

    def _crossed(self, draft: Draft, points: np.ndarray) -> int:
        """Return which area a line is meant to cut: the chosen one, else the one it lies in most."""
        line, chosen = shapely.LineString(points), self._chosen()
        rows = draft.tree.query(line, predicate="intersects")
        if chosen is not None and chosen in rows:
            return chosen
        if not len(rows):
            raise EditRefused(NO_ONE, NO_ONE_HINT)
        lengths = shapely.length(shapely.intersection(shapely.make_valid(draft.shapes[rows]), line))
        return int(rows[int(np.argmax(lengths))])

    def _fresh_name(self) -> str:
        return self.name.text().strip() or translate("panels", "新しい自治会")

    def _click(self, news: Clicked) -> None:
        """Choose the association that was clicked, or one more to be merged."""
        layer, hit = layer_of(self.desk.session.project), news.hit
        line = ""
        if layer is not None and layer.data is not None and hit is not None and hit.layer == layer.id:
            record = layer.data.store.basis[hit.feature]
            line = next((one.line for one in self.desk.ledger if one.id == record.id), "")
        draft = self.draft
        if self.verbs.verb != "merge" or draft is None:
            if line and self.isVisible():
                self.desk.choose(line)
            return
        clicked = draft.row_of(line)
        if clicked is not None:
            self._merging = [one for one in self._merging if one != clicked] + (
                [] if clicked in self._merging else [clicked]
            )
            self._show_verb()
            self._stand()

    # ---------------------------------------------------------------- what would be

    def _show_draft(self) -> None:
        draft = self.draft
        changes = () if draft is None else [one for one in draft.changes if not one.slight]
        clear(self._list)
        for one in changes:
            self._list.addWidget(label(_words(one), "small"))
        self.pending.setVisible(bool(changes))
        self.back.setEnabled(draft is not None and draft.before is not None)
        self._show_verb()
        self._stand()

    def _stand(self) -> None:
        """Let the boundaries that are new stand in the view, and the areas that are to be merged."""
        draft, layer = self.draft, layer_of(self.desk.session.project)
        found: list[Drawable] = []
        if draft is not None and layer is not None and layer.data is not None:
            fresh = [draft.fresh_line(one.row) for one in draft.changes if one.after is not None]
            fresh += [shapely.boundary(draft.shapes[row]) for row in self._merging]
            lines, ids = np.array(fresh, dtype=object), np.arange(len(fresh), dtype=np.uint32)
            drawn = drape.lines(lines, ids, layer.data.ground, FINE, solid=False, width=WIDTH, colour=FRESH)
            found = [replace(one, before=BEFORE) for one in drawn]
        self.desk.stand("edit", found)

    # ---------------------------------------------------------------- confirming

    def _confirm(self, entry: Entry) -> None:
        draft = self.draft
        if draft is None or not draft.changes:
            return
        project = drafts.confirmed(self.desk.session.project, draft, entry)
        names = [one.name for one in draft.changes if not one.slight]
        more = translate("panels", "ほか{count}").format(count=integer(len(names) - NAMED))
        said = "、".join(names[:NAMED]) + (more if len(names) > NAMED else "")
        drafts.share(self.desk.session, None)
        self.desk.do(EDITING, project, names=said)
        if entry.day > today():
            self.desk.look_at(entry.day)  # what holds from then on cannot be seen today
        self.box.why.clear()
        self._begin()
        if self.desk.window.program.flush():
            words = translate("panels", "記録しました {time}").format(
                time=f"{datetime.now().astimezone():%H:%M:%S}"
            )
            self._say(words, "info")
        else:
            words = translate(
                "panels", "台帳は変わりましたが、自動保存ができません。プロジェクトを保存してください。"
            )
            self._say(words, "warn")

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        self.saying.setProperty("role", role)
        self.saying.style().unpolish(self.saying)
        self.saying.style().polish(self.saying)
        self.saying.show()


def _land(points: np.ndarray) -> shapely.Geometry:
    """Return the land within a drawn outline; one that crosses itself is taken as it is seen."""
    return plain(shapely.make_valid(shapely.Polygon(np.round(points, 3))))


def _words(one: Change) -> str:
    """Return what becomes of an association, in words."""
    if one.after is None:
        return translate("panels", "{name}　なくなる").format(name=one.name)
    size = integer(round(one.after))
    if one.before is None:
        return translate("panels", "{name}　新しい区域　{size} m²").format(name=one.name, size=size)
    more = one.after - one.before
    change = f"{'＋' if more >= 0 else '−'}{integer(round(abs(more)))}"
    words = translate("panels", "{name}　{size} m²（{change} m²）")
    return words.format(name=one.name, size=size, change=change)
