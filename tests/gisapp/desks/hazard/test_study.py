"""What the desk knows of a small place: one building in words, cuts, sheets and a series of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.desks.hazard.areas import areas_of, ledger_of
from gisapp.desks.hazard.building import facts_of
from gisapp.desks.hazard.changes import changes, changes_table
from gisapp.desks.hazard.colouring import By
from gisapp.desks.hazard.exposure import report
from gisapp.desks.hazard.look import HazardLook
from gisapp.desks.hazard.section import drawn, section, section_through
from gisapp.desks.hazard.sheets import district_sheet, house_sheet
from gisapp.desks.hazard.sheetseries import Printing, file_name, series
from gisapp.desks.hazard.study import Wish, buildings_in, shown, stock_of, study_of, water_for
from gisapp.paper.document import Drawing, Plan, State, plain
from gisapp.paper.written import written
from layers.errors import AnalysisFailed
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from styles.hazards import Dress
from tests.gisapp.desks.hazard.made import EAST, NORTH, street

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.study import Study

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a street of five houses."""
    return street(tmp_path_factory.mktemp("street"))


@pytest.fixture(scope="module")
def study(project: Project) -> Study:
    """Return the answers to the largest scenario."""
    stock = stock_of(project, Feedback())
    assert len(stock.hazards) == 2
    assert len(stock.proposed) == 1
    return study_of(project, stock, stock.proposed, Feedback())


@pytest.fixture(scope="module")
def totals(project: Project, study: Study) -> Report:
    """Return the totals of the two associations."""
    return report(study.answers, areas_of(project.layers[0], Feedback()), study.shelters)


def test_houses_of_a_map_are_buildings_too(project: Project) -> None:
    found = buildings_in(project)
    assert found is project.layers[-1]
    assert buildings_in(Project()) is None
    with pytest.raises(AnalysisFailed):
        study_of(Project(), stock_of(Project(), Feedback()), frozenset(), Feedback())


def test_one_building_in_words(study: Study) -> None:
    low, two, _, deep, unknown = (facts_of(study, row) for row in range(5))
    assert (str(low.verdict), low.sure, low.floor) == ("立退き避難", State.DANGER, 0)
    assert (str(two.verdict), two.floor) == ("屋内安全確保は要確認（①・③が未確認）", 2)
    assert str(two.conditions[1].answer) == "2 階以上なら当てはまる"
    assert [one.sure for one in two.conditions][::2] == [State.UNKNOWN, State.UNKNOWN]
    assert str(deep.hazards[0].answer) == "3m以上5m未満"
    assert str(unknown.hazards[0].answer) == "区域の外"
    assert str(unknown.figures[0].answer) == "未確認"
    assert any("想定最大規模" in line for line in low.sources)


def test_shelters_without_the_flag_are_not_offered_and_flooded_ones_are_marked(study: Study) -> None:
    found = facts_of(study, 1).shelters
    assert [one.name for one in found] == ["川端公民館", "東小学校"]
    assert [one.warning is not None for one in found] == [True, False]
    assert found[1].metres == pytest.approx(175.0, abs=1.0)


def test_a_click_finds_its_building(study: Study) -> None:
    name = study.answers.targets.layer.id
    assert [study.row_of(name, row) for row in (0, 4, 5)] == [0, 4, -1]
    assert study.row_of("elsewhere", 0) == -1


def test_what_is_seen_follows_the_wish(study: Study) -> None:
    look = HazardLook()
    published = shown(study, Wish(), look, Feedback())
    assert len(published.drawables) == 1
    assert {one.label: count for one, count in published.coloured.legend}["浸水しない"] == 1
    assert shown(study, Wish(water=False), look, Feedback()).drawables == ()
    higher = shown(study, Wish(by=By.FLOOR, rise=3.0), look, Feedback())
    assert higher.wish.thought
    level = water_for(study, Wish(level=2.0), Feedback())
    assert level is not None
    assert np.nanmax(level.depth) == pytest.approx(2.0)


def test_two_scenarios_are_compared(project: Project) -> None:
    stock = stock_of(project, Feedback())
    both = study_of(project, stock, {one.id for one in stock.hazards}, Feedback())
    planned, largest = (one.hazard.id for one in both.answers.answers)
    wish = Wish(by=By.CHANGE, before=planned, after=largest)
    legend = {one.label: n for one, n in shown(both, wish, HazardLook(), Feedback()).coloured.legend}
    assert legend["あとの想定の方が深い"] == 2
    assert legend["あとの想定だけで浸水"] == 2
    assert legend["浸水しない"] == 1
    seen = shown(both, replace(wish, by=By.SWIPE), HazardLook(), Feedback())
    assert seen.beside is not None
    assert seen.changes is not None
    counts = [{one.label: n for one, n in side.coloured.legend} for side in (seen, seen.beside)]
    assert [one["0.5m未満"] for one in counts] == [2, 0]
    assert [one["浸水しない"] for one in counts] == [3, 1]
    assert [len(side.drawables) for side in (seen, seen.beside)] == [1, 1]
    found = seen.changes
    assert found.before.tolist()[:4] == [3, 2, 0, 0]
    assert found.after.tolist()[:4] == [1, 0, 3, 1]
    assert (found.worse.sum(), found.same.sum(), found.better.sum(), found.unknown) == (4, 1, 0, 0)
    assert (found.worse + found.same + found.better == found.before).all()
    table = changes_table(found, both.answers).columns
    assert table["worse"].to_pylist()[-1] == 4
    assert table["class"].to_pylist()[-1] == "合計"
    reverse = changes(both.answers, 1, 0, HazardLook())
    assert (reverse.counts == found.counts.T).all()


def test_a_cut_shows_ground_water_and_floors(study: Study) -> None:
    house = study.answers.targets.footprints.shapes[1]
    cut = section_through(study, house)
    begin, end, foot, top, storeys = cut.houses[np.argmin(np.abs(cut.houses[:, 0] - cut.middle))]
    assert begin < cut.middle < end
    assert (end - begin, foot, top, storeys) == pytest.approx((8.0, 0.0, 6.0, 2.0), abs=0.1)
    assert np.nanmax(cut.level) == pytest.approx(3.0)
    line = np.array([[EAST - 10, NORTH + 4], [EAST + 110, NORTH + 4]])
    along = section(study, line)
    assert along.houses[:, 0] == pytest.approx([10, 30, 50, 70, 90])
    figure = drawn(along, 180.0, 50.0)
    said = [one.text for one in figure.words if "階" in one.text]
    assert said == ["1階建", "2階建", "3階建", "2階建", "階数 未確認"]
    for stroke in figure.strokes:
        right, down = np.array(stroke.points).T
        assert (right >= 0).all()
        assert (right <= 180).all()
        assert (down >= 0).all()
        assert (down <= 50).all()


@pytest.mark.parametrize("dress", list(Dress))
def test_the_sheet_of_a_household(study: Study, dress: Dress) -> None:
    sheet = house_sheet(study, facts_of(study, 1), HazardLook(dress), NOW, "gisapp")
    words = str(plain(sheet))
    for told in ("屋内安全確保は要確認", "0.5m以上3m未満", "東小学校", "資料がありません", "想定最大規模"):
        assert told in words
    assert sum(isinstance(one, Plan) for one in sheet.blocks) == 1
    assert sum(isinstance(one, Drawing) for one in sheet.blocks) == 1
    if dress is Dress.PRINT:
        plan = next(one for one in sheet.blocks if isinstance(one, Plan))
        assert any(shape.hatch for shape in plan.shapes)
        assert written(sheet, ".pdf").startswith(b"%PDF")
        assert "<polyline" in written(sheet, ".html").decode()


def test_the_sheet_of_a_district(study: Study, totals: Report) -> None:
    sheet = district_sheet(study, totals, 0, HazardLook(), NOW, "gisapp", large=True)
    assert sheet.landscape
    words = str(plain(sheet))
    for told in ("東/町会", "3 棟", "川端公民館", "想定区域の中", "40 人", "18 世帯"):
        assert told in words


def test_shelters_tell_how_many_come_and_whether_they_are_too_small(study: Study, totals: Report) -> None:
    assert totals.offered is not None
    assert totals.load is not None
    # The one in the water and the one without the flag take nobody; dry houses send nobody.
    assert totals.offered.shelter.tolist() == [0, 0, 0, 0, -1]
    reached = totals.exposure.affected_people
    assert totals.load[0] == pytest.approx(np.nansum(reached))
    assert study.shelters is not None
    small = replace(study, shelters=replace(study.shelters, capacity=np.array([50.0, 10.0, np.nan])))
    words = str(plain(district_sheet(small, totals, 0, HazardLook(), NOW, "gisapp")))
    over = round(totals.load[0]) - 50
    for told in ("東小学校（区域の外）", f"収容人数を {over:,} 人超える", "想定区域の中"):
        assert told in words
    nobody = replace(totals, load=np.full(3, np.nan), people=np.full(5, np.nan))
    assert "超える" not in str(plain(district_sheet(small, nobody, 0, HazardLook(), NOW, "gisapp")))
    homes = replace(totals, load=np.array([60.0, 0, 0]), in_households=True)
    assert "世帯数だけで" in str(plain(district_sheet(small, homes, 0, HazardLook(), NOW, "gisapp")))


def test_a_series_goes_on_where_it_stopped(study: Study, totals: Report, tmp_path: Path) -> None:
    look = HazardLook()
    stopped = Feedback(lambda done, _total, _text: stopped.cancel() if done == 0 else None)
    with pytest.raises(Cancelled):
        series(study, totals, look, tmp_path / "資料", Printing("gisapp"), stopped)
    assert len(list((tmp_path / "資料").iterdir())) == 1
    assert series(study, totals, look, tmp_path / "資料", Printing("gisapp"), Feedback()) == (1, 1)
    names = sorted(one.name for one in (tmp_path / "資料").iterdir())
    assert [name[:7] for name in names] == ["001_東_町", "002_西町会"]
    other = HazardLook(Dress.PRINT)
    assert series(study, totals, other, tmp_path / "資料", Printing("gisapp"), Feedback()) == (2, 0)


def test_names_of_files_are_safe() -> None:
    assert file_name(0, "../a:b", "d") == "001__a_b_d.pdf"
    assert "/" not in file_name(4, "a/b\\c", "d")
    assert file_name(1, "...", "d") == "002_区域_d.pdf"


def test_a_ledger_is_found(project: Project) -> None:
    assert ledger_of(project.layers) is None
