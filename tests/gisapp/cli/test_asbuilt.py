"""As-built inspection at the command line: the worked cases DK-01 and DK-02."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.cli.exits import Exit
from tests.gisapp.desks.survey.test_asbuilt import design, parts, scan
from tests.importers.las.clouds import SOUTH, WEST
from tests.importers.test_landxml import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.mark.parametrize(("rejected", "outcome"), [(30, "pass"), (31, "fail")])
def test_dk_01_at_the_command_line(
    gisapp: Callable[..., Said], tmp_path: Path, rejected: int, outcome: str
) -> None:
    deviations = np.zeros(10_000)
    deviations[:rejected] = 0.2
    files = scan(tmp_path / "a.laz", deviations), design(tmp_path / "d.xml")
    areas = parts(tmp_path / "p.geojson", "天端")
    words = ("scan", "asbuilt", *files, "--parts", areas, "--edge", "0", "--json", "--quiet")
    answer = gisapp(*words, "--limit", "天端=150/50").answer("scan-asbuilt")
    (one,) = answer["parts"]
    assert (one["name"], one["outcome"]) == ("1工区 天端", outcome)
    assert (one["count"], one["rejected"], one["area"]) == (10_000, rejected, 2500.0)
    assert one["rejected_share"] == rejected / 10_000
    assert one["largest"] == pytest.approx(0.0, abs=1e-3)  # statistics are without rejects
    assert one["limit_confirmed"]
    assert one["mean_limit_confirmed"]


def test_dk_02_at_the_command_line(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    thin = scan(tmp_path / "a.laz", np.zeros(2_450)), design(tmp_path / "d.xml")
    targets = [tmp_path / f"総括表{suffix}" for suffix in (".pdf", ".xlsx", ".json")]
    to = [word for path in targets for word in ("--to", path)]
    words = ("scan", "asbuilt", *thin, "--kind", "天端", "--edge", "0", "--quiet", *to)
    told = gisapp(*words, "--json")
    (one,) = told.answer("scan-asbuilt")["parts"]
    assert (one["density"], one["outcome"]) == (0.98, "fail")
    assert one["cells"] == 2500
    assert one["empty_cells"] > 500
    assert not one["mean_limit_confirmed"]
    assert targets[0].read_bytes().startswith(b"%PDF")
    assert zipfile.is_zipfile(targets[1])
    assert json.loads(targets[2].read_text("utf-8"))["parts"] == [one]
    said = gisapp(*words)
    assert "不合格" in said.out
    assert "未確認" in said.out
    assert gisapp("scan", "asbuilt", *thin, "--quiet").code == Exit.USAGE
    assert "規格値は" in gisapp(*words, "--limit", "天端=広い").err
    assert (
        "天端・法面・小段"
        in gisapp("scan", "asbuilt", *thin, "--parts", parts(tmp_path / "q.geojson", "床"), "--quiet").err
    )


def test_a_design_elsewhere_is_refused_and_another_zone_is_moved(
    gisapp: Callable[..., Said], tmp_path: Path
) -> None:
    cloud = scan(tmp_path / "a.laz", np.zeros(3_000))
    swapped = design(tmp_path / "s.xml")
    text = swapped.read_text("utf-8").replace(f"{SOUTH:.3f} {WEST:.3f}", "99000.000 99000.000")
    swapped.write_text(text.replace('"1(X,Y)"', '"9(X,Y)"'), "utf-8")
    assert "重なっていません" in gisapp("scan", "asbuilt", cloud, swapped, "--kind", "天端", "--quiet").err
    untold = design(tmp_path / "u.xml")
    untold.write_text(untold.read_text("utf-8").replace(SYSTEM, ""), "utf-8")
    words = ("scan", "asbuilt", cloud, untold, "--kind", "天端", "--heights", "2011", "--json", "--quiet")
    answer = gisapp(*words).answer("scan-asbuilt")
    assert [one["code"] for one in answer["finding_list"]] == ["landxml-no-crs"]
    assert answer["parts"][0]["at_edge"] > 0


def test_a_design_is_the_base_of_a_volume(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    cloud = scan(tmp_path / "a.laz", 0.4 + random.normal(0.0, 0.01, 40_000), rise=0.1)
    net = design(tmp_path / "d.xml", rise=0.1)
    words = ("scan", "volume", cloud, "--surface", net, "--cell", "1", "--json", "--quiet")
    for method in ("grid", "tin"):
        told = gisapp(*words, "--method", method).answer("scan-volume")
        assert (told["base"], told["cut"]) == ("surface", 0.0)
        assert told["net"] == pytest.approx(0.4 * told["area"] * told["covered"], rel=0.02)
    assert gisapp(*words, "--layer", "天端面").code == Exit.OK
    assert "天端面" in gisapp(*words, "--layer", "床").err
