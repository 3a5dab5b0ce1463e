from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gisapp import settings
from gisapp.settings import Settings


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "設定 の 置き場"
    monkeypatch.setenv(settings.CONFIG_VARIABLE, str(folder))
    return folder


def test_the_first_start_has_the_first_values() -> None:
    assert settings.load() == (Settings(), ())


def test_what_is_saved_comes_back() -> None:
    wanted = Settings(
        language="en",
        theme="dark",
        scale=1.5,
        reduced_motion=True,
        recent=("/data/館林.gisproj",),
        backups=5,
        shortcuts=(("table", "F2"),),
    )
    settings.save(wanted)
    assert settings.load() == (wanted, ())


def test_a_damaged_file_is_kept_aside_and_told(own_folder: Path) -> None:
    own_folder.mkdir()
    settings.settings_file().write_bytes(b'{"language": "en", ')
    found, findings = settings.load()
    assert found == Settings()
    assert [finding.code for finding in findings] == ["settings-damaged"]
    kept = own_folder / "settings.json.damaged"
    assert kept.read_bytes() == b'{"language": "en", '
    assert str(kept) in str(findings[0].message)
    settings.save(found)
    assert settings.load() == (Settings(), ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "xx"),
        ("theme", 3),
        ("scale", 40),
        ("scale", True),
        ("backups", 2.5),
        ("recent", "one"),
        ("shortcuts", [["table"]]),
        ("reduced_motion", "yes"),
    ],
)
def test_one_odd_value_does_not_cost_the_others(own_folder: Path, name: str, value: object) -> None:
    own_folder.mkdir()
    content = {"theme": "dark", "store_folder": "/data/store", name: value, "unknown": 1}
    settings.settings_file().write_text(json.dumps(content), encoding="utf-8")
    found, findings = settings.load()
    assert getattr(found, name) == getattr(Settings(), name)
    assert found.store_folder == "/data/store"
    assert [finding.code for finding in findings] == ["settings-value"]
    assert name in str(findings[0].message)


def test_recent_projects_are_few_and_the_newest_first() -> None:
    kept = Settings()
    for number in range(20):
        kept = kept.with_recent(Path(f"/data/{number}.gisproj"))
    kept = kept.with_recent(Path("/data/15.gisproj"))
    assert len(kept.recent) == settings.RECENT_LIMIT
    assert kept.recent[:2] == (str(Path("/data/15.gisproj")), str(Path("/data/19.gisproj")))
    gone = kept.without_recent(Path("/data/15.gisproj"))
    assert str(Path("/data/15.gisproj")) not in gone.recent


def test_all_folders_follow_the_variable(own_folder: Path) -> None:
    for folder in (settings.config_folder(), settings.state_folder(), settings.store_folder(Settings())):
        assert folder.is_relative_to(own_folder)
    chosen = replace(Settings(), store_folder="/data/store")
    assert settings.store_folder(chosen) == Path("/data/store")
