"""Shapes moved as well-known binary are what GEOS makes of them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers import shapes as shapes_module
from layers.shapes import Shapes
from layers.wkb import FEW

if TYPE_CHECKING:
    from numpy.typing import NDArray

WKT = (
    "POINT (1 2)",
    "POINT EMPTY",
    "LINESTRING (0 0, 3 4, 5 5)",
    "LINESTRING EMPTY",
    "POLYGON ((0 0, 9 0, 9 9, 0 0))",
    "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (3 3, 4 3, 4 4, 3 3))",
    "POLYGON EMPTY",
    "MULTIPOINT ((1 1), (2 2))",
    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 5))",
    "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 20, 30 20, 30 30, 20 20), (22 21, 23 21, 23 22, 22 21)))",
    "MULTIPOLYGON EMPTY",
    "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POINT EMPTY), POINT (7 8))",
    "GEOMETRYCOLLECTION (POLYGON ((0 0, 9 0, 9 9, 0 0), (3 1, 4 1, 4 2, 3 1)), POINT EMPTY)",
    "POINT Z (1 2 3)",
    "POLYGON Z ((0 0 5, 9 0 6, 9 9 7, 0 0 5))",
    "MULTILINESTRING Z ((0 0 1, 1 1 2), (2 2 3, 3 3 4))",
)
MANY = "MULTIPOLYGON ({})".format(", ".join(f"(({k} 0, {k} 1, {k + 1} 1, {k} 0))" for k in range(60)))


def turned(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    return 2 * y + 100, -x


def as_geos(objects: NDArray[np.object_]) -> NDArray[np.object_]:
    moved: NDArray[np.object_] = shapely.transform(
        objects, lambda p: np.column_stack([*turned(p[:, 0], p[:, 1]), *p.T[2:]]), include_z=True
    )
    return moved


def holds(objects: NDArray[np.object_]) -> None:
    """Assert that shapes are read, measured and moved as GEOS does it."""
    given_ = Shapes.read(pa.chunked_array([pa.array(shapely.to_wkb(objects), pa.binary())]))
    for ours, theirs in ((given_, objects), (given_.moved(turned), as_geos(objects))):
        assert len(ours) == len(theirs)
        assert np.array_equal(shapely.to_wkb(ours.objects), shapely.to_wkb(theirs))
        assert np.array_equal(ours.missing, shapely.is_missing(theirs))
        assert ours.vertices.tolist() == shapely.get_num_coordinates(theirs).tolist()
        assert np.array_equal(ours.bounds, shapely.bounds(theirs), equal_nan=True)
        assert ours.areas == pytest.approx(np.nan_to_num(shapely.area(theirs)), rel=1e-12, abs=1e-9)
        assert ours.with_heights == shapely.has_z(theirs).any()
        assert ours.binary.null_count == shapely.is_missing(theirs).sum()
        z, owner = shapely.get_coordinates(theirs, include_z=True, return_index=True)
        for row, (low, high) in enumerate(ours.heights.tolist()):
            own = z[owner == row, 2]
            wanted = [np.nan, np.nan] if np.isnan(own).all() else [np.nanmin(own), np.nanmax(own)]
            assert np.array_equal([low, high], wanted, equal_nan=True)


@pytest.mark.parametrize("times", [1, FEW])
def test_each_kind_alone_and_among_many_is_what_geos_makes_of_it(times: int) -> None:
    for wkt in (*WKT, MANY):
        holds(np.asarray(shapely.from_wkt([wkt] * times), dtype=object))


def test_kinds_gaps_and_pieces_may_be_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = np.asarray(shapely.from_wkt([*WKT, None, MANY] * FEW), dtype=object)
    holds(mixed)
    monkeypatch.setattr(shapes_module, "PIECE", 7)
    holds(mixed)
    holds(np.empty(0, dtype=object))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*WKT, MANY, None]), max_size=80), st.data())
def test_any_rows_are_taken(wkt: list[str | None], data: st.DataObject) -> None:
    objects = np.asarray(shapely.from_wkt(wkt), dtype=object)
    holds(objects)
    if wkt:
        rows = np.array(data.draw(st.lists(st.integers(0, len(wkt) - 1), min_size=1)))
        assert np.array_equal(
            shapely.to_wkb(Shapes.of(objects).taken(rows).objects), shapely.to_wkb(objects[rows])
        )


def ring(*points: tuple[float, float]) -> bytes:
    return struct.pack("<I", len(points)) + b"".join(struct.pack("<2d", *one) for one in points)


def area(*rings: bytes) -> bytes:
    return struct.pack("<BII", 1, 3, len(rings)) + b"".join(rings)


A, B, C = (0.0, 0.0), (1.0, 0.0), (1.0, 1.0)
GOOD = area(ring(A, B, C, A))
ODD = {
    "open ring": area(ring(A, B, C)),
    "ring of one point": area(ring(A)),
    "ring without points": area(ring()),
    "hole without a shell": area(ring(), ring(A, B, C, A)),
    "line of one point": struct.pack("<BI", 1, 2) + ring(A),
    "count beyond the end": struct.pack("<BII", 1, 3, 1 << 31) + ring(A, B, C, A),
    "points beyond the end": struct.pack("<BIII", 1, 3, 1, 4_000_000_000) + bytes(64),
    "cut": GOOD[:-3],
    "nothing": b"",
    "one byte": b"\1",
    "unknown kind": struct.pack("<BII", 1, 99, 0),
    "big end first": struct.pack(">BI2d", 0, 1, 3.0, 4.0),
    "measures": struct.pack("<BI3d", 1, 2001, 3.0, 4.0, 5.0),
    "heights, extended": struct.pack("<BI3d", 1, 1 << 31 | 1, 3.0, 4.0, 5.0),
    "heights, ISO": struct.pack("<BI3d", 1, 1001, 3.0, 4.0, 5.0),
    "parts of another dimension": struct.pack("<BIIBI3d", 1, 4, 1, 1, 1001, 3.0, 4.0, 5.0),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("others", [0, FEW])
def test_what_is_unusual_is_what_geos_makes_of_it(name: str, others: int) -> None:
    """Counts from outside are believed only as far as there are bytes."""
    written = [GOOD] * others + [ODD[name], None]
    read = Shapes.read(pa.chunked_array([pa.array(written, pa.binary())])).objects
    wanted = shapely.from_wkb(np.array(written, dtype=object), on_invalid="ignore")
    assert read[-1] is None
    assert len(read) == len(written)
    assert shapely.is_missing(read).tolist() == shapely.is_missing(wanted).tolist()
    assert shapely.equals_exact(read[~shapely.is_missing(read)], wanted[~shapely.is_missing(wanted)]).all()


def test_columns_of_other_types_are_left_to_geos() -> None:
    binary = pa.array(shapely.to_wkb(shapely.points([[1, 2], [3, 4]])), pa.large_binary())
    for column in (binary, binary.cast(pa.binary()), binary.dictionary_encode()):
        read = Shapes.read(pa.chunked_array([column]))
        assert shapely.get_coordinates(read.objects).tolist() == [[1, 2], [3, 4]]
        assert read.kinds == ["Point"]
    part = Shapes.read(pa.chunked_array([binary[1:]]))
    assert shapely.get_coordinates(part.objects).tolist() == [[3, 4]]
