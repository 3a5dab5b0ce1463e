"""Which association is ours? The answer to a click on the map, an address, a building or a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QLineEdit, QWidget

from gisapp.desks.areas import lookup
from gisapp.desks.areas.lookup import Standing
from gisapp.session import SELECT
from gisapp.ui.areas import outputs
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.marks import outlined
from gisapp.ui.cards import LongButton, button, column, exchange, label
from gisapp.ui.unfolding import tag
from gisapp.ui.words import sentence, told, translate
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gisapp.desks.areas.lookup import Answer, Directory
    from gisapp.tools.base import Clicked
    from gisapp.ui.areas.desk import AreasDesk
    from layers.feedback import Feedback
    from layers.project import Project

ASKING = QT_TRANSLATE_NOOP(CONTEXT, "「{text}」の自治会を調べる")
MOST = 6
"""Associations that are offered where there are several."""
HOUSE, AREA = (200, 16, 46), (31, 95, 168)
WIDTH = 4.0


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: words, or a place (2,) with the feature that was clicked there."""

    words: str = ""
    place: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None
    layer: str = ""
    row: int = -1


class LookupCard(AreaCard):
    """Asks and answers.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "うちはどの自治会？"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(translate("panels", "住所・建物・自治会の名前"))
        self.words.setAccessibleName(translate("panels", "住所・建物・自治会の名前"))
        self.words.setClearButtonEnabled(True)
        self.words.returnPressed.connect(self._ask_words)
        self.inside.addWidget(self.words)
        self.hint = label(translate("panels", "地図の建物や場所をクリックしても答えます。"), "small")
        self.inside.addWidget(self.hint)
        self.said = QWidget()
        self._holder = column(self.said)
        self.inside.addWidget(self.said)
        self.said.hide()
        self._directory: Directory | None = None
        self._basis: tuple[object, ...] = ()
        self.answer: Answer | None = None
        desk.clicked.connect(self._take)

    def show_ledger(self) -> None:
        """Ask the ledger of now next time; an answer of another ledger is taken away."""
        self.setVisible(self.desk.asked)
        if self.answer is not None and self._known() is None:
            self.forget()

    def forget(self) -> None:
        """Show no answer."""
        self.answer = None
        self.said.hide()
        self.hint.show()
        self.desk.stand("lookup", ())

    # ---------------------------------------------------------------- asking

    def _known(self) -> Directory | None:
        """Return the directory that was made, if nothing has changed since."""
        project = self.desk.session.project
        now = (project.records, project.layers, self.desk.day)
        same = len(self._basis) == len(now) and all(
            one is two for one, two in zip(self._basis, now, strict=True)
        )
        return self._directory if same else None

    def _ask_words(self) -> None:
        words = self.words.text().strip()
        if words:
            self.ask(Question(words))

    def _take(self, news: Clicked) -> None:
        """Take a click on the map; a tool that is in hand has other plans for it."""
        if not self.desk.ledger or self.desk.session.tool != SELECT or news.place is None:
            return
        layer = "" if news.hit is None else news.hit.layer
        row = -1 if news.hit is None else news.hit.feature
        self.wanted.emit()
        self.ask(Question("", np.asarray(news.place[:2], np.float64), layer, row))

    def ask(self, question: Question) -> None:
        """Ask beside the window; the newest question is the one that counts."""
        project, day = self.desk.session.project, self.desk.day
        basis = (project.records, project.layers, day)
        self.desk.window.show_right(facts=False)

        def done(found: tuple[Directory, Answer | AnalysisFailed]) -> None:
            self._directory, self._basis = found[0], basis
            if isinstance(found[1], AnalysisFailed):
                self._tell(found[1])
            else:
                self._show(found[1])

        label_ = Message(ASKING, {"text": question.words}) if question.words else ""
        self.desk.run(label_, answered, project, day, question, self._known(), then=done, key="areas-lookup")

    # ---------------------------------------------------------------- answering

    def _tell(self, error: AnalysisFailed) -> None:
        """Say why there is no answer."""
        self.forget()
        self._put(label(told(error), "warn"))

    def _put(self, *widgets: QWidget) -> None:
        """Show widgets as the answer."""
        fresh = QWidget()
        inside = column(fresh, space=4)
        for one in widgets:
            inside.addWidget(one)
        self.said.show()
        self.hint.hide()
        exchange(self._holder, fresh)

    def _show(self, answer: Answer) -> None:
        self.answer = answer
        self._put(*self._words(answer))
        lines = [one.line for one in answer.associations]
        if len(lines) == 1 and answer.standing is Standing.NAMED:
            self.desk.go(lines[0])
        elif len(lines) <= 1:
            self.desk.choose("".join(lines))
        self._mark(answer)

    def _words(self, answer: Answer) -> Iterator[QWidget]:
        yield label(answer.asked, "small", select=True)
        if answer.standing is Standing.ONE:
            one = answer.associations[0]
            yield label(one.name or one.code, "figure", select=True)
            code = translate("panels", "コード {code}").format(code=one.code) if one.code else ""
            if one.kana or code:
                yield label("　".join(filter(None, (one.kana, code))), "small", select=True)
        else:
            if answer.standing is Standing.NONE:
                yield tag(translate("panels", "未組織"), "confirm")
            yield label(sentence(answer.said), select=True)
            for one in answer.associations[:MOST]:
                see = partial(self.desk.go, one.line)
                yield LongButton(one.name or one.code, see)
        for remark in answer.remarks:
            yield label(sentence(remark), "small", select=True)
        if answer.standing is not Standing.NAMED:
            notice = translate("panels", "ご案内（PDF）…")
            yield button(notice, partial(outputs.ask_notice_of, self.desk, answer))

    def _mark(self, answer: Answer) -> None:
        """Let the building that was meant, and the areas that have it, stand out in the view."""
        directory, project = self._directory, self.desk.session.project
        if directory is None:
            return
        rows = [row for row, one in enumerate(directory.associations) if one in answer.associations[:MOST]]
        areas = [directory.shapes[row] for row in rows if directory.shapes[row] is not None]
        house = [] if answer.footprint is None else [answer.footprint]
        self.desk.stand(
            "lookup", (*outlined(project, areas, AREA, WIDTH), *outlined(project, house, HOUSE, WIDTH))
        )


def answered(
    project: Project, day: str, question: Question, known: Directory | None, *, feedback: Feedback
) -> tuple[Directory, Answer | AnalysisFailed]:
    """Answer a question; runs beside the window.

    Returns
    -------
    tuple
        The directory for the next question, and the answer, or why there is none.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the ledger holds nothing on the day.
    """
    feedback.step()
    directory = lookup.opened(project, day) if known is None else known
    feedback.step()
    try:
        return directory, _answer(project, directory, question)
    except AnalysisFailed as error:
        return directory, error


def _answer(project: Project, directory: Directory, question: Question) -> Answer:
    if question.place is None:
        try:
            return directory.named(question.words)
        except AnalysisFailed:
            return directory.address(question.words)
    layer = project.layer(question.layer)
    if layer is not None and layer.kind == "buildings" and layer.data is not None:
        asked = layer.describe(question.row).title
        return directory.building(layer, question.row, asked)
    return directory.at(question.place)
