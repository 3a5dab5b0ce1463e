"""Writing as a whole: what is refused, what is left behind, what is offered."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gisapp.export import target
from gisapp.export.formats import FORMATS, formats_for, write
from layers.errors import ExportFailed, NotAllowed, WontOverwrite
from layers.feedback import Cancelled, Feedback
from layers.filters import Condition, Operator
from tests.fakes import box_city
from tests.gisapp.export.conftest import SHUNAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.base import Layer

OFFERED = tuple(one for one in FORMATS if one.id not in ("tif", "copc"))
"""Of buildings."""
SUFFIXES = [one.suffix for one in OFFERED if one.id not in ("pmtiles", "3dtiles")]
"""Tiles are tried where they are made."""
BESIDE = {".shp": [".shp", ".shx", ".dbf", ".prj", ".cpg", "_fields.csv"]}
"""Formats that are several files."""


@pytest.fixture
def shunan(city: Callable[[str], Layer]) -> Layer:
    return city(SHUNAN)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_older_file_stays_unless_it_may_go(shunan: Layer, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a[1]{suffix}"
    path.write_text("older", "utf-8")
    with pytest.raises(WontOverwrite, match="すでにあります"):
        write(shunan, path, Feedback())
    assert path.read_text("utf-8") == "older"
    assert write(shunan, path, Feedback(), overwrite=True) == path
    assert path.stat().st_size > 10_000
    assert path in set(tmp_path.iterdir())
    assert {one.name for one in tmp_path.iterdir()} == {
        f"a[1]{ending}" for ending in BESIDE.get(suffix, [suffix])
    }


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_cancelling_leaves_nothing(shunan: Layer, tmp_path: Path, suffix: str, when: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("older", "utf-8")
    feedback = Feedback(lambda *_: feedback.cancel())
    if when == "before":
        feedback.cancel()
    with pytest.raises(Cancelled):
        write(shunan, path, feedback, overwrite=True)
    assert path.read_text("utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_counts_buildings(shunan: Layer, tmp_path: Path) -> None:
    seen: list[tuple[float, float]] = []
    write(shunan, tmp_path / "a.glb", Feedback(lambda done, total, _: seen.append((done, total))))
    count = shunan.data.store.count
    assert [seen[0], seen[-1]] == [(0, count), (count, count)]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_what_cannot_be_written_is_said(shunan: Layer, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match=r"\.gpkg \.shp \.shp\.zip \.geojson .*\.copc\.laz"):
        write(shunan, tmp_path / "a.xyz", Feedback())
    with pytest.raises(ExportFailed, match="フォルダ"):
        write(shunan, tmp_path / "none" / "a.csv", Feedback())
    with pytest.raises(NotAllowed, match="見つからない"):
        write(replace(shunan, data=None), tmp_path / "a.csv", Feedback())
    with pytest.raises(NotAllowed, match="boxes"):
        write(box_city(3), tmp_path / "a.csv", Feedback())
    nothing = replace(shunan, filter=(Condition("measured_height", Operator.AT_LEAST, 1e6),))
    with pytest.raises(ExportFailed, match="書き出すものがありません"):
        write(nothing, tmp_path / "a.csv", Feedback())
    assert list(tmp_path.iterdir()) == []


def test_offers(shunan: Layer) -> None:
    assert formats_for(shunan) == OFFERED
    assert formats_for(replace(shunan, data=None)) == ()
    assert formats_for(box_city(3)) == ()
    assert len({one.suffix for one in FORMATS}) == len({one.id for one in FORMATS}) == len(FORMATS)


def write_to_a_full_disk(path: Path) -> None:
    with target.replacing(path, overwrite=False) as making:
        making.touch()
        with Path("/dev/full").open("wb") as full:
            full.write(b"x" * 100_000)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: /dev/full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="空きがありません"):
        write_to_a_full_disk(tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def write_while_another_does(path: Path) -> None:
    with target.replacing(path, overwrite=False) as making:
        making.write_text("new", "utf-8")
        path.write_text("somebody else's", "utf-8")


def test_the_last_moment_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(WontOverwrite):
        write_while_another_does(path)
    assert path.read_text("utf-8") == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]
