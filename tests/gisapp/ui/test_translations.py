"""No sentence is left without English, and none says something else than its Japanese."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from gisapp.ui import language
from gisapp.ui.translations import update
from gisapp.ui.translations.update import MARKS, ROOT, Sentence
from layers.query.words import FUNCTIONS, KEYWORDS
from tests.fakes import box_city
from tests.gisapp.ui.conftest import MakeWindow, quiet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAMES_IN_EXAMPLES = {
    "計測高さ",
    "高さ",
    "地上階数",
    "用途",
    "住宅",
    "共同住宅",
    "商業",
    "自治会",
    "階高",
    "「",
    "」",
    "【",
    "】",
}
EXPRESSION_WORDS = {word for word in (*KEYWORDS, *FUNCTIONS) if not word.isascii()} | NAMES_IN_EXAMPLES
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
OWN_NAMES = {"Language / 言語"}
"""English translations that show Japanese on purpose."""
UNMARKED = {"日本語"}
"""Japanese texts of the window that are the same in every language."""


def _places(text: str) -> list[tuple[str, str | None]]:
    return sorted((name, form) for _, name, form, _ in Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return update.collected()


@pytest.fixture(scope="module")
def translations() -> dict[Sentence, str]:
    return update.read()


def test_marks_are_found_however_their_context_is_written(tmp_path: Path) -> None:
    module = tmp_path / "m.py"
    module.write_text(
        'A = QT_TRANSLATE_NOOP("messages", "一")\n'
        'B = QT_TRANSLATE_NOOP(CONTEXT, "二" "三")\n'
        'C = words.translate("panels", "四\\n五")\n'
        "D = translate(CONTEXT, variable)\n"
        'E = other("messages", "六")\n',
        encoding="utf-8",
    )
    assert sorted(update.marked(module)) == [
        Sentence("messages", "一"),
        Sentence("messages", "二三"),
        Sentence("panels", "四\n五"),
    ]


def test_every_sentence_has_english_and_no_other_is_kept(
    sentences: list[Sentence], translations: dict[Sentence, str]
) -> None:
    assert len(sentences) > 800
    assert [one for one in sentences if not translations.get(one)] == []
    assert set(translations) - set(sentences) == set()


def test_english_has_the_same_places_as_japanese(translations: dict[Sentence, str]) -> None:
    different = [
        (one.text, english) for one, english in translations.items() if _places(one.text) != _places(english)
    ]
    assert different == []


def test_english_holds_no_japanese(translations: dict[Sentence, str]) -> None:
    # Expressions are written in Japanese words, and sentences about them quote those.
    quoted = re.compile("|".join(sorted(EXPRESSION_WORDS, key=len, reverse=True)))
    left = [english for english in translations.values() if JAPANESE.search(quoted.sub("", english))]
    assert set(left) <= OWN_NAMES


def test_menu_headings_keep_their_keys(translations: dict[Sentence, str]) -> None:
    for one, english in translations.items():
        if "(&" in one.text:
            assert english.count("&") == 1


def test_the_compiled_file_is_up_to_date(tmp_path: Path) -> None:
    copy = tmp_path / update.TS.name
    copy.write_bytes(update.TS.read_bytes())
    assert update.compile_file(copy).read_bytes() == update.TS.with_suffix(".qm").read_bytes()


def test_update_keeps_what_is_there_and_marks_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "t.ts"
    one, two = Sentence("window", "一 & <二>"), Sentence("window", "三")
    update.write([one, two], {one: 'one & "two"'}, path)
    assert update.read(path) == {one: 'one & "two"', two: ""}
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")


def _unmarked(path: Path) -> list[str]:
    """Return Japanese texts of a module that no translation can reach."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(id(node.value))  # docstrings and explanations below constants
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS:
                allowed.update(id(argument) for argument in node.args)
    return [
        f"{path.name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in allowed
        and JAPANESE.search(node.value)
        and node.value not in UNMARKED
    ]


def test_no_japanese_of_the_window_escapes_translation(translations: dict[Sentence, str]) -> None:
    """A text that is not marked itself must at least be a sentence that is marked elsewhere."""
    known = {one.text for one in translations}
    folders = ("gisapp/ui", "gisapp/scene", "gisapp/tools")
    modules = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(modules) > 60
    found = [line for path in modules for line in _unmarked(path)]
    assert [line for line in found if line.split(": ", 1)[1] not in known] == []


@pytest.mark.parametrize("name", language.LANGUAGES)
def test_words_of_qt_itself_follow(qtbot: QtBot, name: str) -> None:
    language.install(name)
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert (said == "Cancel") == (name == "en")
    language.install("ja")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        language.install("fr")


def test_a_window_in_english_shows_no_japanese(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(language="en")
    layer = box_city(100, "houses", name="Houses")
    window.session.do("x", window.session.project.with_layer(layer))
    window.commands.show_lower("findings")
    window.commands.show_lower("table")
    window.commands.show_style()
    quiet(window, qtbot)
    shown: set[str] = set()
    said: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    shown.update(text for one in said for text in (one.text(), one.toolTip(), one.accessibleName()))
    shown.update(one.placeholderText() for one in window.findChildren(QLineEdit))
    for box in window.findChildren(QComboBox):
        shown.update(box.itemText(index) for index in range(box.count()))
    shown.update(action.text() for action in window.actions() if action.objectName() not in {"undo", "redo"})
    attributes = {attribute.label for attribute in layer.table().attributes}
    left = {text for text in shown if JAPANESE.search(text)} - attributes - {"日本語"}
    assert left == set()
