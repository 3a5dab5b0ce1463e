"""All that is known of one building, in words: for the card in the window and the sheet of a household."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import HOW, How, State
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.refuge import LONG, REASONS, Verdict
from gisapp.desks.hazard.shelters import ASKED
from gisapp.desks.hazard.table import VERDICTS, source_line
from gisapp.paper.document import Cell
from gisapp.paper.document import State as Sure
from importers.products.depths import depth_message
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gisapp.desks.hazard.answers import Answer
    from gisapp.desks.hazard.classes import Kind
    from gisapp.desks.hazard.shelters import Shelters
    from gisapp.desks.hazard.study import Study

NEAREST = 3
"""Shelters that are named."""
NONE_HERE = QT_TRANSLATE_NOOP(CONTEXT, "区域の外")
INSIDE = QT_TRANSLATE_NOOP(CONTEXT, "区域の中")
UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")
NO_DATA = QT_TRANSLATE_NOOP(CONTEXT, "未確認（資料がありません）")
VALUE = QT_TRANSLATE_NOOP(CONTEXT, "{depth:.2f} m")
CONDITIONS = (
    QT_TRANSLATE_NOOP(CONTEXT, "① 家屋倒壊等氾濫想定区域に入っていない"),
    QT_TRANSLATE_NOOP(CONTEXT, "② 浸水する深さより居室が高い"),
    QT_TRANSLATE_NOOP(CONTEXT, "③ 水がひくまで我慢でき、水・食糧などの備えが十分"),
)
"""Official wording (内閣府「避難情報に関するガイドライン」)."""
MARKS = "①②③"
PARTLY = QT_TRANSLATE_NOOP(CONTEXT, "屋内安全確保は要確認（{open}が未確認）")
PARTLY_REASON = QT_TRANSLATE_NOOP(
    CONTEXT, "水の深さだけなら {floor} 階以上が目安を超えません。資料のない条件を確かめてください。"
)
"""Where a condition is unknown nobody can say that people may stay."""
YES, NO = QT_TRANSLATE_NOOP(CONTEXT, "当てはまる"), QT_TRANSLATE_NOOP(CONTEXT, "当てはまらない")
HIGHER = QT_TRANSLATE_NOOP(CONTEXT, "{floor} 階以上なら当てはまる")
LASTS = QT_TRANSLATE_NOOP(CONTEXT, "浸水は {hours} 時間以上続く想定。備えを確かめてください")
LASTS_SHORT = QT_TRANSLATE_NOOP(CONTEXT, "浸水は {hours} 時間以上続く想定")
DIFFERS = QT_TRANSLATE_NOOP(CONTEXT, "建物の属性では {text}")
SHARE = QT_TRANSLATE_NOOP(CONTEXT, "建物の {share} % に掛かる")
GUESSED = QT_TRANSLATE_NOOP(CONTEXT, "{storeys} 階（高さからの推定）")
STOREYS = QT_TRANSLATE_NOOP(CONTEXT, "{storeys} 階")
ON_FOOT = QT_TRANSLATE_NOOP(CONTEXT, "歩いて最寄りの避難先（浸水する道路を通らない道のり）")
DRAWN = QT_TRANSLATE_NOOP(CONTEXT, "地図に緑の線で示しています")
WAY = QT_TRANSLATE_NOOP(CONTEXT, "{name}　{metres} m")
NO_WAY = QT_TRANSLATE_NOOP(CONTEXT, "浸水する道路を通らずに歩いて行ける避難先がありません")
IN_HAZARD = QT_TRANSLATE_NOOP(CONTEXT, "この避難先も想定区域の中です")
STAYS = QT_TRANSLATE_NOOP(CONTEXT, "近くの避難所（災害の種別は未確認）")
STAYS_NOTE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "避難所の一覧には、どの災害で使えるかが書かれていません。開設する避難所は、市の発表で確かめてください。",
)
"""Lists of 指定避難所 tell no kind of disaster."""


@dataclass(frozen=True)
class Line:
    """One thing: what it is about, the answer, and what it rests on."""

    about: Message
    answer: Message
    sure: Sure = Sure.PLAIN
    notes: tuple[Message, ...] = ()

    @property
    def cell(self) -> Cell:
        """The answer for paper."""
        return Cell(str(self.answer), self.sure)


@dataclass(frozen=True)
class Refuge:
    """A shelter: its name, how far it is in a straight line, and what to know of it."""

    name: str
    metres: float
    warning: Message | None = None


@dataclass(frozen=True, eq=False)
class Facts:
    """A building.

    Attributes
    ----------
    id, row
        What it is called, and its number among those that were asked about.
    verdict, reason
        Whether people may stay, and what decides.
    sure
        How bad or sure that is.
    floor
        Lowest floor that stays dry, 0 for none.
    figures
        Storeys and ground.
    conditions
        The three official ones.
    hazards
        One line for each.
    shelters
        The nearest that serve.
    stays
        The nearest places to stay (指定避難所) of a list that does not tell for which disasters.
    walk
        The nearest on foot along roads that stay dry; None without shelters or lines of roads.
    sources
        What it rests on.
    """

    id: str
    row: int
    verdict: Message
    reason: Message
    sure: Sure
    floor: int
    figures: tuple[Line, ...]
    conditions: tuple[Line, ...]
    hazards: tuple[Line, ...]
    shelters: tuple[Refuge, ...]
    stays: tuple[Refuge, ...]
    walk: Line | None
    sources: tuple[str, ...]


_SURE = {
    Verdict.DRY: Sure.PLAIN,
    Verdict.STAY: Sure.APPLIES,
    Verdict.CONFIRM: Sure.CONFIRM,
    Verdict.LEAVE: Sure.DANGER,
    Verdict.UNKNOWN: Sure.UNKNOWN,
}


def facts_of(study: Study, row: int) -> Facts:
    """Return all that is known of a building.

    Parameters
    ----------
    study
        The answers.
    row
        Number of the building among those that were asked about.
    """
    combined = study.answers.combined
    verdict = Verdict(int(combined.refuge.verdict[row]))
    floor = int(combined.refuge.safe_floor[row])
    said, reason = Message(VERDICTS[verdict]), Message(REASONS[combined.refuge.reason[row]])
    sure = _SURE[verdict]
    conditions = _conditions(study, row, verdict)
    marked = zip(MARKS, conditions, strict=True)
    open_ = "・".join(mark for mark, one in marked if one.sure is Sure.UNKNOWN)
    if verdict is Verdict.STAY and open_:
        said, reason = Message(PARTLY, {"open": open_}), Message(PARTLY_REASON, {"floor": floor})
        sure = Sure.CONFIRM
    return Facts(
        str(study.answers.targets.ids[row]),
        row,
        said,
        reason,
        sure,
        floor,
        _figures(study, row),
        conditions,
        tuple(hazard_line(one, row) for one in study.answers.answers),
        _shelters(study, row),
        _nearest(study.unflagged, study, row),
        _walk(study, row),
        tuple(source_line(one) for one in study.answers.answers),
    )


def _figures(study: Study, row: int) -> tuple[Line, ...]:
    targets = study.answers.targets
    storeys, ground = targets.storeys[row], targets.ground[row]
    told = GUESSED if targets.estimated[row] else STOREYS
    sure = Sure.CONFIRM if targets.estimated[row] else Sure.PLAIN
    number = (
        Line(Message(QT_TRANSLATE_NOOP(CONTEXT, "地上階数")), Message(UNKNOWN), Sure.UNKNOWN)
        if np.isnan(storeys)
        else Line(
            Message(QT_TRANSLATE_NOOP(CONTEXT, "地上階数")), Message(told, {"storeys": f"{storeys:g}"}), sure
        )
    )
    about = Message(QT_TRANSLATE_NOOP(CONTEXT, "地盤の標高"))
    height = (
        Line(about, Message(UNKNOWN), Sure.UNKNOWN)
        if np.isnan(ground)
        else Line(about, Message(VALUE, {"depth": float(ground)}))
    )
    return number, height


def _conditions(study: Study, row: int, verdict: Verdict) -> tuple[Line, ...]:
    combined = study.answers.combined
    themes = {one.hazard.theme for one in study.answers.answers}
    first = Line(Message(CONDITIONS[0]), Message(NO_DATA), Sure.UNKNOWN)
    if Theme.COLLAPSE in themes:
        inside = bool(combined.collapse[row])
        first = Line(
            Message(CONDITIONS[0]), Message(NO if inside else YES), Sure.DANGER if inside else Sure.APPLIES
        )
    floor = int(combined.refuge.safe_floor[row])
    if verdict is Verdict.UNKNOWN:
        second = Line(Message(CONDITIONS[1]), Message(UNKNOWN), Sure.UNKNOWN)
    elif floor > 1:
        second = Line(Message(CONDITIONS[1]), Message(HIGHER, {"floor": floor}), Sure.APPLIES)
    elif floor == 1 or verdict is Verdict.DRY:
        second = Line(Message(CONDITIONS[1]), Message(YES), Sure.APPLIES)
    else:
        second = Line(Message(CONDITIONS[1]), Message(NO), Sure.DANGER)
    hours = float(combined.hours[row])
    third = Line(Message(CONDITIONS[2]), Message(NO_DATA), Sure.UNKNOWN)
    if np.isfinite(hours):
        words = LASTS if hours >= LONG else LASTS_SHORT
        sure = Sure.CONFIRM if hours >= LONG else Sure.PLAIN
        third = Line(Message(CONDITIONS[2]), Message(words, {"hours": f"{hours:g}"}), sure)
    elif verdict is Verdict.DRY:
        third = Line(Message(CONDITIONS[2]), Message(YES), Sure.APPLIES)
    return first, second, third


def hazard_line(answer: Answer, row: int) -> Line:
    """Return what a building gets of one hazard, in words."""
    hazard = answer.hazard
    about = hazard.called
    state = State(int(answer.state[row]))
    notes: list[Message] = []
    given = answer.given
    if given is not None and answer.differs[row]:
        carried = bool(given.rank[row]) or np.isfinite(given.depth[row])
        ends = depth_message(float(given.lower[row]), float(given.upper[row]))
        notes.append(Message(DIFFERS, {"text": ends if carried else Message(NONE_HERE)}))
    if state is State.UNDETERMINED:
        return Line(about, Message(UNKNOWN), Sure.UNKNOWN, tuple(notes))
    if state is State.NOT:
        return Line(about, Message(NONE_HERE), Sure.PLAIN, tuple(notes))
    lower, upper, how = float(answer.lower[row]), float(answer.upper[row]), How(int(answer.how[row]))
    if hazard.theme is Theme.DEPTH:
        valued = how in (How.VALUE, How.LEVEL) and lower == upper
        said = Message(VALUE, {"depth": lower}) if valued else depth_message(lower, upper)
        notes.insert(0, Message(HOW[how]))
    else:
        number = int(answer.rank[row])
        text = hazard.classes[number - 1].text if 0 < number <= len(hazard.classes) else INSIDE
        # Braces in a text of the source are no places for values.
        said = Message("{text}", {"text": text}) if "{" in text or "}" in text else Message(text)
    if np.isfinite(answer.share[row]) and answer.share[row] < 0.995:
        notes.append(Message(SHARE, {"share": f"{100 * answer.share[row]:.0f}"}))
    danger = hazard.theme in (Theme.COLLAPSE, Theme.ZONE)
    return Line(about, said, Sure.DANGER if danger else Sure.APPLIES, tuple(notes))


def _walk(study: Study, row: int) -> Line | None:
    if study.walked is None or study.shelters is None:
        return None
    shelter = int(study.walked.shelter[row])
    if shelter < 0:
        return Line(Message(ON_FOOT), Message(NO_WAY), Sure.CONFIRM)
    values = {"name": str(study.shelters.names[shelter]), "metres": f"{study.walked.distance[row]:,.0f}"}
    return Line(Message(ON_FOOT), Message(WAY, values), notes=(Message(DRAWN),))


def _shelters(study: Study, row: int) -> tuple[Refuge, ...]:
    """Return the nearest shelters that serve in all that reaches the building; in all there is when dry."""
    kinds = {
        ASKED.get(one.hazard.kind, one.hazard.kind)
        for one in study.answers.answers
        if one.state[row] == State.AFFECTED
    }
    return _nearest(
        study.shelters, study, row, kinds or {ASKED.get(one.kind, one.kind) for one in study.hazards}
    )


def _nearest(
    shelters: Shelters | None, study: Study, row: int, kinds: AbstractSet[Kind] = frozenset()
) -> tuple[Refuge, ...]:
    """Return the nearest places of a list that serve in some kinds of disaster."""
    point = study.answers.targets.points[row]
    if shelters is None or not np.isfinite(point).all():
        return ()
    serves = np.ones(len(shelters), np.bool_)
    for kind in kinds:
        serves &= shelters.serves.get(kind, np.zeros(len(shelters), np.bool_))
    away = np.hypot(*(shelters.points - point).T)
    away = np.where(serves & np.isfinite(away), away, np.inf)
    order = [one for one in np.argsort(away, kind="stable")[:NEAREST].tolist() if np.isfinite(away[one])]
    return tuple(
        Refuge(
            str(shelters.names[one]),
            float(away[one]),
            Message(IN_HAZARD) if shelters.reached[one] else None,
        )
        for one in order
    )
