"""The form of an association: every column of the ledger, and from which day on the change holds."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QRadioButton, QWidget

from gisapp.desks.areas.columns import ATTRIBUTES
from gisapp.paper.days import era_day_of
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.fields import Form
from gisapp.ui.words import said, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gisapp.desks.areas.model import Association
    from layers.base import Attribute

OWN = ("code", "name", "kana")
"""Fields of an association that are no values of its."""
GIVEN = frozenset({"since", "until", "source"})
"""What is not typed in: it follows from what is done."""
MOST = 10_000_000
"""No city counts more of anything."""


class AssociationForm(QWidget):
    """Takes what staff know of an association.

    Parameters
    ----------
    save, cancel
        Called with the association and the day (ISO 8601; empty for a correction), or without.

    Attributes
    ----------
    fields
        By the names of the columns.
    """

    def __init__(self, save: Callable[[Association, str], object], cancel: Callable[[], object]) -> None:
        super().__init__()
        self._save = save
        self._one: Association | None = None
        inside = column(self, space=8)
        self.fields: dict[str, QLineEdit] = {}
        group, form = "", Form()
        inside.addLayout(form)
        for one in _asked():
            if one.group != group:
                group = one.group
                form.addWidget(label(said(group), "heading"), form.rowCount(), 0, 1, 2)
            self.fields[one.name] = form.line(said(one.label))
            if one.kind == "date":
                self.fields[one.name].setPlaceholderText(translate("panels", "例: 令和8年4月1日"))
        self.correct = QRadioButton(translate("panels", "今の台帳を直す（訂正）"))
        self.change = QRadioButton(translate("panels", "この日から変わる（前の内容も残す）"))
        self.correct.setChecked(True)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy/MM/dd")
        self.day.setAccessibleName(translate("panels", "変わる日"))
        self.day.setEnabled(False)
        self.change.toggled.connect(self.day.setEnabled)
        self.era = label("", "small")
        self.era.hide()
        self.change.toggled.connect(self.era.setVisible)
        self.day.dateChanged.connect(lambda _: self._tell_day())
        inside.addWidget(self.correct)
        inside.addWidget(self.change)
        inside.addWidget(self.day)
        inside.addWidget(self.era)
        self.trouble = label("", "danger")
        self.trouble.hide()
        inside.addWidget(self.trouble)
        line = row(space=8)
        line.addWidget(button(translate("panels", "保存する"), self.save, role="primary"))
        line.addWidget(button(translate("panels", "やめる"), cancel))
        line.addStretch(1)
        inside.addLayout(line)

    def fill(self, one: Association) -> None:
        """Show an association to be changed."""
        self._one = one
        for each in _asked():
            known = getattr(one, each.name) if each.name in OWN else one.values.get(each.name)
            self.fields[each.name].setText(shown(known, each.kind))
            mark(self.fields[each.name], bad=False)
        self.correct.setChecked(True)
        self.day.setDate(QDate.currentDate())
        self._tell_day()
        self.trouble.hide()

    def _tell_day(self) -> None:
        day = era_day_of(self.day.date().toString("yyyy-MM-dd"))
        self.era.setText(translate("panels", "{day}から").format(day=day))

    def save(self) -> None:
        """Keep what stands in the form, or say what cannot be."""
        if self._one is None:
            return
        bad = []
        told: dict[str, Any] = {}
        for one in _asked():
            field = self.fields[one.name]
            value, sound = read(field.text(), one.kind)
            mark(field, bad=not sound)
            if not sound:
                bad.append(said(one.label))
            elif value is not None:
                told[one.name] = value
        if not told.get("name") and "name" not in bad:
            mark(self.fields["name"], bad=True)
            bad.append(said(next(one.label for one in ATTRIBUTES if one.name == "name")))
        self.trouble.setVisible(bool(bad))
        if bad:
            names = translate("panels", "、").join(bad)
            words = translate(
                "panels", "{names}を確かめてください。数は数字で、日は 令和8年4月1日 のように書きます。"
            )
            self.trouble.setText(words.format(names=names))
            return
        own = {name: str(told.pop(name, "")) for name in OWN}
        kept = {name: value for name, value in self._one.values.items() if name not in self.fields}
        day = self.day.date().toString("yyyy-MM-dd") if self.change.isChecked() else ""
        self._save(replace(self._one, values={**kept, **told}, **own), day)


def shown(value: object, kind: str) -> str:
    """Return a value of a column as it stands in its field, days in the Japanese calendar."""
    text = "" if value is None else str(value)
    return era_day_of(text) if kind == "date" else text


def read(text: str, kind: str) -> tuple[Any, bool]:
    """Return what was typed as a value of a column (None for nothing), and whether it can be one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None, True
    if kind == "integer":
        digits = plain.replace(",", "")
        sound = digits.isascii() and digits.isdigit() and int(digits) <= MOST
        return (int(digits) if sound else None), sound
    if kind == "date":
        import pyarrow as pa

        from importers.tables.dates import read_dates

        (found,) = read_dates(pa.array([plain], pa.string()), named=True).text.to_pylist()
        return (found or None), found is not None
    return text.strip(), True


def _asked() -> Iterator[Attribute]:
    return (one for one in ATTRIBUTES if one.name not in GIVEN)


def mark(field: QLineEdit, *, bad: bool) -> None:
    """Let a field show that what stands in it cannot be."""
    field.setProperty("bad", bad)
    field.style().unpolish(field)
    field.style().polish(field)
