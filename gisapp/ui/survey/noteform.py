"""The form of a note of an inspection: where, what, which facility, in which state, with photos."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QFileDialog, QWidget

from gisapp.desks.survey.notes import LONGEST, STATES, Change, State, with_photo, with_state
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.fields import Form, choice
from gisapp.ui.words import geographic_position, translate
from importers.photos import SUFFIXES, photo_at
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.survey.notes import Note
    from gisapp.ui.window import Window


class NoteForm(QWidget):
    """Takes a note.

    Parameters
    ----------
    window
        Tells what went wrong, and knows the folder of the project.
    save, cancel
        Called with the note, or without.
    """

    def __init__(self, window: Window, save: Callable[[Note], object], cancel: Callable[[], object]) -> None:
        super().__init__()
        self._window, self._save = window, save
        self._note: Note | None = None
        inside = column(self, space=8)
        self.grid = Form()
        inside.addLayout(self.grid)
        self.place = label("", select=True)
        self.grid.add(translate("panels", "位置"), self.place)
        self.state = choice()
        for state, word in STATES.items():
            self.state.addItem(translate(CONTEXT, word), state)
        self.grid.add(translate("panels", "状態"), self.state)
        self.facility = self.grid.line(translate("panels", "施設番号"))
        self.text = self.grid.text(translate("panels", "内容"))
        self.date = QDateEdit()
        self.date.setDisplayFormat("yyyy/MM/dd")
        self.grid.add(translate("panels", "点検日"), self.date)
        self.department = self.grid.line(translate("panels", "部署"))
        self.photos = label("", "small")
        self.grid.add(translate("panels", "写真"), self.photos)
        self.grid.addWidget(
            button(translate("panels", "写真を加える"), self._add_photo), self.grid.rowCount(), 1
        )
        line = row(space=8)
        self.keep = button(translate("panels", "保存する"), self.save, role="primary")
        line.addWidget(self.keep)
        line.addWidget(button(translate("panels", "やめる"), cancel))
        line.addStretch(1)
        inside.addLayout(line)

    def fill(self, note: Note) -> None:
        """Show a note to be entered or corrected."""
        self._note = note
        self.state.setCurrentIndex(self.state.findData(note.state))
        self.facility.setText(note.facility)
        self.text.setPlainText(note.text)
        day = note.date[:10] or datetime.now().astimezone().date().isoformat()
        self.date.setDate(QDate.fromString(day, "yyyy-MM-dd"))
        self.department.setText(note.department)
        self._tell()

    def put(self, place: tuple[float, float], height: float | None, placed_by: str) -> None:
        """Move the note to another place; what was typed stays."""
        if self._note is not None:
            self._note = replace(self._note, place=place, height=height, placed_by=placed_by)
            self._tell()

    @property
    def note(self) -> Note | None:
        """The note as it stands in the form."""
        note = self._note
        if note is None:
            return None
        state = State(self.state.currentData())
        date, department = self.date.date().toString("yyyy-MM-dd"), self.department.text().strip()
        found = replace(
            note,
            facility=self.facility.text().strip(),
            text=self.text.toPlainText().strip()[:LONGEST],
            date=date,
            department=department,
        )
        if not note.changes:
            return replace(found, changes=(Change(state, date, department),))
        return with_state(found, state, datetime.now().astimezone().date().isoformat(), department)

    def save(self) -> None:
        """Keep what stands in the form."""
        note = self.note
        if note is not None:
            self._save(note)

    def take_photo(self, path: Path) -> None:
        """Add a photo; a note without a place takes that of the camera.

        Raises
        ------
        layers.errors.DamagedFile
            When it is no photo.
        """
        note = self.note
        if note is None:
            return
        project = self._window.session.project
        base = None if project.path is None else project.path.absolute().parent
        found = with_photo(note, photo_at(path, base))
        before = () if self._note is None else self._note.changes
        self._note = replace(found, changes=before)  # the state is settled when the form is kept
        self._tell()

    def _add_photo(self) -> None:
        title = translate("window", "写真を選ぶ")
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(self, title, str(self._window.work.folder()), kinds)
        for name in names:
            self._window.guard(partial(self.take_photo, Path(name)))

    def _tell(self) -> None:
        note = self._note
        if note is None:
            return
        if note.place is None:
            self.place.setText(translate("panels", "点群か地図をクリックしてください"))
        else:
            height = "" if note.height is None else f"　{note.height:,.2f}\u2009m"
            self.place.setText(geographic_position(*note.place) + height)
        names = [Path(one.path).name for one in note.photos]
        self.photos.setText(translate("panels", "、").join(names) or translate("panels", "なし"))
