"""Tables of known length that are written row by row into a file that is mapped later."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa

from layers.store.writer import write_mapped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray


class Filling:
    """A file like those of :func:`layers.store.writer.write_mapped`, filled from its first row to its last.

    Arrow writes a batch in one go, with all of its rows in memory. Here it writes as many zeros, which take
    no memory, and what comes later is written over them: the file is the same byte for byte.

    Parameters
    ----------
    path
        The file.
    schema
        Columns of numbers.
    count
        How many rows there will be.
    """

    def __init__(self, path: Path, schema: pa.Schema, count: int) -> None:
        self._types = {field.name: np.dtype(field.type.to_pandas_dtype()) for field in schema}
        # np.zeros asks the system for pages that are not there until somebody writes into them.
        zeros = [pa.array(np.zeros(count, dtype)) for dtype in self._types.values()]
        write_mapped(path, pa.Table.from_arrays(zeros, schema=schema))
        self._places = _places(path) if count else {}
        self._filled = 0
        self._stream = path.open("rb+")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait until the file is on the disk, and close it."""
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        finally:
            self._stream.close()

    def add(self, rows: Mapping[str, NDArray[Any]]) -> None:
        """Write the next rows: an array of the same length for each column."""
        for name, dtype in self._types.items():
            values = np.ascontiguousarray(rows[name], dtype)
            if len(values):
                self._stream.seek(self._places[name] + self._filled * dtype.itemsize)
                self._stream.write(values.data)
        self._filled += len(values)


def _places(path: Path) -> dict[str, int]:
    """Return where in a file the values of each column of its only batch begin."""
    with pa.memory_map(str(path)) as source:
        begin = source.read_buffer(source.size()).address
        source.seek(0)
        batch = pa.ipc.open_file(source).get_batch(0)
        return {
            name: column.buffers()[1].address - begin
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        }
