import re
from pathlib import Path

import pytest

from gisapp.ui import tokens
from gisapp.ui.tokens import DRAWN_ON, TEXT_ON, THEMES, Tokens, contrast

ASSETS = Path(tokens.__file__).parent / "assets"
PAIRS_OF_TEXT = [(ground, word) for ground, words in TEXT_ON.items() for word in words]
PAIRS_OF_LINES = [(ground, line) for ground, lines in DRAWN_ON.items() for line in lines]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#777777", "#FFFFFF", 4.48)],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ground", "words"), PAIRS_OF_TEXT)
def test_words_can_be_read(theme: Tokens, ground: str, words: str) -> None:
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ground", "line"), PAIRS_OF_LINES)
def test_lines_and_icons_can_be_seen(theme: Tokens, ground: str, line: str) -> None:
    assert contrast(getattr(theme, line), getattr(theme, ground)) >= 3.0


def test_the_accent_is_the_harbour_blue_of_the_design() -> None:
    assert (tokens.LIGHT.accent, tokens.DARK.accent) == ("#1F5FA8", "#6FA8E8")


def test_sizes_are_those_of_the_design() -> None:
    assert (tokens.BODY, tokens.TITLE, tokens.SMALL) == (13, 15, 11)
    assert 22 <= tokens.FIGURE <= 28
    for length in (tokens.TOP_BAR, tokens.STATUS_BAR, tokens.LEFT_COLUMN, tokens.RIGHT_COLUMN, tokens.ICON):
        assert length % tokens.GRID == 0


def test_drawn_arrows_can_be_seen_in_both_themes() -> None:
    drawings = sorted(ASSETS.glob("chevron-*.svg"))
    assert len(drawings) == 3
    for drawing in drawings:
        colours = re.findall(r'stroke="(#[0-9A-F]{6})"', drawing.read_text(encoding="utf-8"))
        assert colours
        for theme in THEMES.values():
            assert all(contrast(colour, theme.surface) >= 3.0 for colour in colours)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("mark", ["check", "partly"])
def test_check_marks_are_drawn_in_the_colour_that_stands_on_the_accent(theme: Tokens, mark: str) -> None:
    drawing = (ASSETS / f"{mark}-{theme.name}.svg").read_text(encoding="utf-8")
    assert re.findall(r'stroke="(#[0-9A-F]{6})"', drawing) == [theme.on_accent]
