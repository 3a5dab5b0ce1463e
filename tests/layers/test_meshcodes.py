"""Grid squares: known ones, and any place lies in the square that its own code names."""

from __future__ import annotations

import numpy as np
import pytest

from layers.meshcodes import LENGTHS, boxes


def code(longitude: float, latitude: float, digits: int) -> str:
    """Return the code of a place, worked out from the place downwards: another way than the tested one."""
    p, rest = divmod(latitude * 60, 40)
    q, rest = divmod(rest, 5)
    r, rest = divmod(rest * 60, 30)
    u = int(longitude - 100)
    v, east = divmod((longitude - int(longitude)) * 60, 7.5)
    w, east = divmod(east * 60, 45)
    found = f"{int(p):02}{u:02}{int(q)}{int(v)}{int(r)}{int(w)}"
    high, broad = 15.0, 22.5
    for _ in range(3):
        up, rest = divmod(rest, high)
        right, east = divmod(east, broad)
        found += str(int(1 + 2 * up + right))
        high, broad = high / 2, broad / 2
    return found[:digits]


def test_the_square_of_tokyo_station() -> None:
    west, south, east, north = boxes(np.array(["53394611"]))[0]
    assert west < 139.767125 < east
    assert south < 35.681236 < north
    assert (east - west, north - south) == pytest.approx((45 / 3600, 30 / 3600))


def test_the_first_square_of_the_standard() -> None:
    assert boxes(np.array(["5339"]))[0].tolist() == pytest.approx([139.0, 53 / 1.5, 140.0, 54 / 1.5])


@pytest.mark.parametrize("digits", LENGTHS)
def test_any_place_lies_in_the_square_of_its_code(digits: int) -> None:
    random = np.random.default_rng(digits)
    places = random.uniform((123, 24), (146, 45.9), (500, 2))
    codes = np.array([code(east, north, digits) for east, north in places.tolist()])
    found = boxes(codes)
    assert np.isfinite(found).all()
    assert (found[:, :2] <= places + 1e-9).all()
    assert (found[:, 2:] >= places - 1e-9).all()
    assert len(np.unique(found[:, 2] - found[:, 0] > 0)) == 1


def test_halves_fill_their_square() -> None:
    whole = boxes(np.array(["53394611"]))[0]
    parts = boxes(np.array([f"53394611{k}" for k in (1, 2, 3, 4)]))
    area = (parts[:, 2] - parts[:, 0]) * (parts[:, 3] - parts[:, 1])
    assert area.sum() == pytest.approx((whole[2] - whole[0]) * (whole[3] - whole[1]))
    assert parts[:, 0].min() == whole[0]
    assert parts[:, 3].max() == whole[3]
    west, east = boxes(np.array(["49295079", "49295170"]))  # from one second level to the next
    assert west[2] == east[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5339461",
        "53398611",
        "533946115",
        "5339461100",
        "99999999",
        "10000000",
        "5339ab11",
        "५३३९४६११",
        "533946111111",
    ],
)
def test_other_codes_are_refused(text: str) -> None:
    assert np.isnan(boxes(np.array([text]))).all()


def test_none_of_them() -> None:
    assert boxes(np.array([], dtype=np.str_)).shape == (0, 4)
