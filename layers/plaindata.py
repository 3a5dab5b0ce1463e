"""Reading JSON that anybody may have written: each value is checked before it is believed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping
from typing import Any, NoReturn, TypeVar

from layers.errors import Damaged
from layers.messages import QT_TRANSLATE_NOOP

BROKEN = QT_TRANSLATE_NOOP("messages", "ファイルの中の「{place}」を読めません。")
NOT_JSON = QT_TRANSLATE_NOOP(
    "messages", "ファイルの {line} 行目を読めません。途中で切れているか、壊れています。"
)
HINT = QT_TRANSLATE_NOOP("messages", "控えのファイル（.bak1 など）を開いてください。")

MOST_BYTES = 256 * 1024 * 1024
"""Larger files are not project files."""

Value = TypeVar("Value")


def parse(content: bytes, hint: str = HINT) -> Any:
    """Return the value of a JSON text in UTF-8.

    Parameters
    ----------
    content
        The text.
    hint
        What to do when it cannot be read; the beginning is for a project.

    Raises
    ------
    layers.errors.Damaged
        When it is not JSON, holds NaN or infinity, or is nested without end.
    """
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise Damaged(NOT_JSON, hint, values={"line": error.lineno}, detail=str(error)) from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Damaged(NOT_JSON, hint, values={"line": 1}, detail=repr(error)) from error


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


class Reader:
    """Reads the members of a JSON object.

    Parameters
    ----------
    value
        What should be an object.
    place
        How one gets to it, for messages, such as ``layers[3]``.
    """

    def __init__(self, value: object, place: str = "") -> None:
        if not isinstance(value, dict):
            fail(place)
        self.value: Mapping[str, Any] = value
        self.place = place

    def at(self, name: str) -> str:
        """Return the place of a member."""
        return f"{self.place}.{name}" if self.place else name

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; `default` stands for an absent one."""
        value = self.value.get(name, default)
        if not isinstance(value, str):
            fail(self.at(name))
        return value

    def short(self, name: str, longest: int) -> str:
        """Return a text of at most so many letters; empty when it is absent."""
        value = self.text(name, "")
        if len(value) > longest:
            fail(self.at(name))
        return value

    def one_of(self, name: str, known: Collection[str], default: str) -> str:
        """Return a text that is one of some; `default` stands for an absent one."""
        value = self.text(name, default)
        if value not in known:
            fail(self.at(name))
        return value

    def degrees(self, name: str) -> tuple[float, float] | None:
        """Return a place, longitude and latitude in degrees; None when it is absent or null."""
        value = self.value.get(name)
        if value is None:
            return None
        longitude, latitude = numbers(value, 2, self.at(name))
        if abs(longitude) > 180 or abs(latitude) > 90:
            fail(self.at(name))
        return longitude, latitude

    def known(self, name: str) -> float | None:
        """Return a finite number; None when it is absent or null."""
        return None if self.value.get(name) is None else self.number(name)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a yes or no."""
        value = self.value.get(name, default)
        if not isinstance(value, bool):
            fail(self.at(name))
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """Return a finite number."""
        return number(self.value.get(name, default), self.at(name))

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self.value.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            fail(self.at(name))
        return value

    def object(self, name: str) -> Reader:
        """Return a reader of an object; an absent one is empty."""
        return Reader(self.value.get(name, {}), self.at(name))

    def items(self, name: str, read: Callable[[Any, str], Value]) -> tuple[Value, ...]:
        """Return a list, each item read by ``read(item, place)``; an absent one is empty."""
        value = self.value.get(name, [])
        if not isinstance(value, list):
            fail(self.at(name))
        return tuple(read(item, f"{self.at(name)}[{index}]") for index, item in enumerate(value))

    def point(self, name: str) -> tuple[float, float, float]:
        """Return three numbers."""
        first, second, third = numbers(self.value.get(name), 3, self.at(name))
        return first, second, third


def number(value: object, place: str) -> float:
    """Return a finite number."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        fail(place)
    try:
        found = float(value)
    except OverflowError:
        fail(place)
    if not math.isfinite(found):
        fail(place)
    return found


def numbers(value: object, count: int, place: str) -> tuple[float, ...]:
    """Return a list of `count` finite numbers."""
    if not isinstance(value, list) or len(value) != count:
        fail(place)
    return tuple(number(item, place) for item in value)


def fail(place: str) -> NoReturn:
    """Say which part of the file cannot be read.

    Raises
    ------
    layers.errors.Damaged
        Always.
    """
    raise Damaged(BROKEN, HINT, values={"place": place})


def dump(value: object) -> bytes:
    """Return JSON in UTF-8, readable, the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()
