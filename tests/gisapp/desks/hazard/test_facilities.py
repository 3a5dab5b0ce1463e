"""Hospitals, schools, care and the way on foot: found in the layers of a project, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import shapely

from gisapp.desks.hazard.areas import areas_of
from gisapp.desks.hazard.building import facts_of
from gisapp.desks.hazard.exposure import report
from gisapp.desks.hazard.facilities import facilities_in, kind_of, kinds_of
from gisapp.desks.hazard.look import HazardLook
from gisapp.desks.hazard.sheets import district_sheet, house_sheet
from gisapp.desks.hazard.shelters import nearest
from gisapp.desks.hazard.study import stock_of, study_of
from gisapp.desks.hazard.totals import refuge_table, totals_table
from gisapp.paper.document import plain
from layers.feedback import Feedback
from tests.gisapp.desks.hazard.made import layer, street

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    return tmp_path


def test_lists_are_known_by_their_columns_and_counted_where_they_lie(folder: Path) -> None:
    project = street(folder)
    clinics = layer(
        folder,
        "一覧.geojson",
        (shapely.Point(10, 5), {"名称": "川端医院", "診療科目": "内科", "病床数": 19}),
        (shapely.Point(110, 5), {"名称": "東病院", "診療科目": "外科", "病床数": 200}),
        (shapely.Point(500, 5), {"名称": "遠くの病院", "診療科目": "外科", "病床数": 20}),
    )
    schools = layer(
        folder, "P29-21_42.geojson", (shapely.Point(60, 5), {"P29_003": 16001, "P29_004": "西小"})
    )
    assert [kind_of(one) for one in (clinics, schools, project.layers[1], project.layers[-1])] == [
        "hospitals",
        "schools",
        "",
        "",
    ]
    mixed = layer(
        folder,
        "公共の施設.geojson",
        *(
            (shapely.Point(30 * number, 70), {"名称": f"施設{number}", "種類": sort})
            for number, sort in enumerate(("郵便局", "学校", "福祉施設", "市役所", ""))
        ),
    )
    kinds = kinds_of(mixed)
    assert kinds is not None
    assert kinds.tolist() == ["", "schools", "care", "", ""]
    told = facilities_in([mixed], (), Feedback())
    assert told is not None
    assert (told.kinds, told.kind.tolist()) == (("schools", "care"), [0, 1])
    assert facilities_in(project.layers, (), Feedback()) is None
    project = replace(project, layers=(clinics, schools, *project.layers))
    stock = stock_of(project, Feedback())
    study = study_of(project, stock, frozenset(one.id for one in stock.hazards), Feedback())
    found = study.facilities
    assert found is not None
    assert found.kinds == ("hospitals", "schools")
    assert found.reached.tolist() == [True, False, False, True]
    areas = areas_of(project.layers[2], Feedback())
    made = report(study.answers, areas, study.shelters, facilities=found)
    assert made.figures["hospitals"].tolist() == [1, 1, 1]  # the last lies in no area
    assert made.figures["affected_hospitals"].tolist() == [1, 0, 0]
    assert made.figures["affected_schools"].tolist() == [0, 1, 0]
    assert "care" not in made.figures
    table = totals_table(made, study.answers)
    assert {one.name: one.label for one in table.attributes}[
        "affected_hospitals"
    ] == "うち想定に掛かる医療機関"
    words = str(plain(district_sheet(study, made, 0, HazardLook(), datetime.now(UTC), "gisapp")))
    assert "医療機関" in words
    assert "一覧がありません" in words  # of care nobody has told anything: 未確認, not none


def test_the_way_on_foot_keeps_to_dry_roads(folder: Path) -> None:
    project = street(folder)
    # To the school there is a way along the houses, which the water closes, and one round it.
    roads = layer(
        folder,
        "市の道路.geojson",
        (shapely.LineString([(85, 12), (85, 40), (200, 40), (200, 12)]), {"番号": 1}),
        (shapely.LineString([(5, 12), (60, 12)]), {"番号": 2}),
        (shapely.LineString([(60, 12), (85, 12)]), {"番号": 3}),
    )
    stock = stock_of(project, Feedback())
    chosen = frozenset(one.id for one in stock.hazards)
    assert study_of(project, stock, chosen, Feedback()).walked is None  # no lines of roads
    with_roads = replace(project, layers=(roads, *project.layers))
    study = study_of(with_roads, stock_of(with_roads, Feedback()), chosen, Feedback())
    dry, wet = facts_of(study, 4), facts_of(study, 1)
    assert dry.walk is not None
    assert wet.walk is not None
    assert str(dry.walk.answer).startswith("東小学校　")
    assert float(str(dry.walk.answer).split("　")[1].split()[0]) == pytest.approx(
        28 + 115 + 28 + 8 + 7, abs=3
    )
    assert str(wet.walk.answer) == "浸水する道路を通らずに歩いて行ける避難先がありません"
    words = str(plain(house_sheet(study, dry, HazardLook(), datetime.now(UTC), "gisapp")))
    assert "歩いて最寄りの避難先" in words


def test_places_to_stay_are_shown_but_nobody_is_sent_there(folder: Path) -> None:
    project = street(folder)
    stay = layer(
        folder,
        "一覧.geojson",
        (shapely.Point(30, 15), {"施設・場所名": "川端小体育館", "受入対象者": "", "想定収容人数": 80}),
        (shapely.Point(100, 15), {"施設・場所名": "山手小体育館", "受入対象者": "", "想定収容人数": None}),
    )
    with_stay = replace(project, layers=(stay, *project.layers))
    stock = stock_of(with_stay, Feedback())
    chosen = frozenset(one.id for one in stock.hazards)
    before = study_of(project, stock, chosen, Feedback())
    study = study_of(with_stay, stock, chosen, Feedback())
    assert before.unflagged is None
    assert study.shelters is not None
    assert study.unflagged is not None
    assert study.unflagged.reached.tolist() == [True, False]
    assert "shelter-kind-unknown" in [one.code for one in study.findings]
    facts = facts_of(study, 1)
    assert facts.shelters == facts_of(before, 1).shelters
    assert [(one.name, one.warning is not None) for one in facts.stays] == [
        ("川端小体育館", True),
        ("山手小体育館", False),
    ]
    now = datetime.now(UTC)
    words = str(plain(house_sheet(study, facts, HazardLook(), now, "gisapp")))
    assert "近くの避難所（災害の種別は未確認）" in words
    made = report(study.answers, areas_of(project.layers[0], Feedback()), study.shelters)
    known = report(before.answers, areas_of(project.layers[0], Feedback()), before.shelters)
    assert made.figures["shelters"].tolist() == known.figures["shelters"].tolist()
    words = str(plain(district_sheet(study, made, 0, HazardLook(), now, "gisapp")))
    assert "区域の中の避難所（災害の種別は未確認）" in words
    assert "川端小体育館" in words
    assert "山手小体育館" not in words
    offered = nearest(study.answers.targets.points, study.unflagged.points, ~study.unflagged.reached)
    table = refuge_table(study.answers, [("walk", None, None), ("stay", study.unflagged, offered)])
    assert set(table.columns["shelter_stay"].to_pylist()) == {"山手小体育館"}
    assert "shelter_walk" not in table.columns.column_names
