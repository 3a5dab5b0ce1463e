"""One table of elements seen from its features: who owns a row, what it says, what its codes mean.

All texts are dictionary-encoded as soon as they are cut out, so that whatever looks at words looks at each
different word once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.codelists import Origin, list_name
from importers.citygml.encode import encode
from importers.citygml.numbers import parse_numbers
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.citygml.codelists import Codelists
    from importers.citygml.elements import Elements

MISSING_NUMBER = -9999.0
_FEW = 100
"""So many pieces are cut faster one by one than as an array."""
MISSING_WORDS = frozenset(
    {"", "-", "null", "-9999", "inapplicable", "missing", "template", "unknown", "withheld"}
)
"""Words, in lower case, that the specification gives to values that nobody knows."""


@dataclass(frozen=True, eq=False)
class Words:
    """Texts as places in a list of different texts.

    Attributes
    ----------
    place
        (n,) int32; -1 where there is no text.
    values
        Different texts.
    """

    place: NDArray[np.int32]
    values: list[str]

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.place)

    def among(self, wanted: Sequence[bool]) -> NDArray[np.bool_]:
        """Return for each text whether `wanted` holds for its value."""
        flags = np.array([*wanted, False], dtype=bool)
        return flags[self.place]

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Whether each text stands for a value that nobody knows."""
        return self.among([value.lower() in MISSING_WORDS for value in self.values]) | (self.place < 0)

    def compact(self) -> Words:
        """Return the same texts without values that do not occur."""
        used = np.flatnonzero(np.bincount(self.place + 1, minlength=len(self.values) + 1)[1:])
        if len(used) == len(self.values):
            return self
        new = np.full(len(self.values) + 1, -1, dtype=np.int32)
        new[used] = np.arange(len(used))
        return Words(new[self.place], [self.values[old] for old in used.tolist()])

    def where(self, kept: NDArray[np.bool_]) -> Words:
        """Return the texts that are kept."""
        return Words(self.place[kept], self.values)


@dataclass(frozen=True, eq=False)
class Coded:
    """Codes and what they mean; both are texts of the same rows."""

    code: Words
    label: Words


@dataclass(eq=False)
class Window:
    """Elements, the features in them, and where to tell what was found.

    Attributes
    ----------
    elements
        The table.
    features
        (n,) int32: rows of the features, ascending, none inside another.
    codelists
        What codes mean.
    findings
        Findings are added here.
    file
        Name of the file as the user knows it.
    place
        Posix path of the file relative to the root of the dataset.
    codes, first_code
        How many codes of each list the dataset does not explain, and one of them with its row.
    attributes
        XML attributes that were already cut out.
    """

    elements: Elements
    features: NDArray[np.int32]
    codelists: Codelists
    findings: list[Finding]
    file: str
    place: str
    codes: Counter[tuple[str, Origin]] = field(default_factory=Counter)
    first_code: dict[tuple[str, Origin], tuple[str, int]] = field(default_factory=dict)
    attributes: dict[str, Words] = field(default_factory=dict)

    @cached_property
    def ids(self) -> pa.StringArray:
        """gml:id of each feature."""
        return self.elements.attribute(self.features, "id")

    def owners(self, rows: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return the feature that each row lies in, -1 where none does."""
        owner = np.searchsorted(self.features, rows, side="right") - 1
        outside = (owner < 0) | (rows >= self.elements.stop[self.features[owner]])
        owner[outside] = -1
        return owner

    def inside(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return the rows that lie in features, and the features."""
        owner = self.owners(rows)
        kept = owner >= 0
        return (rows, owner) if kept.all() else (rows[kept], owner[kept])

    def of_parts(self, parts: NDArray[np.int32]) -> Window:
        """Return the same elements seen from building parts."""
        return replace(self, features=parts)

    def words(self, rows: NDArray[np.integer]) -> Words:
        """Return the texts of elements; elements without text give an empty one."""
        return self._encode(self.elements.text[rows])

    def _encode(self, spans: NDArray[np.int64]) -> Words:
        place, first = encode(self.elements.data, spans)
        return Words(place, self._cut(spans[first]))

    def _cut(self, spans: NDArray[np.int64]) -> list[str]:
        """Return pieces of text."""
        if len(spans) <= _FEW:
            data = self.elements.data
            pieces = [data[start:stop].tobytes() for start, stop in spans.tolist()]
            if not any(b"&" in piece for piece in pieces):
                return [piece.decode() for piece in pieces]
        texts: list[str] = self.elements.texts(spans).to_pylist()
        return texts

    def attribute(self, local: str) -> Words:
        """Return an XML attribute of all elements of the table."""
        if local not in self.attributes:
            elements = self.elements
            wanted = np.array([name.local == local for name in elements.names], dtype=bool)
            hits = np.flatnonzero(wanted[elements.attribute_name])
            words = self._encode(elements.attribute_text[hits])
            place = np.full(len(elements), -1, dtype=np.int32)
            place[elements.attribute_element[hits]] = words.place
            self.attributes[local] = Words(place, words.values)
        return self.attributes[local]

    def attribute_of(self, rows: NDArray[np.integer], local: str) -> Words:
        """Return an XML attribute of some elements."""
        words = self.attribute(local)
        return Words(words.place[rows], words.values)

    def numbers(self, rows: NDArray[np.integer]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return one number for each element and where there is something else.

        Numbers that stand for unknown values are NaN, and so is what is no number; only the latter is
        marked in the second array.
        """
        spans = self.elements.text[rows]
        parsed, offsets = parse_numbers(self.elements.data, spans)
        counts = np.diff(offsets)
        single = counts == 1
        numbers = np.full(len(rows), np.nan)
        numbers[single] = parsed[offsets[:-1][single]]
        wrong = ~np.isfinite(numbers)
        if wrong.any():
            numbers[wrong] = np.nan
            wrong[wrong] = ~self.words(rows[wrong]).missing
        numbers[numbers == MISSING_NUMBER] = np.nan
        return numbers, wrong

    def coded(self, rows: NDArray[np.integer], standard: str = "") -> Coded:
        """Return codes and labels of elements.

        Where an element names no code list, the list `standard` is asked, and a text that is not in it
        is its own label.
        """
        return self.meaning(rows, self.words(rows), standard)

    def meaning(self, rows: NDArray[np.integer], codes: Words, standard: str = "") -> Coded:
        """Return what the codes of elements mean; see :meth:`coded`."""
        spaces = self.attribute_of(rows, "codeSpace")
        if not len(rows) or (spaces.place == spaces.place[0]).all():
            space = spaces.values[spaces.place[0]] if len(rows) and spaces.place[0] >= 0 else None
            found = self._look_up(space, standard, codes, rows)
            labels = Labels()
            meaning = np.array([*(labels.place(label) for label in found), -1], dtype=np.int32)
            return Coded(codes, Words(meaning[codes.place], labels.values))
        labels = Labels()
        place = np.full(len(rows), -1, dtype=np.int32)
        for number in np.unique(spaces.place).tolist():
            mine = spaces.place == number
            some = codes.where(mine).compact()
            space = spaces.values[number] if number >= 0 else None
            found = self._look_up(space, standard, some, rows[mine])
            meaning = np.array([*(labels.place(label) for label in found), -1], dtype=np.int32)
            place[mine] = meaning[some.place]
        return Coded(codes, Words(place, labels.values))

    def _look_up(
        self, space: str | None, standard: str, codes: Words, rows: NDArray[np.integer]
    ) -> list[str | None]:
        """Return what codes of one list mean, and count those that the dataset does not explain."""
        found, origins = self.codelists.look_up(
            self.place, standard if space is None else space, codes.values
        )
        if space is None:
            return [text if label is None else label for text, label in zip(codes.values, found, strict=True)]
        if origins.any():
            self._count(list_name(space), origins, codes, rows)
        return found

    def _count(self, name: str, origins: NDArray[np.int8], codes: Words, rows: NDArray[np.integer]) -> None:
        counts = np.bincount(codes.place[codes.place >= 0], minlength=len(codes.values))
        for origin in (Origin.STANDARD, Origin.UNKNOWN):
            kind = [
                place
                for place in np.flatnonzero(origins == origin).tolist()
                if codes.values[place].lower() not in MISSING_WORDS
            ]
            if kind:
                self.codes[name, origin] += int(counts[kind].sum())
                row = int(rows[np.argmax(codes.place == kind[0])])
                self.first_code.setdefault((name, origin), (codes.values[kind[0]], row))

    def find(
        self,
        severity: Severity,
        code: str,
        template: str,
        values: dict[str, object],
        count: int,
        row: int | None = None,
    ) -> None:
        """Keep a finding; `row` tells the first element that it is about."""
        where = Where(self.file)
        if row is not None:
            owner = int(self.owners(np.array([row]))[0])
            feature = self.ids[owner].as_py() if owner >= 0 else None
            where = Where(self.file, self.elements.line(row), feature or "")
        self.findings.append(Finding(severity, code, template, values, where, count))

    def tell_codes(self) -> None:
        """Keep findings about codes that the dataset does not explain."""
        for (name, origin), count in self.codes.items():
            if origin is Origin.STANDARD:
                self.find(
                    Severity.INFO,
                    "codelist-missing",
                    QT_TRANSLATE_NOOP(
                        CONTEXT,
                        "コードリスト {list} がデータにないか、コードが載っていないため、"
                        "標準のコード表で読み替えました。",
                    ),
                    {"list": name},
                    count,
                )
            else:
                code, row = self.first_code[name, origin]
                self.find(
                    Severity.WARNING,
                    "code-unknown",
                    QT_TRANSLATE_NOOP(
                        CONTEXT,
                        "コードリスト {list} にないコード（{code} など）があります。コードのまま表示します。",
                    ),
                    {"list": name, "code": code},
                    count,
                    row,
                )
        self.findings.extend(self.codelists.take_findings())


class Labels:
    """A growing list of different texts."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str | None) -> int:
        """Return the place of a text, -1 for None."""
        if text is None:
            return -1
        if text not in self._places:
            self._places[text] = len(self.values)
            self.values.append(text)
        return self._places[text]

    def places(self, words: Words) -> NDArray[np.int32]:
        """Return the places of texts in this list; -1 stays -1."""
        translation = np.array([*(self.place(value) for value in words.values), -1], dtype=np.int32)
        return translation[words.place]
