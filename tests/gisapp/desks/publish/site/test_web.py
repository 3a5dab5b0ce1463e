"""The files of the page: what they are, that they come along, and that no word is lacking."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

from gisapp.desks.publish import web
from gisapp.desks.publish.site import english, pages
from styles.presets import presets
from tests.realdata import ROOT

WEB = Path(web.__file__).parent
VENDOR = WEB / "vendor"
MOST_LINES = 400


def test_libraries_are_those_that_are_written_down() -> None:
    held = json.loads((VENDOR / "VERSIONS.json").read_text("utf-8"))["libraries"]
    named = {name: digest for one in held for name, digest in one["files"].items()}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.suffix in (".js", ".css")
    }
    assert named == found
    assert {one["licence"] for one in held} == {"BSD-3-Clause", "OFL-1.1"}
    for one in held:
        assert len((VENDOR / one["text"]).read_text("utf-8")) > 1000


def test_a_page_names_and_carries_the_licences(tmp_path: Path) -> None:
    for packaging in pages.LIBRARIES:
        pages.write_page(tmp_path / packaging, packaging, {"title": "地図", "layers": []})
        for one in pages.software():
            assert (tmp_path / packaging / one["text"]).is_file()


def test_the_files_are_part_of_the_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert "gisapp" in settings["targets"]["wheel"]["packages"]
    assert not {"exclude", "only-include", "only-packages"} & settings["targets"]["wheel"].keys()


def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    words = pages.words()
    texts = [path.read_text("utf-8") for path in (WEB / "app").glob("*.js")]
    markup = (WEB / "index.html").read_text("utf-8")
    asked = set(re.findall(r'data-word(?:-label|-placeholder)?="(\w+)"', markup))
    for text in texts:
        asked |= set(re.findall(r'(?:word|notice)\("(\w+)"', text))
    assert asked - words.keys() == set()
    quoted = {word for text in texts for word in re.findall(r'"(\w+)"', text)}
    assert words.keys() - asked - quoted == set(), "words that nobody says"
    for name, told in words.items():
        assert told.keys() == {"ja", "en"}, name
        marks = [sorted(re.findall(r"\{\w+\}", told[language])) for language in ("ja", "en")]
        assert marks[0] == marks[1], name
        assert not re.search(r"[\u3040-\u9fff]", told["en"]), name


def test_scripts_are_small_and_put_texts_in_as_texts() -> None:
    for path in (WEB / "app").glob("*.js"):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= MOST_LINES
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|setHTML", text)
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
        assert '"use strict"' in text


@pytest.mark.parametrize(
    ("japanese", "expected"),
    [
        ("0.5m以上3m未満", "0.5 to under 3 m"),
        ("20m以上", "20 m or more"),
        ("0.5m未満", "under 0.5 m"),
        ("5〜10 m", "5 to 10 m"),
        ("港町", ""),
        ("1週間以上2週間未満", "1 to under 2 weeks"),
    ],
)
def test_legends_in_english(japanese: str, expected: str) -> None:
    assert english.words(japanese) == expected


def test_hazard_legends_are_told_in_english_as_a_whole() -> None:
    wanted = ("flood_depth", "flood_depth_detailed", "flood_rank", "landslide_area", "flood_duration")
    lacking = [
        label
        for palette in presets()
        if palette.id in wanted
        for label in (*(one.label for one in palette.categories), *(one.label for one in palette.ranges))
        if not english.words(label)
    ]
    assert lacking == []
