from __future__ import annotations

import sys
from importlib.metadata import EntryPoint

import pytest

from layers.registry import LAYERS, Registry
from tests.fakes import BoxCity


def outside(monkeypatch: pytest.MonkeyPatch, **rows: str) -> None:
    points = tuple(EntryPoint(name, value, "gisapp.layers") for name, value in rows.items())
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: points)


def test_rows_are_imported_on_first_use() -> None:
    rows: Registry[type] = Registry("", {"calendar": "calendar:Calendar", "boxes": "tests.fakes:BoxCity"})
    sys.modules.pop("calendar", None)
    assert rows.names() == ("calendar", "boxes")
    assert "calendar" not in sys.modules
    assert rows.get("boxes") is BoxCity
    assert "calendar" not in sys.modules
    assert rows.get("calendar") is not None
    assert "calendar" in sys.modules


def test_an_unknown_name_is_none() -> None:
    assert Registry[type]("", {}).get("nothing") is None


def test_a_wrong_row_of_our_own_is_a_bug() -> None:
    with pytest.raises(AttributeError):
        Registry[type]("", {"boxes": "tests.fakes:Nothing"}).get("boxes")


def test_other_packages_add_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    outside(monkeypatch, boxes="tests.fakes:BoxCity")
    rows: Registry[type] = Registry("gisapp.layers", {})
    assert rows.get("boxes") is BoxCity
    assert list(rows) == [BoxCity]
    assert rows.findings == ()


def test_a_broken_row_of_another_package_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    outside(monkeypatch, broken="no.such.module:Class", boxes="tests.fakes:BoxCity")
    rows: Registry[type] = Registry("gisapp.layers", {})
    assert list(rows) == [BoxCity]
    assert rows.get("broken") is None
    assert [(finding.code, finding.values["name"]) for finding in rows.findings] == [
        ("extension-broken", "broken")
    ]


def test_another_package_cannot_replace_our_own_row(monkeypatch: pytest.MonkeyPatch) -> None:
    outside(monkeypatch, boxes="calendar:Calendar")
    rows: Registry[type] = Registry("gisapp.layers", {"boxes": "tests.fakes:BoxCity"})
    assert list(rows) == [BoxCity]
    assert [finding.code for finding in rows.findings] == ["extension-name"]


def test_every_own_row_can_be_imported() -> None:
    for name in LAYERS.names():
        row = LAYERS.get(name)
        assert row is not None
        assert row.kind == name
