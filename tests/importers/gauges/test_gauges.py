"""Gauges and cameras: lists, documents and brokers become points with their last value and what it means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from importers.gauges.importer import Broker, Gauges, GaugesOptions
from importers.gauges.levels import Level, levels_of
from importers.gauges.moments import japan
from importers.registry import recognise
from layers.errors import DamagedFile, ImportFailed, SourceMissing, Unsafe
from layers.feedback import Feedback
from layers.period import Period
from layers.standing import standing
from tests.brokers import served
from tests.gisapp.cli.answers import faults
from tests.importers.citygml.reading import expect_sentence
from tests.importers.gauges.samples import document, entities, listed
from tests.realdata import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer


def read(path: Path, base: Path, *, again: bool = False) -> Layer:
    """Return the layer of a file."""
    row: Any = recognise(path)
    assert row.id in ("gauges", "broker")
    (found,) = row.read(path, GaugesOptions(stores=base / "stores", again=again), Feedback()).layers
    return found


def test_a_list_plays_through_time_and_shows_the_last_value(tmp_path: Path) -> None:
    shown = read(listed(tmp_path / "水位.csv"), tmp_path)
    table = shown.table()
    assert len(table) == 3 * 6 + 1
    front = standing(shown)
    assert front is not None
    assert sorted(table.texts("level")[front.rows].tolist()) == ["カメラ", *["氾濫危険水位を超過"] * 3]
    times = shown.times()
    assert times is not None
    moment = times.rows(Period(1_782_900_600, 1_782_901_200))  # 10:10 to 10:20
    assert set(table.texts("level")[moment]) == {"水防団待機水位を超過"}
    codes, values = table.categories("kind")
    assert {values[one] for one in codes.tolist()} == {"gauge", "camera"}


def test_levels_follow_the_thresholds_and_what_is_missing_is_unknown() -> None:
    limits = np.array([1.2, 1.8, 2.1, 2.5])
    values = np.array([1.0, 1.2, 2.0, 2.1, 2.5, np.nan])
    found = levels_of(values, np.tile(limits, (6, 1)), np.zeros(6, bool))
    assert found.tolist() == [
        Level.BELOW,
        Level.STANDBY,
        Level.CAUTION,
        Level.EVACUATION,
        Level.DANGER,
        Level.UNKNOWN,
    ]
    nobody = levels_of(np.array([9.0, 9.0]), np.full((2, 4), np.nan), np.array([False, True]))
    assert nobody.tolist() == [Level.UNKNOWN, Level.CAMERA]


def test_the_documented_json_is_read_in_its_units_and_zones(tmp_path: Path) -> None:
    path = document(tmp_path / "水位.json")
    schema = json.loads((ROOT / "docs/schemas/files/gauges.json").read_text("utf-8"))
    assert faults(json.loads(path.read_text("utf-8")), schema) == []
    shown = read(path, tmp_path)
    table = shown.table()
    assert shown.name == "河川水位"
    assert table.texts("time")[:3].tolist() == [
        "2026-07-01T10:00:00",
        "2026-07-01T10:10:00",
        "2026-07-01T10:20:00",
    ]
    assert table.numbers("value")[:2] == pytest.approx([1.5, 2.6])
    assert np.isnan(table.numbers("value")[2])
    assert table.texts("level")[:3].tolist() == ["基準の水位に達していない", "氾濫危険水位を超過", "未確認"]
    assert table.texts("quality")[2] == "欠測"
    for broken in ('{"format": "gisapp-gauges-1"}', '{"format": "gisapp-gauges-1", "stations": [{"id": 1}]}'):
        bad = tmp_path / "bad.json"
        bad.write_text(broken)
        with pytest.raises(DamagedFile) as caught:
            Gauges().read(bad, GaugesOptions(stores=tmp_path / "s"), Feedback())
        expect_sentence(caught.value, "bad.json", "stations")


def test_odd_lists_tell_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = "観測所名,緯度,経度,観測日時,水位,単位,氾濫注意水位,氾濫危険水位"
    path.write_text(
        f"{head}\n一,32.7,129.8,2026-07-01 10:00,５．０,,3.0,2.0\n"
        "二,0,0,いつか,欠測,m,,\n三,32.7,129.9,2026-07-01,7,m3/s,,\n",
        "utf-8",
    )
    result = Gauges().read(path, GaugesOptions(stores=tmp_path / "s"), Feedback())
    codes = {one.code: one.count for one in result.findings}
    assert codes["gauge-no-place"] == 1
    assert codes["gauge-no-time"] == 1
    assert codes["gauge-no-unit"] == 1
    assert codes["gauge-no-value"] == 1
    assert codes["gauge-unit"] == 1
    assert codes["gauge-thresholds"] == 1
    table = result.layers[0].table()
    assert len(table) == 3
    assert table.numbers("value")[0] == 5.0


def broker_file(path: Path, url: str, kind: str = "ngsi-v2", more: str = "") -> Path:
    path.write_text(
        f'name = "河川"\nkind = "{kind}"\nurl = "{url}"\ntypes = ["FloodMonitoring"]\n{more}', "utf-8"
    )
    return path


@pytest.mark.parametrize("kind", ["ngsi-v2", "ngsi-ld"])
def test_a_broker_is_asked_page_by_page_and_its_values_add_up(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GISAPP_BROKER_TOKEN", "geheim")
    first = entities(kind, 501)
    with served(**{kind[5:]: first}) as (url, asked):
        path = broker_file(tmp_path / "a.gisbroker", url, kind, 'service = "city"\nservice_path = "/river"\n')
        shown = read(path, tmp_path)
        assert len(asked) == 2
        headers = {name.lower(): value for name, value in asked[0][1].items()}
        assert headers["authorization"] == "Bearer geheim"
        assert headers["ngsild-tenant" if kind == "ngsi-ld" else "fiware-service"] == "city"
        assert len(shown.table()) == 501
        assert shown.table().numbers("value")[0] == pytest.approx(2.2)
        assert shown.table().texts("time")[0] == "2026-07-01T10:00:00"
        first[:] = entities(kind, 2, 2.6, minute=10)
        assert len(read(path, tmp_path).table()) == 501  # not asked again
        later = read(path, tmp_path, again=True)
    table = later.table()
    assert len(table) == 503
    front = standing(later)
    assert front is not None
    assert (table.numbers("value")[front.rows] > 2.5).sum() == 2
    with pytest.raises(ImportFailed) as caught:
        read(path, tmp_path, again=True)
    expect_sentence(caught.value, "a.gisbroker", "127.0.0.1")
    assert len(read(path, tmp_path).table()) == 503  # what was said before stays


def test_no_broker_is_asked_that_is_not_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GISAPP_ALLOWED", str(tmp_path / "allowed.toml"))
    path = broker_file(tmp_path / "a.gisbroker", "https://broker.example.lg.jp")
    with pytest.raises(Unsafe) as caught:
        read(path, tmp_path)
    expect_sentence(caught.value, "a.gisbroker", "broker.example.lg.jp")
    for more in (
        'token = "x"',
        "timeout = 0",
        'types = "x"',
        'url = "ftp://127.0.0.1"',
        "[attributes]\nx = 'y'",
    ):
        broken = tmp_path / "b.gisbroker"
        text = broker_file(broken, "http://127.0.0.1:1").read_text("utf-8")
        name = more.partition(" ")[0]
        kept = "\n".join(line for line in text.splitlines() if not line.startswith(f"{name} "))
        broken.write_text(f"{kept}\n{more}\n", "utf-8")
        with pytest.raises((DamagedFile, Unsafe)):
            read(broken, tmp_path)
    with pytest.raises(SourceMissing):
        Broker().read(tmp_path / "none.gisbroker", GaugesOptions(), Feedback())


def test_what_is_no_broker_is_told(tmp_path: Path) -> None:
    with served(v2=[]) as (url, _):
        empty = read(broker_file(tmp_path / "a.gisbroker", url), tmp_path)
        assert len(empty.table()) == 0
        with pytest.raises(ImportFailed) as caught:
            read(broker_file(tmp_path / "b.gisbroker", url, "ngsi-ld"), tmp_path)
        expect_sentence(caught.value, "b.gisbroker", "404")


def test_moments_come_to_japans_time() -> None:
    said = (
        "2026-07-01T01:00:00Z",
        "2026-07-01T10:00:00.000+09:00",
        "2026-07-01 10:00",
        "a/2026-07-01T10:00:00",
        "?",
        "2026",
    )
    assert [japan(one)[:16] for one in said] == [*["2026-07-01T10:00"] * 4, "", ""]
