"""What every layer with a store gives to be written: its rows, one row group at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from layers import filters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer
    from layers.computed import Computed
    from layers.feedback import Feedback


class StoredContent:
    """Rows of the features that pass the filter of a layer whose data hold a table store.

    Parameters
    ----------
    layer
        A layer with its data opened.
    keep
        (n,) which of the features that pass its filter; None for all.
    """

    def __init__(self, layer: Layer, keep: NDArray[np.bool_] | None = None) -> None:
        self.layer = layer
        self.data: Any = layer.data
        self._mask = filters.mask(layer)
        if keep is not None:
            passing = np.ones(len(keep), dtype=bool) if self._mask is None else self._mask.copy()
            passing[passing] = keep
            self._mask = passing

    def __len__(self) -> int:
        """Return the number of features that are written."""
        return int(self.data.store.count) if self._mask is None else int(np.count_nonzero(self._mask))

    @property
    def crs(self) -> str:
        """Plane rectangular system."""
        return str(self.data.crs)

    @property
    def attributes(self) -> Sequence[Attribute]:
        """All attributes, also those that hold lists."""
        return (*self.data.table.all_attributes, *(one.attribute for one in self.layer.columns))

    @cached_property
    def schema(self) -> pa.Schema:
        """Columns of :meth:`tables`."""
        stored = self.data.store.parquet.schema_arrow
        return pa.schema(
            [
                *(pa.field(field.name, _plain(field.type)) for field in stored),
                *(pa.field(one.name, pa.float64()) for one in self.layer.columns),
            ]
        )

    @cached_property
    def filled(self) -> frozenset[str]:
        """Columns that hold anything, from the statistics of the stored table."""
        metadata = self.data.store.parquet.metadata
        found = set()
        for group in range(metadata.num_row_groups):
            for position in range(metadata.num_columns):
                column = metadata.row_group(group).column(position)
                statistics = column.statistics
                known = statistics is not None and statistics.has_null_count
                if not known or statistics.null_count < column.num_values:
                    found.add(column.path_in_schema.partition(".")[0])
        table = self.layer.table()
        found |= {one.name for one in self.layer.columns if np.isfinite(table.numbers(one.name)).any()}
        return frozenset(found)

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows, one row group of the store at a time, with some columns or all of them."""
        wanted = self.schema.names if names is None else list(names)
        schema = pa.schema([self.schema.field(name) for name in wanted])
        calculated = [one for one in self.layer.columns if one.name in wanted]
        held = [name for name in wanted if name not in {one.name for one in calculated}]
        file = self.data.store.parquet
        first = done = 0
        for group in range(file.num_row_groups):
            feedback.step(done, len(self))
            stored = self._with(file.read_row_group(group, columns=held), calculated, first)
            table = self._kept(stored.select(wanted), first)
            first += file.metadata.row_group(group).num_rows
            if len(table):
                yield table.cast(schema)
            done += len(table)

    def _kept(self, table: pa.Table, first: int) -> pa.Table:
        if self._mask is None:
            return table
        return table.filter(pa.array(self._mask[first : first + len(table)]))

    def _with(self, stored: pa.Table, columns: Sequence[Computed], first: int) -> pa.Table:
        """Return rows of the store with calculated columns behind them."""
        for one in columns:
            values = self.layer.table().numbers(one.name)[first : first + len(stored)]
            stored = stored.append_column(one.name, pa.array(values, pa.float64(), from_pandas=True))
        return stored

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns of all features that are written."""
        fields = pa.schema([self.schema.field(name) for name in names])
        calculated = {one.name: one for one in self.layer.columns}
        stored = self.data.store.columns([name for name in names if name not in calculated])
        wanted = [calculated[name] for name in names if name in calculated]
        return self._kept(self._with(stored, wanted, 0).select(list(names)), 0).cast(fields)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return a type that every format knows."""
    if pa.types.is_dictionary(kind):
        return pa.string()
    if pa.types.is_integer(kind):
        return pa.int32()
    return kind
