from __future__ import annotations

import math
import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pyproj import CRS, Geod, Transformer
from pyproj._network import is_network_enabled, set_network_enabled

from layers import systems
from layers.errors import UnknownCrs
from layers.operations import KNOWN_GRIDS, Operation, operation, true_north, use_grids
from layers.systems import Datum, Kind, System

if TYPE_CHECKING:
    from collections.abc import Iterator

NAGASAKI = (129.87, 32.75)
SASEBO = (129.72, 33.18)
CITY = (129.6, 32.5, 130.1, 33.3)


def one(found: Operation, x: float, y: float) -> tuple[float, float]:
    east, north = found.transform(x, y)
    return float(east[0]), float(north[0])


@pytest.mark.parametrize("target", ["EPSG:6669", "EPSG:2443"])
@pytest.mark.parametrize(
    ("place", "north", "east"), [(NAGASAKI, -27_662.224, 34_671.509), (SASEBO, 19_982.650, 20_515.827)]
)
def test_crs_01_degrees_to_zone_one_to_the_millimetre(
    target: str, place: tuple[float, float], north: float, east: float
) -> None:
    np.testing.assert_allclose(one(operation("EPSG:6668", target, CITY), *place), (east, north), atol=1e-3)


def test_crs_02_web_mercator_and_its_stretched_metres() -> None:
    found = operation("EPSG:6668", "EPSG:3857", CITY)
    np.testing.assert_allclose(one(found, *NAGASAKI), (14_457_062.269, 3_862_167.465), atol=1e-3)
    assert true_north(*NAGASAKI, "EPSG:3857")[1] == pytest.approx(1.1890, abs=0.006)
    ends = [one(found, *place) for place in (NAGASAKI, Geod(ellps="GRS80").fwd(*NAGASAKI, 90, 100)[:2])]
    assert math.dist(*ends) == pytest.approx(118.9, abs=0.2)


def test_crs_03_the_tokyo_datum_is_shifted_and_not_taken_over() -> None:
    found = operation("EPSG:4301", "EPSG:6668")
    geod = Geod(ellps="GRS80")
    assert geod.inv(*one(found, *NAGASAKI), 129.867729, 32.753348)[2] < 0.1
    assert geod.inv(*one(found, *NAGASAKI), *NAGASAKI)[2] == pytest.approx(423, abs=10)
    assert found.accuracy == 10
    assert found.ballpark is False
    assert found.grids == ()
    assert "tky2jgd.gsb" in found.missing
    plane = operation("EPSG:30161", "EPSG:6669", CITY)
    np.testing.assert_allclose(one(plane, 34_667.386, -27_659.328), (34_457.379, -27_291.668), atol=2e-3)
    assert plane.missing == ("tky2jgd.gsb",)  # the grid of the north-east is of no use here


@pytest.mark.parametrize(
    ("place", "bearing", "scale"), [(NAGASAKI, -0.20016, 0.999915), (SASEBO, -0.12040, 0.999905)]
)
def test_crs_04_true_north_and_scale(place: tuple[float, float], bearing: float, scale: float) -> None:
    found = true_north(*place, "EPSG:6669")
    assert found[0] == pytest.approx(bearing, abs=1e-5)
    assert found[1] == pytest.approx(scale, abs=1e-6)


@pytest.mark.parametrize("zone", range(1, 14))
def test_crs_05_the_codes_with_height_are_a_zone_and_the_heights_of_jgd2011(zone: int) -> None:
    compound = CRS.from_epsg(10161 + zone)
    assert [part.to_epsg() for part in compound.sub_crs_list] == [6668 + zone, 6695]
    assert systems.system_of(f"EPSG:{10161 + zone}") == System(Kind.PLANE, Datum.JGD2011, zone)


def test_every_code_is_the_system_that_it_stands_for() -> None:
    names = {Datum.TOKYO: 4301, Datum.JGD2000: 4612, Datum.JGD2011: 6668, Datum.WGS84: 4326}
    for system, number in systems._CODES.items():
        found = CRS.from_epsg(number)
        assert found.geodetic_crs is not None
        assert found.geodetic_crs.to_epsg() == names[system.datum]
        assert systems.system_of(f"EPSG:{number}") == system
        assert systems.code_of(system) == f"EPSG:{number}"
        if system.kind is Kind.UTM:
            assert found.utm_zone == f"{system.zone}N"
    assert len(systems._CODES) == 4 + 3 * 19 + 4 * 5 + 1


def test_systems_are_compared_by_code() -> None:
    assert systems.same_system("EPSG:6697", "EPSG:6668")
    assert systems.same_system("EPSG:10162", "EPSG:6669")
    assert not systems.same_system("EPSG:2443", "EPSG:6669")
    assert systems.same_system("ESRI:102143", "ESRI:102143")
    assert not systems.same_system("", "EPSG:6669")


def test_ballpark_heights_are_refused_and_the_grid_is_named() -> None:
    with pytest.raises(UnknownCrs, match=r"EPSG:4979 から EPSG:6697") as caught:
        operation("EPSG:4979", "EPSG:6697", CITY)
    assert "jp_gsi_gsigeo2011.tif" in str(caught.value.hint)
    # What would have been done silently: the height above the ellipsoid passes for one above the sea.
    silent = Transformer.from_crs(4979, 6697, always_xy=True)
    assert silent.transform(*NAGASAKI, 40.0)[2] == pytest.approx(40.0)


def test_ballpark_positions_are_refused() -> None:
    with pytest.raises(UnknownCrs, match="正しく変換する方法がありません"):
        operation("EPSG:4004", "EPSG:6668")  # nothing but an ellipsoid is known


@pytest.mark.parametrize(
    "code", ["", "EPSG:999999", "JGD2011", "+proj=longlat +nadgrids=/etc/passwd", "EPSG:"]
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownCrs, match="わかりません"):
        operation(code, "EPSG:6668")


def test_accuracy_is_kept_and_heights_pass_through() -> None:
    found = operation("EPSG:6697", "EPSG:6669", CITY)
    assert found.accuracy == 0
    assert found.missing == ()
    x, y, z = found.transform([129.87], [32.75], [12.5])
    np.testing.assert_allclose([x[0], y[0], z[0]], [34_671.509, -27_662.224, 12.5], atol=1e-3)
    assert operation("EPSG:4326", "EPSG:6669", CITY).accuracy == 1
    assert operation("EPSG:2443", "EPSG:6669", CITY).accuracy == 1


def test_the_input_is_not_changed_and_an_operation_is_found_once() -> None:
    longitude, latitude = np.array([129.87]), np.array([32.75])
    same = operation("EPSG:4612", "EPSG:6668", CITY)
    x, _ = same.transform(longitude, latitude)
    x[0] = 0
    assert longitude[0] == 129.87
    assert operation("EPSG:4612", "EPSG:6668", CITY) is same


def test_nothing_comes_from_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    set_network_enabled(active=True)
    use_grids(None)
    operation("EPSG:4301", "EPSG:6668")
    assert is_network_enabled() is False


def _ntv2(path: Path, north_shift: float, east_shift: float) -> None:
    """Write a grid around Nagasaki with one shift everywhere, seconds of arc."""

    def text(name: str, value: str) -> bytes:
        return name.ljust(8).encode() + value.ljust(8).encode()

    def whole(name: str, value: int) -> bytes:
        return name.ljust(8).encode() + struct.pack("<i4x", value)

    def real(name: str, value: float) -> bytes:
        return name.ljust(8).encode() + struct.pack("<d", value)

    south, north, west, east, step = 32.0, 34.0, 129.0, 131.0, 0.5
    rows, columns = int((north - south) / step) + 1, int((east - west) / step) + 1
    head = [
        *(whole("NUM_OREC", 11), whole("NUM_SREC", 11), whole("NUM_FILE", 1), text("GS_TYPE", "SECONDS")),
        *(text("VERSION", "made"), text("SYSTEM_F", "TOKYO"), text("SYSTEM_T", "JGD2000")),
        *(real("MAJOR_F", 6377397.155), real("MINOR_F", 6356078.963)),
        *(real("MAJOR_T", 6378137.0), real("MINOR_T", 6356752.314)),
        *(text("SUB_NAME", "MADE"), text("PARENT", "NONE"), text("CREATED", "now"), text("UPDATED", "now")),
        *(real("S_LAT", south * 3600), real("N_LAT", north * 3600)),
        *(real("E_LONG", -east * 3600), real("W_LONG", -west * 3600)),
        *(real("LAT_INC", step * 3600), real("LONG_INC", step * 3600), whole("GS_COUNT", rows * columns)),
    ]
    nodes = struct.pack("<4f", north_shift, -east_shift, 0, 0) * (rows * columns)
    path.write_bytes(b"".join(head) + nodes + text("END", ""))


@pytest.fixture
def grids(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "補正 ファイル"
    folder.mkdir()
    _ntv2(folder / "tky2jgd.gsb", 12.0, -8.0)
    yield folder
    use_grids(None)


def test_a_grid_in_the_folder_is_used_and_named(grids: Path) -> None:
    without = operation("EPSG:4301", "EPSG:4612", CITY)
    assert use_grids(grids) == ("tky2jgd.gsb",)
    assert set(use_grids(grids)) <= set(KNOWN_GRIDS)
    found = operation("EPSG:4301", "EPSG:4612", CITY)
    assert found.grids == ("tky2jgd.gsb",)
    assert found.missing == ()
    assert found.accuracy == pytest.approx(0.2)
    np.testing.assert_allclose(one(found, *NAGASAKI), (129.87 - 8 / 3600, 32.75 + 12 / 3600), atol=1e-7)
    to_plane = operation("EPSG:30161", "EPSG:6669", CITY)
    assert to_plane.grids == ("tky2jgd.gsb",)
    use_grids(None)
    again = operation("EPSG:4301", "EPSG:4612", CITY)
    assert again.grids == ()
    assert one(again, *NAGASAKI) == one(without, *NAGASAKI)


def test_where_a_grid_ends_the_coarser_way_is_used_and_told(grids: Path) -> None:
    use_grids(grids)
    found = operation("EPSG:4301", "EPSG:6668")
    assert found.grids == ("tky2jgd.gsb",)
    assert found.elsewhere is not None
    assert found.elsewhere.accuracy == 10
    longitude, latitude = found.transform([129.87, 128.5], [32.75, 32.75])
    assert longitude[0] == pytest.approx(129.87 - 8 / 3600, abs=1e-7)
    np.testing.assert_allclose((longitude[1], latitude[1]), one(found.elsewhere, 128.5, 32.75), atol=1e-12)


def test_threads_share_operations_and_see_the_grids(grids: Path) -> None:
    def work(_: int) -> tuple[float, float, bool]:
        found = operation("EPSG:4301", "EPSG:4612", CITY)
        return (*one(found, *NAGASAKI), is_network_enabled())

    with ThreadPoolExecutor(4) as pool:
        before = set(pool.map(work, range(32)))
        use_grids(grids)  # the threads and their PROJ contexts are there already
        after = set(pool.map(work, range(32)))
        many = operation("EPSG:6668", "EPSG:6669", CITY)
        random = np.random.default_rng(1).uniform([129.6, 32.5], [130.1, 33.3], (200_000, 2)).T
        expected = many.transform(*random)
        for result in pool.map(lambda _: many.transform(*random), range(8)):
            np.testing.assert_array_equal(result, expected)
    assert len(before) == len(after) == 1
    assert before != after
    assert next(iter(after))[0] == pytest.approx(129.87 - 8 / 3600, abs=1e-7)
