"""Counts and figures of a layer's features by group: what the panel 「集計」 and ``gisapp query`` answer.

What is missing is a line of its own, never a zero: a feature whose group is unknown is 「未確認」, and a
figure is made of the values that are known, with the number of those that are not beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from layers.colours import classified
from layers.errors import MissingAttribute
from layers.filters import NUMERIC
from layers.messages import QT_TRANSLATE_NOOP
from layers.query.spatial import LayerShapes
from styles import presets, propose
from styles.style import ByRange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer, Table
    from layers.feedback import Feedback

ALL = QT_TRANSLATE_NOOP("messages", "すべて")
UNKNOWN = QT_TRANSLATE_NOOP("messages", "未確認")
OUTSIDE = QT_TRANSLATE_NOOP("messages", "どの区域にも入らない")
OTHERS = QT_TRANSLATE_NOOP("messages", "そのほか（{count} 種）")
NO_ATTRIBUTE = QT_TRANSLATE_NOOP(
    "messages", "レイヤ「{layer}」に、集計に使う項目「{attribute}」がありません。"
)

MOST_GROUPS = 200
"""So many lines are told apart; the rarest others share one."""
TITLES = ("名称", "名前", "自治会名", "町丁目名", "地区名", "施設名", "s_name", "name", "用途地域")
"""Names or labels of columns by which areas are called, the best first."""


class Measure(StrEnum):
    """What is told of each group."""

    COUNT = "count"
    SHARE = "share"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    MIN = "min"
    MAX = "max"


OF_COLUMN = (Measure.SUM, Measure.MEAN, Measure.MEDIAN, Measure.MIN, Measure.MAX)
"""Measures of a number column."""


class By(StrEnum):
    """What makes the groups."""

    NOTHING = "nothing"
    COLUMN = "column"
    AREAS = "areas"


class Method(StrEnum):
    """How a column of numbers is cut into classes."""

    STANDARD = "standard"
    EVEN = "pretty"
    QUANTILE = "quantile"


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    by, name
        What makes the groups: a column, or the areas of another layer by its id.
    method, classes
        How a column of numbers is cut.
    of
        Number column whose figures are told, empty for counts alone.
    """

    by: By = By.NOTHING
    name: str = ""
    method: Method = Method.STANDARD
    classes: int = 7
    of: str = ""


class LineKind(StrEnum):
    """What a line stands for."""

    GROUP = "group"
    OTHERS = "others"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One group.

    Attributes
    ----------
    kind
        Whether it is a group proper.
    label
        What it is called; the words of other kinds are marked for translation.
    code
        Code or text of the group, empty for classes of numbers.
    count
        Features in it.
    known
        How many of them have a value in the number column.
    figures
        Sum, mean, median, least and greatest; absent where nothing is known.
    merged
        How many groups it stands for, for :data:`LineKind.OTHERS`.
    """

    kind: LineKind
    label: str
    code: str
    count: int
    known: int = 0
    figures: Mapping[Measure, float] = field(default_factory=dict)
    merged: int = 0


@dataclass(frozen=True, eq=False)
class Summary:
    """The answer.

    Attributes
    ----------
    question
        What was asked.
    lines
        The groups in their order, 「未確認」 last.
    member
        (n,) int32: the line of each feature, -1 for those that were not asked for.
    total
        All of them as one line.
    group, of
        The columns, None where there is none.
    ordered
        Whether the lines are classes of numbers that follow each other.
    """

    question: Question
    lines: tuple[Line, ...]
    member: NDArray[np.int32]
    total: Line
    group: Attribute | None = None
    of: Attribute | None = None
    ordered: bool = False

    def share(self, line: Line) -> float:
        """Return how many per cent of all asked for are in a line."""
        return 100.0 * line.count / self.total.count if self.total.count else 0.0

    def features(self, line: int) -> NDArray[np.uint32]:
        """Return the features of a line, (k,) rising."""
        return np.flatnonzero(self.member == line).astype(np.uint32)


@dataclass(frozen=True, eq=False)
class _Groups:
    """Which group each feature is in: -1 unknown, -2 outside; and what the groups are called."""

    index: NDArray[np.int32]
    labels: Sequence[str]
    codes: Sequence[str]
    attribute: Attribute | None = None
    ordered: bool = False
    by_count: bool = False


def summarise(
    layer: Layer,
    question: Question,
    chosen: NDArray[np.bool_] | None,
    other: Layer | None = None,
    *,
    feedback: Feedback,
) -> Summary:
    """Return counts and figures by group.

    Parameters
    ----------
    layer
        With its data opened.
    question
        What is asked.
    chosen
        (n,) which features are asked for, None for all.
    other
        The layer whose areas make the groups, when they do.

    Raises
    ------
    layers.errors.MissingAttribute
        When a column is not there.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    feedback.step()
    table = layer.table()
    groups = _groups(layer, question, other, feedback)
    feedback.step()
    asked = np.ones(len(table), dtype=bool) if chosen is None else chosen
    member, lines = _lines(groups, asked)
    of = _attribute(layer, table, question.of) if question.of else None
    values = table.numbers(question.of) if of is not None else None
    feedback.step()
    told = _told(lines, member, values)
    whole = _told([Line(LineKind.GROUP, ALL, "", int(asked.sum()))], np.where(asked, 0, -1), values)[0]
    return Summary(question, tuple(told), member, whole, groups.attribute, of, groups.ordered)


def _attribute(layer: Layer, table: Table, name: str) -> Attribute:
    for one in table.attributes:
        if one.name == name:
            return one
    raise MissingAttribute(NO_ATTRIBUTE, values={"layer": layer.name, "attribute": name})


def _groups(layer: Layer, question: Question, other: Layer | None, feedback: Feedback) -> _Groups:
    table = layer.table()
    if question.by is By.AREAS and other is not None:
        return _areas(layer, other, feedback)
    if question.by is not By.COLUMN:
        return _Groups(np.zeros(len(table), dtype=np.int32), [ALL], [""])
    attribute = _attribute(layer, table, question.name)
    if attribute.kind in NUMERIC:
        style = class_style(table, attribute, question.method, question.classes)
        found = classified(table, style)
        index = np.where(found == -2, -1, np.where(found == -1, -3, found)).astype(np.int32)
        labels = [
            one.label or propose.label(one.low, one.high, attribute.unit, attribute.kind)
            for one in style.ranges
        ]
        if (index == -3).any():  # a palette made for the column may leave out some numbers
            index[index == -3] = len(labels)
            labels.append(OTHERS.format(count=1))
        return _Groups(index, labels, [""] * len(labels), attribute, ordered=True)
    index, codes = table.categories(attribute.name)
    meanings = table.labels(attribute.name)
    labels = [meanings.get(code, code) for code in codes]
    return _Groups(index, labels, codes, attribute, by_count=attribute.kind != "code")


def class_style(table: Table, attribute: Attribute, method: Method, classes: int) -> ByRange:
    """Return the classes of a number column: those made for it where there are any, or own ones."""
    if method is Method.STANDARD:
        for one in presets.presets_for(attribute.name):
            style = one.style(attribute.name)
            if isinstance(style, ByRange):
                return style
    return propose.by_range(
        attribute.name,
        table.numbers(attribute.name),
        unit=attribute.unit,
        kind=attribute.kind,
        classes=classes,
        method="" if method is Method.STANDARD else str(method),
    )


def _areas(layer: Layer, other: Layer, feedback: Feedback) -> _Groups:
    asking = replace(layer, others={**layer.others, other.id: replace(other, filter=(), others={})})
    found = LayerShapes(asking, feedback).assigned(other.id)
    names = area_names(other)
    labels, place = np.unique(names, return_inverse=True)
    index = (
        np.where(found >= 0, place[np.maximum(found, 0)], np.where(found == -1, -2, -1))
        if len(names)
        else found
    )
    attribute = title_column(other.table())
    return _Groups(index.astype(np.int32), labels.tolist(), labels.tolist(), attribute, by_count=True)


def title_column(table: Table) -> Attribute | None:
    """Return the column by which areas are called, None when there is none."""
    for wanted in TITLES:
        for one in table.attributes:
            if wanted in (one.name, one.label):
                return one
    for one in table.attributes:
        if one.label.endswith(("名", "名称")):
            return one
    return next((one for one in table.attributes if one.kind in ("code", "text")), None)


def area_names(other: Layer) -> NDArray[np.str_]:
    """Return what each area is called, (n,); those without a name by their number."""
    table = other.table()
    column = title_column(table)
    numbers = np.char.add("No. ", np.char.mod("%d", np.arange(1, len(table) + 1)))
    if column is None:
        return numbers
    texts = table.texts(column.name).astype(str)
    return np.where(texts == "", numbers, texts)


def _lines(groups: _Groups, asked: NDArray[np.bool_]) -> tuple[NDArray[np.int32], list[Line]]:
    """Return the line of each feature, and the lines with their counts; groups without features are left out.

    Classes of numbers stay, also where they are empty: a gap is something to see.
    """
    index = np.where(asked, groups.index, -9)
    counts = np.bincount(index[index >= 0], minlength=len(groups.labels))
    kept = np.arange(len(counts)) if groups.ordered else np.flatnonzero(counts)
    if len(kept) and (groups.by_count or len(kept) > MOST_GROUPS):
        kept = kept[np.argsort(-counts[kept], kind="stable")]
    rest = kept[MOST_GROUPS:]
    kept = kept[:MOST_GROUPS]
    line_of = np.full(len(counts) + 1, -1, dtype=np.int32)
    line_of[kept] = np.arange(len(kept), dtype=np.int32)
    lines = [
        Line(LineKind.GROUP, groups.labels[group], groups.codes[group], int(counts[group]))
        for group in kept.tolist()
    ]
    if len(rest):
        line_of[rest] = len(lines)
        lines.append(Line(LineKind.OTHERS, OTHERS, "", int(counts[rest].sum()), merged=len(rest)))
    member = np.where(index >= 0, line_of[np.maximum(index, -1)], np.int32(-1)).astype(np.int32)
    for mark, kind, label in ((-2, LineKind.OUTSIDE, OUTSIDE), (-1, LineKind.UNKNOWN, UNKNOWN)):
        there = index == mark
        if there.any():
            member[there] = len(lines)
            lines.append(Line(kind, label, "", int(there.sum())))
    return member, lines


def _told(lines: list[Line], member: NDArray[np.integer], values: NDArray[np.float64] | None) -> list[Line]:
    """Return the lines with figures of the values that are known."""
    if values is None or not lines:
        return lines
    valid = (member >= 0) & np.isfinite(values)
    groups, numbers = member[valid], values[valid]
    # First by value, then by the few groups, whose small integers numpy sorts without comparing.
    order = np.argsort(numbers)
    order = order[np.argsort(groups[order].astype(np.int16), kind="stable")]
    groups, numbers = groups[order], numbers[order]
    places = np.arange(len(lines))
    first, stop = np.searchsorted(groups, places), np.searchsorted(groups, places, side="right")
    known = stop - first
    sums = np.bincount(groups, numbers, minlength=len(lines))
    some = np.flatnonzero(known)
    middle = np.zeros(len(lines))
    low, high = first[some] + (known[some] - 1) // 2, first[some] + known[some] // 2
    middle[some] = (numbers[low] + numbers[high]) / 2
    told = list(lines)
    for place in some.tolist():
        count = int(known[place])
        figures = {
            Measure.SUM: float(sums[place]),
            Measure.MEAN: float(sums[place] / count),
            Measure.MEDIAN: float(middle[place]),
            Measure.MIN: float(numbers[first[place]]),
            Measure.MAX: float(numbers[stop[place] - 1]),
        }
        told[place] = replace(lines[place], known=count, figures=figures)
    return told
