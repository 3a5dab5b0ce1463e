"""How the first rows of a source read in each encoding, for staff to choose by looking."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers import textencoding
from importers.tables import delimited
from importers.tables.importer import RECORDS, TEXTS
from importers.vector import dbase
from importers.vector.beside import TEXTS_BESIDE, sample_beside
from importers.vector.importer import members_of
from layers.errors import SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback

CHOICES = ("cp932", "utf-8", "euc_jp", "utf-16-le", "iso2022_jp")
"""What may be chosen, as Python names it; the likeliest in a city hall first."""
BESIDE_CHOICES = ("cp932", "utf-8", "euc_jp")
"""What texts of fixed width beside shapes may be in."""
ROWS = 8
COLUMNS = 8
LETTERS = 40
SAMPLE = 1 << 18
"""Bytes that are looked at."""
_GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を開けないため、文字コードを選び直せません。")
_GONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "データの場所を指定し直してから、もう一度試してください。")


@dataclass(frozen=True)
class TextPreview:
    """How a source reads in an encoding.

    Attributes
    ----------
    encoding
        As Python names it.
    columns
        Names of the first columns; empty where only lines are shown.
    rows
        Cells of the first rows, those with more than ASCII before others.
    broken
        Letters of the sample that cannot be read.
    """

    encoding: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    broken: int


@dataclass(frozen=True)
class TextPreviews:
    """A source in all encodings that may be chosen, and the one that its bytes speak for."""

    found: textencoding.Encoding
    choices: tuple[TextPreview, ...]

    def of(self, encoding: str) -> TextPreview | None:
        """Return how it reads in an encoding, None when that is no choice."""
        return next((one for one in self.choices if one.encoding == encoding), None)


def has_choice(path: Path, importer: str) -> bool:
    """Say whether the encoding of a source may be chosen: some formats leave no doubt, so no choice."""
    suffix = path.suffix.lower()
    if importer == "tables":
        return suffix in (*TEXTS, *RECORDS)
    if importer == "gauges":
        return suffix in TEXTS
    if importer != "vector":
        return False
    return suffix in TEXTS_BESIDE or (suffix == ".zip" and bool(_member(path)))


def previews(path: Path, *, feedback: Feedback) -> TextPreviews:
    """Return how the first rows of a source read in each encoding.

    Parameters
    ----------
    path
        A source for which :func:`has_choice` holds.
    feedback
        Is asked whether to go on.

    Raises
    ------
    layers.errors.SourceMissing
        When it cannot be read.
    """
    try:
        member = _member(path) if path.suffix.lower() == ".zip" else ""
        suffix = f".{member.rpartition('.')[2].lower()}" if member else path.suffix.lower()
        beside = TEXTS_BESIDE.get(suffix, "")
        if beside:
            data, declared = sample_beside(path, member, beside)
        else:
            with path.open("rb") as stream:
                data, declared = stream.read(SAMPLE), ""
    except (OSError, zipfile.BadZipFile) as error:
        raise SourceMissing(
            _GONE, _GONE_HINT, values={"file": path.name}, where=Where(str(path)), detail=str(error)
        ) from error
    text = dbase.texts(data) if beside in dbase.SUFFIXES else data
    found = textencoding.detect(textencoding.sample_of(text), declared)
    choices = []
    sample = text[: textencoding.SAMPLE_BYTES]
    if len(sample) < len(text):
        sample = sample.rpartition(b"\n")[0]  # no letter is cut
    for name in BESIDE_CHOICES if beside else CHOICES:
        feedback.step()
        columns, rows = _cells(data, name, beside, suffix)
        broken = textencoding.decode(sample, name)[1].count
        choices.append(TextPreview(name, columns, rows, broken))
    return TextPreviews(found, tuple(choices))


def _member(path: Path) -> str:
    """Return the first member of a zip whose texts stand beside its shapes, empty for none."""
    return next((one for one in members_of(path) if one.lower().endswith(tuple(TEXTS_BESIDE))), "")


def _cells(
    data: bytes, encoding: str, beside: str, suffix: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    if beside in dbase.SUFFIXES:
        names, rows = dbase.cells(data, encoding, 20 * ROWS)
    elif suffix in TEXTS:
        names, rows = delimited.first_rows(data, encoding, 20 * ROWS)
    else:
        names, rows = [], [[line] for line in textencoding.preview(data, encoding)]
    telling = [row for row in rows if not all(cell.isascii() for cell in row)]
    chosen = [*telling, *(row for row in rows if row not in telling)][:ROWS]
    return (
        tuple(name[:LETTERS] for name in names[:COLUMNS]),
        tuple(tuple(cell[:LETTERS] for cell in row[:COLUMNS]) for row in chosen),
    )
