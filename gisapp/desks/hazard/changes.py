"""How two hazards differ, counted: how many buildings come into deeper, the same or shallower water."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.colouring import DRY_WORDS, as_answered
from gisapp.desks.hazard.columnwords import CHANGE
from gisapp.desks.hazard.table import AnswerTable, Columns, source_line
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from styles.hazards import DRY, Entry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.table import Say

GROUP = QT_TRANSLATE_NOOP(CONTEXT, "2つの想定の違い")
BEFORE, AFTER = QT_TRANSLATE_NOOP(CONTEXT, "まえの想定"), QT_TRANSLATE_NOOP(CONTEXT, "あとの想定")
LEFT_OUT = QT_TRANSLATE_NOOP(CONTEXT, "このほか {count} 棟は、どちらかの想定で未確認です。")
TOTAL = QT_TRANSLATE_NOOP(CONTEXT, "合計")


@dataclass(frozen=True, eq=False)
class Changes:
    """Buildings by their class in one hazard and in another.

    Attributes
    ----------
    places
        Numbers of the answers to the first and the second hazard.
    classes
        What each class is called and how it is coloured, dry ones first, deeper ones later.
    counts
        (k, k) buildings by class in the first (rows) and the second (columns).
    unknown
        Buildings of which nobody knows for one of the two; they are in no other figure.
    """

    places: tuple[int, int]
    classes: tuple[Entry, ...]
    counts: NDArray[np.int64]
    unknown: int

    @cached_property
    def before(self) -> NDArray[np.int64]:
        """(k,) buildings of each class in the first hazard."""
        return np.asarray(self.counts.sum(axis=1))

    @cached_property
    def after(self) -> NDArray[np.int64]:
        """(k,) buildings of each class in the second hazard."""
        return np.asarray(self.counts.sum(axis=0))

    @cached_property
    def worse(self) -> NDArray[np.int64]:
        """(k,) of those of a class in the first hazard: how many are in a deeper one in the second."""
        return np.asarray(np.triu(self.counts, 1).sum(axis=1))

    @cached_property
    def same(self) -> NDArray[np.int64]:
        """(k,) how many stay in their class."""
        return np.diagonal(self.counts)

    @cached_property
    def better(self) -> NDArray[np.int64]:
        """(k,) how many are in a shallower one."""
        return np.asarray(np.tril(self.counts, -1).sum(axis=1))


def changes(answers: Answers, before: int, after: int, look: HazardLook) -> Changes:
    """Return how the classes of depth change from one hazard to another.

    Parameters
    ----------
    answers
        What every building gets.
    before, after
        Numbers of the answers to the two hazards.
    look
        Which classes are told, and how they are coloured.
    """
    one, other = (as_answered(answers, place) for place in (before, after))
    known = ~(one.unknown | other.unknown)
    lines = (Entry(DRY_WORDS, "", DRY), *look.legend())
    first, second = (look.classes.of_depth(each.depth)[known] for each in (one, other))
    counts = np.bincount(first * len(lines) + second, minlength=len(lines) ** 2)
    square = counts.reshape(len(lines), len(lines))
    return Changes((before, after), lines, square, int((~known).sum()))


def changes_table(found: Changes, answers: Answers, say: Say = str) -> AnswerTable:
    """Return the changes as a table for files: a row for each class in the first hazard, and their sum."""
    import pyarrow as pa

    made, group = Columns(say), Message(GROUP)
    labels = [say(Message(one.label)) for one in found.classes]
    made.text(
        "class", Message(CHANGE["class"]), np.array([*labels, say(Message(TOTAL))], dtype=object), group
    )
    columns = {name: getattr(found, name) for name in ("before", "worse", "same", "better", "after")}
    titles = {name: Message(CHANGE[name]) for name in columns}
    for number, label in enumerate(labels):
        columns[f"to_{number}"] = found.counts[:, number]
        titles[f"to_{number}"] = Message(CHANGE["to"], {"depth": label})
    for name, numbers in columns.items():
        made.number(name, titles[name], "棟", np.append(numbers, numbers.sum()), group, whole=True)
    sources = (
        say(Message(LEFT_OUT, {"count": f"{found.unknown:,}"})),
        *(
            f"{say(Message(which))}: {source_line(answers.answers[place], say)}"
            for which, place in zip((BEFORE, AFTER), found.places, strict=True)
        ),
    )
    layer = answers.targets.layer
    nowhere = np.full(len(labels) + 1, None, dtype=object)
    return AnswerTable(
        layer, tuple(made.attributes), pa.table(made.values), nowhere, str(layer.data.crs), sources
    )
