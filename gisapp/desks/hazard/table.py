"""The answers as a table: one row for each building, for filters, sorting and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.hazard.answers import HOW, State
from gisapp.desks.hazard.classes import Kind
from gisapp.desks.hazard.columnwords import BUILDING, HAZARD, UNITS
from gisapp.desks.hazard.depthgrid import STANDARD_CLASSES
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.refuge import REASONS, Verdict
from importers.products.depths import depth_message, told_class
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answer, Answers
    from gisapp.desks.hazard.hazards import HazardClass
    from layers.base import Layer

    Say = Callable[[Message], str]

STATES = {
    State.NOT: QT_TRANSLATE_NOOP(CONTEXT, "該当なし"),
    State.AFFECTED: QT_TRANSLATE_NOOP(CONTEXT, "該当"),
    State.UNDETERMINED: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
}
VERDICTS = {
    Verdict.DRY: QT_TRANSLATE_NOOP(CONTEXT, "浸水なし"),
    Verdict.STAY: QT_TRANSLATE_NOOP(CONTEXT, "屋内安全確保ができる"),
    Verdict.CONFIRM: QT_TRANSLATE_NOOP(CONTEXT, "要確認"),
    Verdict.LEAVE: QT_TRANSLATE_NOOP(CONTEXT, "立退き避難"),
    Verdict.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
}
YES_NO = {0: QT_TRANSLATE_NOOP(CONTEXT, "いいえ"), 1: QT_TRANSLATE_NOOP(CONTEXT, "はい")}
ALL = QT_TRANSLATE_NOOP(CONTEXT, "すべての想定")
UNCHECKED: dict[Kind | Theme, str] = {
    Kind.COLLAPSE: QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域"),
    Kind.LANDSLIDE: QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域"),
    Theme.DURATION: QT_TRANSLATE_NOOP(CONTEXT, "浸水継続時間"),
}
"""What nobody can have looked at when there is no datum of it."""


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """A table of buildings.

    Attributes
    ----------
    layer
        The layer that the buildings are from.
    attributes
        The columns.
    columns
        Their values by name, texts empty and numbers null where nothing is known.
    geometry
        (n,) footprints.
    crs
        Their system.
    sources
        What the answers rest on, a line for each hazard.
    """

    layer: Layer
    attributes: tuple[Attribute, ...]
    columns: pa.Table
    geometry: NDArray[np.object_]
    crs: str
    sources: tuple[str, ...]


class Columns:
    """Collects columns in their order; `attributes` tell what `values` are.

    Parameters
    ----------
    say
        Tells words in the language of whoever reads the table.
    """

    def __init__(self, say: Say = str) -> None:
        self.say = say
        self.attributes: list[Attribute] = []
        self.values: dict[str, Any] = {}

    def text(self, name: str, label: Message, values: NDArray[np.object_], group: Message) -> None:
        """Add a column of texts."""
        import pyarrow as pa

        self.attributes.append(Attribute(name, self.say(label), "", "text", self.say(group)))
        self.values[name] = pa.array(values.astype(object), pa.string())

    def meaning(
        self, name: str, label: Message, meanings: Mapping[Any, str], values: NDArray[Any], group: Message
    ) -> None:
        """Add a column of what numbers mean."""
        said = {number: self.say(Message(text)) for number, text in meanings.items()}
        self.text(name, label, words(said, values), group)

    def number(
        self,
        name: str,
        label: Message,
        unit: str,
        values: NDArray[Any],
        group: Message,
        *,
        whole: bool = False,
    ) -> None:
        """Add a column of numbers, null where they are not finite."""
        import pyarrow as pa

        known = np.isfinite(values)
        kind = "integer" if whole else "number"
        said = self.say(Message(unit)) if unit in UNITS else unit
        self.attributes.append(Attribute(name, self.say(label), said, kind, self.say(group)))
        plain = np.where(known, values, 0)
        plain = plain.astype(np.int32) if whole else np.round(plain.astype(np.float64), 3)
        self.values[name] = pa.array(plain, mask=~known)


def table_of(answers: Answers, say: Say = str) -> AnswerTable:
    """Return the answers as a table: the worst of all first, then each hazard.

    Parameters
    ----------
    answers
        What every building gets.
    say
        Tells labels and meanings in another language than Japanese; names of columns and the words of the
        sources stay.
    """
    import pyarrow as pa

    targets, combined = answers.targets, answers.combined
    made, group = Columns(say), Message(ALL)

    def text(name: str, values: NDArray[np.object_]) -> None:
        made.text(name, Message(BUILDING[name]), values, group)

    def meaning(name: str, meanings: Mapping[Any, str], values: NDArray[Any]) -> None:
        made.meaning(name, Message(BUILDING[name]), meanings, values, group)

    def number(name: str, unit: str, values: NDArray[Any], *, whole: bool = False) -> None:
        made.number(name, Message(BUILDING[name]), unit, values, group, whole=whole)

    text("id", targets.ids)
    meaning("state", STATES, combined.state)
    text("depth_class", class_texts(STANDARD_CLASSES, say)[combined.rank])
    number("depth_lower", "m", combined.lower)
    number("depth_upper", "m", combined.upper)
    titles = np.array([*(say(one.hazard.called) for one in answers.answers), ""], dtype=object)
    text("worst_hazard", titles[combined.worst])
    number("duration", "時間", combined.hours)
    looked = {one.hazard.kind for one in answers.answers}
    for kind, name, inside in (
        (Kind.COLLAPSE, "collapse", combined.collapse),
        (Kind.LANDSLIDE, "landslide", combined.landslide),
    ):
        missing = np.where(inside, State.AFFECTED, State.NOT if kind in looked else State.UNDETERMINED)
        meaning(name, STATES, missing)
    number("storeys", "階", targets.storeys, whole=True)
    meaning("storeys_estimated", YES_NO, targets.estimated.astype(np.int64))
    number("floor_area", "m2", targets.floor_area)
    meaning("floor_area_estimated", YES_NO, targets.floor_estimated.astype(np.int64))
    refuge = combined.refuge
    meaning("verdict", VERDICTS, refuge.verdict)
    meaning("reason", REASONS, refuge.reason)
    number("safe_floor", "階", np.where(refuge.safe_floor > 0, refuge.safe_floor, np.nan), whole=True)
    open_ = "・".join(say(Message(one)) for one in unchecked(answers))
    text("unchecked", np.full(len(targets), open_, dtype=object))
    number("undetermined", "", combined.open, whole=True)
    for place, answer in enumerate(answers.answers, 1):
        _add(made, f"h{place:02d}", answer)
    return AnswerTable(
        targets.layer,
        tuple(made.attributes),
        pa.table(made.values),
        targets.footprints.shapes,
        str(targets.layer.data.crs),
        tuple(source_line(one, say) for one in answers.answers),
    )


def _add(made: Columns, place: str, answer: Answer) -> None:
    """Add the columns of one hazard."""
    hazard, group = answer.hazard, answer.hazard.called

    def label(what: str) -> Message:
        return Message(HAZARD[what], {"hazard": made.say(group)})

    classes = hazard.classes or (STANDARD_CLASSES if hazard.theme is Theme.DEPTH else ())
    made.meaning(f"{place}_state", label("state"), STATES, answer.state, group)
    made.text(f"{place}_class", label("class"), class_texts(classes, made.say)[answer.rank], group)
    made.text(f"{place}_code", label("code"), answer.code, group)
    if hazard.theme in (Theme.DEPTH, Theme.DURATION):
        unit = "m" if hazard.theme is Theme.DEPTH else "時間"
        for end, values in (("lower", answer.lower), ("upper", answer.upper)):
            made.number(f"{place}_{end}", label(f"{hazard.theme}_{end}"), unit, values, group)
    if hazard.theme is Theme.DEPTH:
        made.meaning(f"{place}_is", label("is"), HOW, answer.how, group)
    if hazard.measured:
        made.number(f"{place}_share", label("share"), "%", answer.share * 100, group)
    if answer.given is not None and hazard.measured:
        given = answer.given
        stated = np.isfinite(given.depth)
        made.text(f"{place}_given_code", label("given_code"), given.code, group)
        if hazard.theme is Theme.DEPTH:
            for end, values in (("lower", given.lower), ("upper", given.upper)):
                found = np.where(stated, given.depth, values)
                made.number(f"{place}_given_{end}", label(f"given_{end}"), "m", found, group)
        differs = np.where(answer.compared, answer.differs.astype(np.int64), 2)
        made.meaning(f"{place}_differs", label("differs"), {**YES_NO, 2: ""}, differs, group)


def class_texts(classes: Sequence[HazardClass], say: Say) -> NDArray[np.object_]:
    """Return what classes are called, by number; empty for 0 and for unknown ones (-1)."""
    texts = (one.text or depth_text(one.lower, one.upper) for one in classes)
    return np.array(["", *(_class_said(one, say) for one in texts), ""], dtype=object)


def _class_said(text: str, say: Say) -> str:
    told = told_class(text, say)
    # Braces in a text of the source are no places for values.
    return told if told != text or "{" in text or "}" in text else say(Message(text))


def words(meanings: Mapping[Any, str], values: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return what numbers mean."""
    most = max(int(one) for one in meanings)
    texts = np.array([meanings.get(number, "") for number in range(most + 1)], dtype=object)
    found: NDArray[np.object_] = texts[values]
    return found


def depth_text(lower: float, upper: float) -> str:
    """Return the ends of a class in the words of the official legend."""
    return str(depth_message(lower, upper))


def unchecked(answers: Answers) -> Sequence[str]:
    """Return the conditions of staying that no datum tells of (未確認)."""
    looked: set[Kind | Theme] = {one.hazard.kind for one in answers.answers}
    looked |= {one.hazard.theme for one in answers.answers}
    if any(one.given is not None and np.isfinite(one.given.hours).any() for one in answers.answers):
        looked.add(Theme.DURATION)
    return [text for what, text in UNCHECKED.items() if what not in looked]


def source_line(answer: Answer, say: Say = str) -> str:
    """Return where the answer about a hazard comes from, as one line."""
    return f"{say(answer.hazard.called)}: {origin_text(answer)}"


def origin_text(answer: Answer) -> str:
    """Return the file, its day, who made it, and its digest."""
    origin = answer.hazard.origin
    told = [origin.file or origin.layer_name, origin.date, origin.credit, origin.digest[:12]]
    return " / ".join(one for one in told if one)
