import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QStyle

from gisapp.ui import fonts, icons, theme
from gisapp.ui.icons import MEANINGS, icon
from gisapp.ui.stylesheet import stylesheet
from gisapp.ui.tokens import DARK, LIGHT, THEMES, Tokens


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)


def _ink(image: QImage) -> set[tuple[int, int, int]]:
    """Return the colours of the pixels that are fully inked."""
    found = set()
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.alpha() == 255:
                found.add((colour.red(), colour.green(), colour.blue()))
    return found


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_style_sheet_is_complete_and_has_no_letters_below_eleven_pixels(
    tokens: Tokens, scale: float
) -> None:
    sheet = stylesheet(tokens, scale, Path("assets"))
    assert "$" not in sheet
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", sheet)]
    assert min(sizes) >= round(11 * scale)


def test_the_theme_reaches_the_palette(qapp: QApplication) -> None:
    theme.apply(qapp, "dark", 1.0)
    assert theme.look().tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.ground
    theme.apply(qapp, "light", 1.0)
    assert qapp.palette().color(QPalette.ColorRole.Highlight).name().upper() == LIGHT.accent


@pytest.mark.parametrize(("wanted", "given"), [(0.5, 1.0), (1.5, 1.5), (9.0, 2.0)])
def test_the_size_stays_between_100_and_200_per_cent(qapp: QApplication, wanted: float, given: float) -> None:
    assert theme.apply(qapp, "light", wanted).scale == given
    assert theme.px(8) == round(8 * given)
    assert qapp.font().pixelSize() == round(13 * given)


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        theme.apply(qapp, "pink", 1.0)


def test_words_are_set_in_the_bundled_japanese_type(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Noto Sans JP"
    rare = QLabel("𠮷髙﨑")
    assert rare.fontMetrics().horizontalAdvance("𠮷") == rare.fontMetrics().horizontalAdvance("吉")
    rare.deleteLater()


def test_digits_are_all_as_wide(qapp: QApplication) -> None:
    label = QLabel()
    widths = {label.fontMetrics().horizontalAdvance(digit) for digit in "0123456789"}
    assert len(widths) == 1
    label.deleteLater()


def test_a_broken_font_file_is_a_fault_of_the_installation(qapp: QApplication, tmp_path: Path) -> None:
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"no font")
    with pytest.raises(RuntimeError, match=r"broken\.otf"):
        fonts.register(broken)


@pytest.mark.parametrize("meaning", sorted(MEANINGS))
def test_every_meaning_has_a_picture(qapp: QApplication, meaning: str) -> None:
    image = icon(meaning).pixmap(QSize(20, 20)).toImage()
    inked = sum(
        image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height())
    )
    assert inked >= 10


def test_icons_follow_the_theme(qapp: QApplication) -> None:
    made = icon("settings")
    light = _ink(made.pixmap(QSize(64, 64)).toImage())
    theme.apply(qapp, "dark", 1.0)
    dark = _ink(made.pixmap(QSize(64, 64)).toImage())
    assert light == {tuple(bytes.fromhex(LIGHT.icon[1:]))}
    assert dark == {tuple(bytes.fromhex(DARK.icon[1:]))}


def test_an_icon_squeezed_to_nothing_is_no_reason_for_a_warning(qapp: QApplication, qtlog: Any) -> None:
    for size in (QSize(0, 0), QSize(-6, 4)):
        assert not _ink(icon("settings").pixmap(size).toImage())
    assert [record.message for record in qtlog.records] == []


def test_a_meaning_without_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icon("nonsense")


def test_characters_come_from_the_icon_font(qapp: QApplication) -> None:
    family = fonts.register(icons._font_files()[0])
    assert family == "Material Design Icons"
    assert QFontInfo(QFont(family)).family() == family


def test_icons_in_menus_grow_with_the_size(qapp: QApplication) -> None:
    metric = QStyle.PixelMetric.PM_SmallIconSize
    theme.apply(qapp, "light", 1.0)
    small = qapp.style().pixelMetric(metric)
    theme.apply(qapp, "light", 2.0)
    assert qapp.style().pixelMetric(metric) == 2 * small


def test_the_look_can_change_very_often(qapp: QApplication) -> None:
    label = QLabel("館林市")
    label.show()
    for number in range(200):
        theme.apply(qapp, "dark" if number % 2 else "light", 1.0 + number % 5 / 4)
    assert theme.look().tokens is DARK
    label.deleteLater()
