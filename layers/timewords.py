"""Moments, periods and steps in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.moments import NO_DATE
from layers.period import DAY

if TYPE_CHECKING:
    from layers.period import Period
    from layers.timesteps import Step

ALL_TIMES = QT_TRANSLATE_NOOP(CONTEXT, "すべての時間")
_MOMENT = QT_TRANSLATE_NOOP(CONTEXT, "{year}年{month}月{day}日 {clock}")
_DAY = QT_TRANSLATE_NOOP(CONTEXT, "{year}年{month}月{day}日")
_MONTH = QT_TRANSLATE_NOOP(CONTEXT, "{year}年{month}月")
_SHORT_DAY = QT_TRANSLATE_NOOP(CONTEXT, "{month}月{day}日")
_SHORT_MONTH = QT_TRANSLATE_NOOP(CONTEXT, "{month}月")
_YEAR = QT_TRANSLATE_NOOP(CONTEXT, "{year}年")
_FROM_TO = QT_TRANSLATE_NOOP(CONTEXT, "{first} ～ {last}")
_STEPS = {
    "minute": QT_TRANSLATE_NOOP(CONTEXT, "{count} 分ごと"),
    "hour": QT_TRANSLATE_NOOP(CONTEXT, "{count} 時間ごと"),
    "day": QT_TRANSLATE_NOOP(CONTEXT, "{count} 日ごと"),
    "month": QT_TRANSLATE_NOOP(CONTEXT, "{count} か月ごと"),
    "year": QT_TRANSLATE_NOOP(CONTEXT, "{count} 年ごと"),
}
_TEMPLATES = {"year": _YEAR, "month": _MONTH, "day": _DAY}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(seconds: int, unit: str = "minute") -> Message:
    """Return a moment in words, no finer than `unit` (``minute`` to ``year``)."""
    when = _EPOCH + timedelta(seconds=seconds)
    clock = f"{when.hour}:{when.minute:02}"
    if seconds // DAY == NO_DATE:
        return Message("{clock}", {"clock": clock})
    # Years stand without commas, whatever a template does with numbers.
    values = {"year": str(when.year), "month": str(when.month), "day": str(when.day), "clock": clock}
    return Message(_TEMPLATES.get(unit, _MOMENT), values)


def tick(seconds: int, unit: str) -> Message:
    """Return a moment in the few words of a scale: days and months without their year, but for January."""
    said = moment(seconds, unit)
    if unit == "month" and "month" in said.values:
        return Message(_YEAR if said.values["month"] == "1" else _SHORT_MONTH, said.values)
    return Message(_SHORT_DAY, said.values) if unit == "day" and "day" in said.values else said


def period(one: Period | None, step: Step) -> Message:
    """Return a period in words: a step by its begin, anything longer from its first step to its last."""
    if one is None:
        return Message(ALL_TIMES)
    first, last = step.at(one.start), step.at(one.until - 1)
    if first == last:
        return moment(one.start, step.unit)
    return Message(_FROM_TO, {"first": moment(one.start, step.unit), "last": moment(last.start, step.unit)})


def every(step: Step) -> Message:
    """Return a step in words."""
    return Message(_STEPS[step.unit], {"count": step.count})
