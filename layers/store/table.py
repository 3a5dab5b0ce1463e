"""The attribute table of a store: columns come from disk when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.store.tablestore import TableStore

_NUMERIC = ("number", "integer", "year")


@dataclass(frozen=True, eq=False)
class StoreTable:
    """Table of a store; see :class:`layers.base.Table` for what the methods give."""

    store: TableStore
    _numbers: dict[str, NDArray[np.float64]] = field(default_factory=dict, repr=False)
    _texts: dict[str, NDArray[np.object_]] = field(default_factory=dict, repr=False)
    _categories: dict[str, tuple[NDArray[np.int32], list[str]]] = field(default_factory=dict, repr=False)
    _labels: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    _ahead: dict[str, pa.ChunkedArray] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """Return the number of features."""
        return self.store.count

    @cached_property
    def attributes(self) -> Sequence[Attribute]:
        """Columns that hold one value a feature, in the order in which they are shown."""
        return tuple(attribute for attribute in self.all_attributes if attribute.kind != "list")

    @cached_property
    def all_attributes(self) -> Sequence[Attribute]:
        """All columns, also those that hold lists."""
        return tuple(Attribute(**plain) for plain in self.store.manifest["attributes"])

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {attribute.name: attribute.kind for attribute in self.all_attributes}

    def read_ahead(self, names: Iterable[str]) -> None:
        """Read columns at once that will be asked for: opening the file takes longer than reading it."""
        wanted = [
            name
            for name in dict.fromkeys(names)
            if name in self._kinds
            and not (name in self._texts or name in self._numbers or name in self._ahead)
        ]
        wanted += [f"{name}_code" for name in wanted if self._kinds[name] == "code"]
        if wanted:
            found = self.store.columns(wanted)
            self._ahead.update(zip(wanted, found.columns, strict=True))

    def _column(self, name: str) -> pa.ChunkedArray:
        ahead = self._ahead.get(name)
        return self.store.columns([name]).column(0) if ahead is None else ahead

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric column, NaN where missing."""
        if name not in self._numbers:
            import pyarrow as pa
            import pyarrow.compute as pc

            column = self._column(name)
            if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
                column = pc.cast(column.cast(pa.string()), pa.float64(), safe=False)
            self._numbers[name] = (
                column.cast(pa.float64()).combine_chunks().to_numpy(zero_copy_only=False).astype(np.float64)
            )
        return self._numbers[name]

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column for reading, empty where missing."""
        if name not in self._texts:
            import pyarrow as pa
            import pyarrow.compute as pc

            column = self._column(name)
            if pa.types.is_floating(column.type):
                values = column.to_numpy()
                texts = np.char.mod("%.2f", values).astype(object)
                texts[np.isnan(values)] = ""
            else:
                texts = pc.fill_null(column.cast(pa.string()), "").to_numpy(zero_copy_only=False)
            self._texts[name] = texts
        return self._texts[name]

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return indices into the different values; codes where the column has codes, -1 where missing."""
        if name not in self._categories:
            import pyarrow as pa
            import pyarrow.compute as pc

            stored = f"{name}_code" if self._kinds.get(name) == "code" else name
            column = self._column(stored).cast(pa.string()).combine_chunks()
            encoded = column.dictionary_encode()
            values = encoded.dictionary.to_pylist()
            order = sorted(range(len(values)), key=lambda k: _sort_key(values[k]))
            rank = np.empty(len(values) + 1, dtype=np.int32)
            rank[order] = np.arange(len(values), dtype=np.int32)
            rank[-1] = -1
            indices = pc.fill_null(encoded.indices, len(values)).to_numpy(zero_copy_only=False)
            self._categories[name] = (rank[indices], [values[k] for k in order])
        return self._categories[name]

    def labels(self, name: str) -> Mapping[str, str]:
        """Return the Japanese label of each code of a column."""
        if self._kinds.get(name) != "code":
            return {}
        if name not in self._labels:
            indices, codes = self.categories(name)
            found, rows = np.unique(indices, return_index=True)
            found, rows = found[found >= 0], rows[found >= 0]
            # One row for each code: a million rows would become a million texts that nobody reads.
            texts = self._column(name).take(rows).to_pylist()
            self._labels[name] = {
                codes[index]: str(text or codes[index])
                for index, text in zip(found.tolist(), texts, strict=True)
            }
        return self._labels[name]


def _sort_key(value: str) -> tuple[int, float, str]:
    """Sort codes as numbers where they are numbers."""
    return (0, float(value), value) if value.isdecimal() else (1, 0.0, value)
