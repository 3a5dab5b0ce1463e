"""No host is asked that the administrator did not name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from importers.allowed import administrator_file, allowed, writable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "allowed.toml"
    monkeypatch.setenv("GISAPP_ALLOWED", str(path))
    return path


def test_without_a_list_only_this_machine_is_asked(settings: Path) -> None:
    assert administrator_file() == settings
    assert [allowed(host) for host in ("localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]")] == [True] * 5
    others = ("", "example.lg.jp", "10.0.0.1", "localhost.example.jp", "127.0.0.1.example.jp", "*")
    assert not any(allowed(host) for host in others)


def test_the_list_names_hosts_and_whole_domains(settings: Path) -> None:
    settings.write_text('hosts = ["Maps.Example.lg.jp", "*.city.example.jp", "10.1.2.3", "地図.example"]')
    yes = (
        "maps.example.lg.jp",
        "MAPS.example.lg.jp.",
        "a.city.example.jp",
        "b.a.city.example.jp",
        "10.1.2.3",
    )
    assert all(allowed(host) for host in yes)
    assert allowed("地図.example")
    assert allowed("地図.example".encode("idna").decode())
    no = ("example.lg.jp", "city.example.jp", "evilcity.example.jp", "maps.example.lg.jp.evil.example")
    assert not any(allowed(host) for host in no)


@pytest.mark.parametrize(
    "text", ["hosts = 'maps.example.jp'", "hosts = [1]", "hosts = [", "# nothing", 'hosts = ["*"]']
)
def test_a_list_that_cannot_be_read_allows_nothing(text: str, settings: Path) -> None:
    settings.write_text(text)
    assert not allowed("maps.example.jp")
    assert allowed("localhost")


def test_a_changed_list_counts_at_once(settings: Path) -> None:
    settings.write_text('hosts = ["a.example"]')
    assert allowed("a.example")
    settings.write_text('hosts = ["b.example"]')
    os.utime(settings, ns=(1, 1))
    assert not allowed("a.example")
    assert allowed("b.example")


def test_no_database_is_written_that_is_not_named(settings: Path) -> None:
    assert not writable("127.0.0.1", "city")
    settings.write_text(
        'hosts = ["db.example.lg.jp"]\nwrite = ["DB.example.lg.jp/city", "127.0.0.1/a/b", "localhost"]'
    )
    assert writable("db.example.lg.jp", "city")
    assert writable("127.0.0.1", "a/b")
    refused = (
        ("db.example.lg.jp", "City"),
        ("db.example.lg.jp", ""),
        ("127.0.0.1", "city"),
        ("localhost", ""),
    )
    assert not any(writable(*one) for one in refused)
    # To be named for writing opens no host that may not be asked.
    settings.write_text('write = ["db.example.lg.jp/city", "*/city", "127.0.0.1/city"]')
    assert not writable("db.example.lg.jp", "city")
    assert writable("127.0.0.1", "city")
    assert not writable("localhost", "city")
    settings.write_text('write = "127.0.0.1/city"')
    assert not writable("127.0.0.1", "city")
