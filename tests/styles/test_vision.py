from __future__ import annotations

import numpy as np
import pytest

from styles.palettes import CATEGORICAL, OLD_TO_NEW, OTHER, RISING, ramp
from styles.presets import presets
from styles.style import MISSING, Colour
from styles.vision import Vision, closest, difference, lab, lab_difference, seen

EYES = (Vision.NORMAL, Vision.PROTAN, Vision.DEUTERAN, Vision.TRITAN)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ciede2000_equals_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert lab_difference(one, other) == pytest.approx(expected, abs=5e-5)
    assert lab_difference(other, one) == pytest.approx(expected, abs=5e-5)


def test_lab_of_known_colours() -> None:
    assert lab([(255, 255, 255), (0, 0, 0)]) == pytest.approx(np.array([[100, 0, 0], [0, 0, 0]]), abs=0.02)
    assert lab((255, 0, 0)) == pytest.approx(np.array([53.24, 80.09, 67.2]), abs=0.05)


def test_grey_and_normal_vision() -> None:
    greys = [(0, 0, 0), (128, 128, 128), (255, 255, 255)]
    for vision in Vision:
        assert seen(greys, vision) == pytest.approx(np.array(greys), abs=0.6)
    assert seen((10, 200, 30), Vision.NORMAL) == pytest.approx(np.array([10, 200, 30]))
    red, green = seen([(200, 60, 60), (90, 120, 60)], Vision.PROTAN)
    assert difference(red, green) < difference((200, 60, 60), (90, 120, 60)) / 2


@pytest.mark.parametrize("vision", EYES)
def test_all_eyes_tell_the_categorical_colours_apart(vision: Vision) -> None:
    assert closest([*CATEGORICAL, MISSING], vision) > 12
    assert closest([*CATEGORICAL, OTHER], vision) > 7.5


@pytest.mark.parametrize("anchors", [RISING, OLD_TO_NEW])
@pytest.mark.parametrize("vision", EYES)
def test_neighbours_on_a_ramp_can_be_told_apart(anchors: tuple[Colour, ...], vision: Vision) -> None:
    for count in range(2, 10):
        colours = np.array(ramp(anchors, count))
        assert difference(seen(colours[:-1], vision), seen(colours[1:], vision)).min() > 5.5


def test_a_rising_ramp_grows_darker() -> None:
    lightness = lab(ramp(RISING, 9))[:, 0]
    assert (np.diff(lightness) < -4).all()
    assert ramp(RISING, 4) == RISING


@pytest.mark.parametrize("vision", EYES)
def test_own_palettes_can_be_told_apart_where_it_matters(vision: Vision) -> None:
    official = {"building_usage", "building_usage_plateau_view", "flood_rank", "flood_depth"}
    official |= {
        "flood_depth_detailed",
        "flood_duration",
        "flood_duration_rank",
        "reservoir_rank",
        "tsunami_rank",
    }
    official |= {"landslide_area", "landslide_area_debris_flow", "landslide_area_slide"}
    official |= {"landslide_area_steep_slope", "disaster_risk_area", "location_plan", "tsunami_rank"}
    official |= {"use_district", "use_district_vivid", "area_classification", "fire_zone"}
    for preset in presets():
        if preset.id in official:
            continue
        colours = [one.colour for one in preset.categories] + [one.colour for one in preset.ranges]
        colours = [colour for colour in colours if colour != MISSING]
        neighbours = difference(seen(colours[:-1], vision), seen(colours[1:], vision))
        assert neighbours.min() > 5.5, preset.id


@pytest.mark.parametrize("vision", EYES)
def test_the_main_usages_can_be_told_apart(vision: Vision) -> None:
    colours = {
        category.value: category.colour
        for preset in presets()
        if preset.id == "building_usage"
        for category in preset.categories
    }
    main = [colours[code] for code in ["401", "402", "411", "412", "421", "422", "431", "441", "451", "461"]]
    assert closest(main, vision) > 7
