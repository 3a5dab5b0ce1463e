"""Columns of an attribute table as the table panel needs them: quick to show, sort and copy.

A column stays what it is in the store, an array; a text is made only for a cell that is painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.filters import NUMERIC
from styles.figures import MINUS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Attribute, Table
    from layers.feedback import Feedback


@dataclass(frozen=True, eq=False)
class Numbers:
    """A numeric column: (n,) float64, NaN where missing."""

    values: NDArray[np.float64]
    decimals: int
    commas: bool

    def text(self, row: int) -> str:
        """Return a cell for reading, empty where missing."""
        value = self.values[row]
        if np.isnan(value):
            return ""
        value = round(float(value), self.decimals) + 0.0  # no minus before a zero
        text = f"{value:,.{self.decimals}f}" if self.commas else f"{value:.{self.decimals}f}"
        return text.replace("-", MINUS)

    def texts(self, rows: NDArray[np.intp]) -> list[str]:
        """Return cells for copying: without commas, so that other programs take them as numbers."""
        chosen = self.values[rows]
        found = np.char.mod(f"%.{self.decimals}f", chosen)
        return np.where(np.isnan(chosen), "", found).tolist()

    def order(self) -> NDArray[np.intp]:
        """Return the rows in rising order, missing ones last."""
        return np.argsort(self.values, kind="stable")

    def missing(self) -> NDArray[np.bool_]:
        """Return where the datum is missing."""
        return np.isnan(self.values)


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of few different values: (n,) int32 into `labels`, -1 where missing."""

    indices: NDArray[np.int32]
    labels: Sequence[str]

    def text(self, row: int) -> str:
        """Return a cell for reading, empty where missing."""
        index = int(self.indices[row])
        return self.labels[index] if index >= 0 else ""

    def texts(self, rows: NDArray[np.intp]) -> list[str]:
        """Return cells for copying."""
        labels = np.array([*self.labels, ""], dtype=object)
        return labels[self.indices[rows]].tolist()

    def order(self) -> NDArray[np.intp]:
        """Return the rows in the order of the codes, missing ones last."""
        return np.argsort(np.where(self.indices < 0, len(self.labels), self.indices), kind="stable")

    def missing(self) -> NDArray[np.bool_]:
        """Return where the datum is missing."""
        return self.indices < 0


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of texts: (n,) object, empty where missing."""

    values: NDArray[np.object_]

    def text(self, row: int) -> str:
        """Return a cell for reading, empty where missing."""
        return str(self.values[row])

    def texts(self, rows: NDArray[np.intp]) -> list[str]:
        """Return cells for copying."""
        return [str(value) for value in self.values[rows].tolist()]

    def order(self) -> NDArray[np.intp]:
        """Return the rows in the order of Unicode, missing ones last."""
        import pyarrow as pa
        import pyarrow.compute as pc

        array = pa.array(self.values, type=pa.string(), from_pandas=True)
        filled = pc.if_else(pc.equal(array, ""), None, array)
        found: Any = pc.array_sort_indices(filled, null_placement="at_end")
        return np.asarray(found, dtype=np.intp)

    def missing(self) -> NDArray[np.bool_]:
        """Return where the datum is missing."""
        return np.asarray(self.values == "", dtype=bool)


Column = Numbers | Codes | Texts


def load_column(table: Table, attribute: Attribute) -> Column:
    """Return a column of a table; reads from the disk, so runs in a worker."""
    if attribute.kind in NUMERIC:
        decimals = 2 if attribute.kind == "number" else 0
        return Numbers(table.numbers(attribute.name), decimals, attribute.kind != "year")
    if attribute.kind == "code":
        indices, codes = table.categories(attribute.name)
        labels = table.labels(attribute.name)
        return Codes(indices, [labels.get(code, code) for code in codes])
    return Texts(table.texts(attribute.name))


def load_columns(table: Table, attributes: Sequence[Attribute], *, feedback: Feedback) -> dict[str, Column]:
    """Return several columns by name."""
    found = {}
    for number, attribute in enumerate(attributes):
        feedback.step(number, len(attributes))
        found[attribute.name] = load_column(table, attribute)
    return found


def sorted_rows(column: Column, *, descending: bool) -> NDArray[np.intp]:
    """Return all rows in the order of a column, missing ones last in either direction."""
    order = column.order()
    if not descending:
        return order
    missing = column.missing()[order]
    return np.concatenate([order[~missing][::-1], order[missing]])


def sorted_by(
    table: Table, attribute: Attribute, descending: bool, *, feedback: Feedback
) -> tuple[dict[str, Column], NDArray[np.intp]]:
    """Return a column by name and all rows in its order; reads from the disk, so runs in a worker."""
    feedback.step()
    found = load_column(table, attribute)
    feedback.step()
    return {attribute.name: found}, sorted_rows(found, descending=descending)


def tab_separated(
    table: Table,
    attributes: Sequence[Attribute],
    headings: Sequence[str],
    rows: NDArray[np.intp],
    *,
    feedback: Feedback,
) -> str:
    """Return rows as text with tabs between the columns, for pasting into a spreadsheet.

    Parameters
    ----------
    table
        The table.
    attributes, headings
        Columns and what stands above them.
    rows
        Row numbers, in the order in which they are wanted.
    """
    columns = []
    for number, attribute in enumerate(attributes):
        feedback.step(number, len(attributes))
        columns.append([_one_line(text) for text in load_column(table, attribute).texts(rows)])
    feedback.step(len(attributes), len(attributes))
    lines = ["\t".join(_one_line(heading) for heading in headings)]
    lines.extend(map("\t".join, zip(*columns, strict=True)))
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split()) if any(letter in text for letter in "\t\r\n") else text
