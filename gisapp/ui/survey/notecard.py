"""Notes of an inspection: the list, the note that is looked at, and the form for one more."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from gisapp.desks.survey.notereport import photo_words, places_of
from gisapp.desks.survey.notes import (
    LAYER,
    RECORD,
    STATES,
    Note,
    State,
    drop,
    fresh_id,
    keep,
    note_of,
    with_state,
)
from gisapp.session import Selection
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.fields import choice
from gisapp.ui.photos import add_photo
from gisapp.ui.survey import notefiles
from gisapp.ui.survey.noteform import NoteForm
from gisapp.ui.survey.notelist import NoteList
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.unfolding import tag
from gisapp.ui.words import geographic_position, translate
from layers import crs as systems
from layers import records
from layers.errors import Damaged
from layers.heights import heights_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.pins import pins

if TYPE_CHECKING:
    from gisapp.tools.base import Clicked
    from gisapp.ui.survey.desk import SurveyDesk

ADDING = QT_TRANSLATE_NOOP(CONTEXT, "点検メモ「{title}」を加える")
CHANGING = QT_TRANSLATE_NOOP(CONTEXT, "点検メモ「{title}」を直す")
STATING = QT_TRANSLATE_NOOP(CONTEXT, "点検メモ「{title}」を「{state}」にする")
DROPPING = QT_TRANSLATE_NOOP(CONTEXT, "点検メモ「{title}」を消す")
TAGS = {State.REPAIR: "over", State.WATCH: "confirm", State.UNKNOWN: "unknown", State.DONE: "absent"}
"""Roles of the tags of states: what is urgent is seen first."""
MOST_PHOTOS = 3
NEAR = 25.0
"""Metres from a note at which one looks at it."""
MARK = (19.0, (31, 95, 168))
"""Pixels and colour of the pin of the note that is entered."""


class NoteCard(SurveyCard):
    """Lists notes, shows one, takes one.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "点検"))
        self._notes: tuple[Note, ...] = ()
        self.looked = ""
        window = desk.window
        self.hint = label(
            translate("panels", "点群の点をクリックした場所に、状態・内容・写真を書き留めます。"), "quiet"
        )
        self.inside.addWidget(self.hint)
        self.list = NoteList()
        self.list.chosen.connect(lambda id_: self.look(id_, fly=True))
        self.list.narrowed.connect(self._show_one)
        self.inside.addWidget(self.list)
        self.one = QWidget()
        self._one = column(self.one, space=4)
        self.inside.addWidget(self.one)
        self.form = NoteForm(window, self._save, self.cancel)
        self.inside.addWidget(self.form)
        self.acts = QWidget()
        below = column(self.acts, space=8)
        line = row(space=8)
        self.add = button(translate("panels", "メモを加える"), self.begin, role="primary", meaning="entered")
        take = button(translate("panels", "取り込む…"), lambda: notefiles.ask_import(window))
        line.addWidget(self.add)
        line.addWidget(take)
        line.addStretch(1)
        below.addLayout(line)
        line = row(space=8)
        listed = button(
            translate("panels", "施設の一覧…"), lambda: notefiles.ask_facilities(window), role="flat"
        )
        self.report = button(translate("panels", "報告書…"), self._report, role="flat", meaning="print")
        line.addWidget(listed)
        line.addWidget(self.report)
        line.addStretch(1)
        below.addLayout(line)
        self.inside.addWidget(self.acts)
        desk.recorded.connect(self.show_notes)
        desk.clicked.connect(self._take)
        self.form.hide()
        self.show_notes()

    def show_notes(self) -> None:
        """Show the notes of now."""
        found, damaged = [], 0
        for record in records.of_kind(self.desk.session.project, RECORD):
            try:
                found.append(note_of(record))
            except Damaged:
                damaged += 1
        self._notes = tuple(found)
        self.list.show_notes(found, damaged)
        self.hint.setVisible(not found)
        self.report.setEnabled(bool(found))
        self._show_one()

    # ---------------------------------------------------------------- one note

    def look(self, id_: str, *, fly: bool = False) -> None:
        """Look at a note."""
        self.looked = id_
        self.form.hide()
        self._show_one()
        note = self.note
        project, view = self.desk.session.project, self.desk.window.view
        layer = project.layer(LAYER)
        if note is None or layer is None or layer.data is None:
            return
        rows = [place for place, each in enumerate(layer.data.store.basis) if each.id == id_]
        self.desk.session.select(Selection.of(layer.id, rows))
        self.desk.window.show_right(facts=False)
        if fly and view is not None and note.place is not None:
            east, north = places_of([note], project.crs)[0].tolist()
            height = note.height
            if height is None:
                ground = heights_of(project).height_at(np.array([east]), np.array([north]))
                height = float(np.nan_to_num(ground)[0])
            view.fly_to_point(east, north, height, NEAR)

    @property
    def note(self) -> Note | None:
        """The note that is looked at."""
        return next((one for one in self._notes if one.id == self.looked), None)

    def _show_one(self) -> None:
        clear(self._one)
        note = self.note
        entering = not self.form.isHidden()
        self.one.setVisible(note is not None and not entering)
        self.list.setVisible(bool(self._notes) and not entering)
        self.acts.setVisible(not entering)
        self._mark()
        self.list.mark("" if note is None else note.id)
        if note is None or entering:
            return
        unknown = translate("panels", "未確認")
        head = row(space=8)
        head.addWidget(label(note.facility or translate("panels", "施設番号は未確認"), "title"), 1)
        head.addWidget(tag(translate(CONTEXT, STATES[note.state]), TAGS[note.state]))
        self._one.addLayout(head)
        self._one.addWidget(label(note.text or unknown, "" if note.text else "warn", select=True))
        place = unknown
        if note.place is not None:
            height = "" if note.height is None else f"　{note.height:,.2f}\u2009m"
            place = geographic_position(*note.place) + height
        history = " → ".join(
            f"{translate(CONTEXT, STATES[one.state])}（{one.when[:10] or unknown}）" for one in note.changes
        )
        for about, text in (
            (
                translate("panels", "点検日・部署"),
                f"{note.date[:10] or unknown}　{note.department or unknown}",
            ),
            (translate("panels", "状態の経過"), history or unknown),
            (translate("panels", "位置"), place),
        ):
            self._one.addWidget(label(about, "small"))
            self._one.addWidget(label(text, select=True))
        project = self.desk.session.project
        base = None if project.path is None else project.path.absolute().parent
        for photo in note.photos[:MOST_PHOTOS]:
            add_photo(self._one, photo, base, self.desk.tasks)
            self._one.addWidget(label(photo_words(photo), "small"))
        line = row(space=8)
        states = choice()
        states.setAccessibleName(translate("panels", "状態"))
        for state, word in STATES.items():
            states.addItem(translate(CONTEXT, word), state)
        states.setCurrentIndex(states.findData(note.state))
        states.activated.connect(lambda _: self.set_state(State(states.currentData())))
        line.addWidget(states, 1)
        line.addWidget(button(translate("panels", "直す"), self.edit))
        line.addWidget(button(translate("panels", "消す"), self._drop, role="flat", meaning="remove"))
        self._one.addLayout(line)

    def set_state(self, state: State) -> None:
        """Say in which state the note is that is looked at; older states stay with their dates."""
        note = self.note
        if note is None:
            return
        today = datetime.now().astimezone().date().isoformat()
        changed = with_state(note, state, today, note.department)
        if changed is not note:
            values = {"title": note.facility or note.text[:16], "state": Message(STATES[state])}
            self._keep(STATING, changed, **values)

    def _drop(self) -> None:
        note = self.note
        if note is not None:
            self.looked = ""
            project = drop(self.desk.session.project, note.id)
            self.desk.session.do(Message(DROPPING, {"title": note.title}), project)

    # ---------------------------------------------------------------- entering

    def begin(self) -> None:
        """Begin a new note: the next click says where."""
        self.looked = ""
        self.desk.session.use_tool("select")
        last = self._notes[-1] if self._notes else None
        facility, department = self.list.facility.currentData(), self.list.department.currentData()
        self._open(
            Note(
                fresh_id(),
                facility=facility or (last.facility if last else ""),
                department=department or (last.department if last else ""),
            )
        )

    def edit(self) -> None:
        """Correct the note that is looked at."""
        if self.note is not None:
            self._open(self.note)

    def _open(self, note: Note) -> None:
        self.form.fill(note)
        self.form.show()
        self._show_one()
        self._reveal()

    def _reveal(self) -> None:
        """Let the card be seen from its top: there stand the form, or the note that is looked at."""
        self.wanted.emit()
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            QTimer.singleShot(0, self, partial(area.verticalScrollBar().setValue, self.y()))

    def cancel(self) -> None:
        """Enter nothing."""
        self.form.hide()
        self._show_one()

    def _save(self, note: Note) -> None:
        known = any(one.id == note.id for one in self._notes)
        self.form.hide()
        self.looked = note.id
        self._keep(CHANGING if known else ADDING, note, title=note.title)

    def _keep(self, words: str, note: Note, **values: object) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        self.desk.session.do(Message(words, values), keep(self.desk.session.project, [note], now))

    def _take(self, news: Clicked) -> None:
        """Take a click: the place of the note that is entered, or the note that was met."""
        project = self.desk.session.project
        if not self.form.isHidden():
            if news.place is None or not project.crs:
                return
            longitude, latitude = systems.unproject(news.place[:1], news.place[1:2], project.crs)
            layer = None if news.hit is None else project.layer(news.hit.layer)
            on_scan = layer is not None and layer.kind == "pointcloud"
            height = round(float(news.place[2]), 3) if news.hit is not None else None
            place = (round(float(longitude[0]), 9), round(float(latitude[0]), 9))
            self.form.put(place, height, "scan" if on_scan else "map")
            self._mark()
        elif news.hit is not None and news.hit.layer == LAYER:
            layer = project.layer(LAYER)
            if layer is not None and layer.data is not None:
                self.look(layer.data.store.basis[news.hit.feature].id)
                self._reveal()

    def _mark(self) -> None:
        """Let the place of the note that is entered stand in the view."""
        note = None if self.form.isHidden() else self.form.note
        project = self.desk.session.project
        if note is None or note.place is None or not project.crs:
            self.desk.stand("note", ())
            return
        flat = places_of([note], project.crs)
        place = np.column_stack([flat, [np.nan if note.height is None else note.height]])
        size, colour = MARK
        self.desk.stand("note", pins(place, heights_of(project), np.zeros(1, int), size, colour))

    def _report(self) -> None:
        notefiles.ask_report(self.desk.window, self.list.shown)
