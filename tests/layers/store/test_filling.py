"""What grows with the number of buildings is worked on piece by piece, and comes out the same."""

from __future__ import annotations

import tracemalloc
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from layers.store import format as store_format
from layers.store import overview, tablestore, tiling, writer
from layers.store.filling import Filling
from layers.store.tablestore import mapped_columns, mapped_pieces

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Columns = dict[str, NDArray[Any]]

BYTES_A_BUILDING = 30
"""More than this must not be held of each building while the index is worked out."""


def buildings(count: int) -> Columns:
    """Return a feature index of houses in rows along streets; some have no shape, some no height."""
    chance = np.random.default_rng(count)
    place = np.arange(count)
    east, north = 15.0 * (place % 200), 15.0 * (place // 200)
    bottom = chance.uniform(0, 50, count)
    bottom[::97] = np.nan
    tile = store_format.tile_of(139.0 + east / 91_000, 36.0 + north / 111_000)
    tile[::89] = -1
    numbers = {name: chance.uniform(1, 9, count) for name in ("box_length", "box_width", "box_angle")}
    columns = {
        "west": east - 5,
        "south": north - 5,
        "bottom": bottom,
        "east": east + 5,
        "north": north + 5,
        "top": bottom + chance.uniform(3, 30, count),
        "box_east": east,
        "box_north": north,
        **numbers,
        "lods": 1 << chance.integers(0, 3, count),
        "source": place // 1000,
        "tile": tile,
    }
    types = store_format.FEATURE_COLUMNS
    return {field.name: columns[field.name].astype(field.type.to_pandas_dtype()) for field in types}


def no_chunks() -> Columns:
    return {field.name: np.empty(0, field.type.to_pandas_dtype()) for field in store_format.CHUNK_COLUMNS}


@pytest.mark.parametrize("cuts", [[], [0, 1, 1, 700], [1000]])
def test_a_file_that_is_filled_is_the_same_as_one_written_at_once(cuts: list[int], tmp_path: Path) -> None:
    columns = buildings(1000)
    writer.write_mapped(tmp_path / "once", pa.table(columns, schema=store_format.FEATURE_COLUMNS))
    with Filling(tmp_path / "filled", store_format.FEATURE_COLUMNS, 1000) as filling:
        for first, stop in zip([0, *cuts], [*cuts, 1000], strict=True):
            filling.add({name: values[first:stop] for name, values in columns.items()})
    assert (tmp_path / "filled").read_bytes() == (tmp_path / "once").read_bytes()


def test_a_file_of_no_rows_can_be_filled(tmp_path: Path) -> None:
    with Filling(tmp_path / "none", store_format.FEATURE_COLUMNS, 0) as filling:
        filling.add({name: values[:0] for name, values in buildings(1).items()})
    assert [len(values) for values in mapped_columns(tmp_path / "none").values()] == [0] * 14


def test_ground_and_index_are_the_same_however_many_buildings_are_looked_at_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = buildings(100_000)
    path = tmp_path / "features"
    writer.write_mapped(path, pa.table(columns, schema=store_format.FEATURE_COLUMNS))
    pieces = partial(mapped_pieces, path, writer.GROUND_COLUMNS)
    make = partial(tiling.make, tiling.taker(columns), columns["tile"], no_chunks())
    ground, index = writer.estimate_ground(pieces), make()
    assert ground["heights"][0].as_py()
    assert index.overview.squares["level"].max() > 0
    monkeypatch.setattr(tablestore, "PIECE", 1300)
    monkeypatch.setattr(overview, "RUN", 1300)
    assert len(list(pieces())) == 77
    assert writer.estimate_ground(pieces).equals(ground)
    again = make()
    assert np.array_equal(again.order, index.order)
    for one, other in (
        (again.tiles, index.tiles),
        (again.overview.squares, index.overview.squares),
        (again.overview.cells, index.overview.cells),
    ):
        assert all(np.array_equal(one[name], values, equal_nan=True) for name, values in other.items())


def test_the_index_takes_few_bytes_a_building() -> None:
    most = []
    for count in (100_000, 300_000):
        columns = buildings(count)
        take = tiling.taker(columns)
        tracemalloc.start()
        tiling.make(take, columns["tile"], no_chunks())
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (most[1] - most[0]) / 200_000 < BYTES_A_BUILDING
