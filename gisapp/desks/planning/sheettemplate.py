"""How the answer sheet of a city looks: its words, emblem, calendar, paper. One JSON file for each city.

Its shape is that of ``docs/schemas/files/sheet.json``; what is not said is as in the national beginning.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from gisapp.paper.days import era_day, plain_day
from gisapp.paper.storing import MOST_BYTES as LARGEST_PICTURE
from gisapp.paper.storing import is_picture
from layers import plaindata
from layers.errors import AnalysisFailed, Damaged, GisError, SourceMissing
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.plaindata import Reader

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "gisapp-sheet-1"
LONGEST = 400
"""Letters of one text."""
MOST_NOTES = 20
MOST_BYTES = 1024 * 1024
"""Of the file; the emblem lies beside it."""

_NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読めません。")
_CHECK_NAME = QT_TRANSLATE_NOOP(CONTEXT, "ファイルの名前と場所を確かめてください。")
_NO_TEMPLATE = QT_TRANSLATE_NOOP(CONTEXT, "調査票の様式ではありません（format が「{format}」です）。")
_USE_OURS = QT_TRANSLATE_NOOP(CONTEXT, "調査票の様式（JSON）のファイルを選んでください。")
_CORRECT = QT_TRANSLATE_NOOP(CONTEXT, "様式のファイルを直してください（gisapp sheet --check）。")
_NOT_READ = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」を読めません。書き方か値の種類が違います。")
_STRANGE = QT_TRANSLATE_NOOP(CONTEXT, "知らない項目「{name}」があります。")
_CHOICE = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」は {choices} のどれかにしてください（今は「{value}」）。")
_LONG = QT_TRANSLATE_NOOP(CONTEXT, "「{place}」が長すぎます（{count} 字、{most} 字まで）。")
_MANY = QT_TRANSLATE_NOOP(CONTEXT, "注意書きが多すぎます（{count} 件、{most} 件まで）。")
_OUTSIDE = QT_TRANSLATE_NOOP(
    CONTEXT, "市章「{file}」は、様式のファイルと同じフォルダかその下に置いて、名前だけで書いてください。"
)
_NO_EMBLEM = QT_TRANSLATE_NOOP(CONTEXT, "市章「{file}」を PNG か JPEG の画像（4 MB まで）として読めません。")


class Paper(StrEnum):
    """Paper of a sheet."""

    A4 = "A4"
    """Upright."""
    A3 = "A3"
    """Across, with a large picture."""


class Calendar(StrEnum):
    """How years are counted."""

    JAPANESE = "japanese"
    WESTERN = "western"


@dataclass(frozen=True)
class SheetTemplate:
    """How a sheet looks.

    Attributes
    ----------
    name
        Of the template.
    title
        At the top.
    city, office, phone
        Whose sheet it is.
    calendar, paper
        Of dates, and the paper when nobody asks for another.
    receipt
        What the receipt number is called; empty for a sheet without one.
    notes
        More sentences at the end.
    footer
        At the foot of each page, after the words that it is for reference only.
    emblem
        PNG or JPEG; empty for none.
    """

    name: str = ""
    title: str = "建築・都市計画 調査票"
    city: str = ""
    office: str = ""
    phone: str = ""
    calendar: Calendar = Calendar.JAPANESE
    paper: Paper = Paper.A4
    receipt: str = "受付番号"
    notes: tuple[str, ...] = ()
    footer: str = ""
    emblem: bytes = b""


def day_text(day: date, calendar: Calendar) -> str:
    """Return a day as it stands on a sheet, such as 令和8年11月21日."""
    return era_day(day) if calendar is Calendar.JAPANESE else plain_day(day)


def read_template(path: Path) -> SheetTemplate:
    """Read a template and its emblem.

    Raises
    ------
    layers.errors.Damaged
        When it is not JSON.
    layers.errors.AnalysisFailed
        When something in it is wrong; the first fault is told.
    layers.errors.SourceMissing
        When it cannot be read.
    """
    template, faults = examined(path)
    if faults:
        raise AnalysisFailed(faults[0].template, _CORRECT, values=faults[0].values)
    return template


def examined(path: Path) -> tuple[SheetTemplate, list[Message]]:
    """Return a template with what can be read of it, and all that is wrong with it.

    Raises
    ------
    layers.errors.Damaged
        When it is not JSON at all.
    layers.errors.AnalysisFailed
        When it is something else than a template.
    layers.errors.SourceMissing
        When it cannot be read.
    """
    value = plaindata.parse(_content(path), _CORRECT)
    found = value.get("format") if isinstance(value, dict) else ""
    if found != FORMAT:
        raise AnalysisFailed(_NO_TEMPLATE, _USE_OURS, values={"format": str(found)})
    reader, faults = Reader(value), []
    faults += [Message(_STRANGE, {"name": name}) for name in reader.value if name not in _KNOWN]
    made = SheetTemplate()
    said: dict[str, Any] = {}
    for name in _TEXTS:
        try:
            text = reader.text(name, getattr(made, name))
        except Damaged:
            faults.append(Message(_NOT_READ, {"place": name}))
            continue
        if len(text) > LONGEST:
            faults.append(Message(_LONG, {"place": name, "count": len(text), "most": LONGEST}))
        said[name] = text[:LONGEST]
    for name, kind in (("calendar", Calendar), ("paper", Paper)):
        chosen = reader.value.get(name, getattr(made, name))
        if isinstance(chosen, str) and chosen in set(kind):
            said[name] = kind(chosen)
        else:
            values = {"place": name, "choices": "・".join(kind), "value": str(chosen)[:40]}
            faults.append(Message(_CHOICE, values))
    said["notes"], said["emblem"] = _notes(reader, faults), _emblem(reader, path, faults)
    return replace(made, **said), faults


def _content(path: Path) -> bytes:
    """Return the bytes of a template; what is larger than one can be is refused unread."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise AnalysisFailed(_NO_TEMPLATE, _USE_OURS, values={"format": ""})
        return path.read_bytes()
    except OSError as error:
        values = {"file": path.name}
        raise SourceMissing(_NOT_THERE, _CHECK_NAME, values=values, detail=str(error)) from error


_TEXTS = ("name", "title", "city", "office", "phone", "receipt", "footer")
_KNOWN = frozenset({"format", "calendar", "paper", "notes", "emblem", *_TEXTS})


def _notes(reader: Reader, faults: list[Message]) -> tuple[str, ...]:
    def text(value: object, place: str) -> str:
        if not isinstance(value, str):
            plaindata.fail(place)
        if len(value) > LONGEST:
            faults.append(Message(_LONG, {"place": place, "count": len(value), "most": LONGEST}))
        return value[:LONGEST]

    try:
        notes = reader.items("notes", text)
    except GisError:
        faults.append(Message(_NOT_READ, {"place": "notes"}))
        return ()
    if len(notes) > MOST_NOTES:
        faults.append(Message(_MANY, {"count": len(notes), "most": MOST_NOTES}))
    return notes[:MOST_NOTES]


def _emblem(reader: Reader, path: Path, faults: list[Message]) -> bytes:
    """Return the picture that a template names; it lies beside the template or below."""
    name = reader.value.get("emblem", "")
    if not isinstance(name, str):
        faults.append(Message(_NOT_READ, {"place": "emblem"}))
        return b""
    if not name:
        return b""
    folder = path.resolve().parent
    file = (folder / name).resolve()
    if not file.is_relative_to(folder):
        faults.append(Message(_OUTSIDE, {"file": name[:80]}))
        return b""
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST_PICTURE else b""
    except (OSError, ValueError):
        content = b""
    if not is_picture(content):
        faults.append(Message(_NO_EMBLEM, {"file": name[:80]}))
        return b""
    return content
