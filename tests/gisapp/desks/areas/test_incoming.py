"""Versions and lists come in: columns are found, lists are joined, people stay out, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.areas import columns, register
from gisapp.desks.areas.addressranges import places_of
from gisapp.desks.areas.incoming import area_set_of, ledger_from, updated
from gisapp.desks.areas.lists import list_of, whole_number
from gisapp.desks.areas.model import ASSOCIATION, area_set, associations
from gisapp.scene import look
from layers import filters, records
from layers.associations import Associations
from layers.base import Part
from layers.colours import feature_colours, legend
from layers.drawables import Labels, Lines, Mesh
from layers.feedback import Feedback
from layers.neighbourcolours import TONES, neighbours, tones
from layers.period import Period, seconds
from layers.project import Project
from layers.settling import settled
from styles import vision
from styles.style import MISSING
from tests.gisapp.desks.areas.madelayers import CRS, layer_of, squares

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["帆柱町自治会", "鐘撞町町内会", "楠木町一丁目自治会", "灯台町自治会"]
LIST = {
    "番号": ["1", "2", "", "9", "", ""],
    "自治会名": [
        "帆柱町自治会",
        "船溜町自治会",
        "楠木町１丁目自治会",
        "灯台町町内会",
        "（未組織）",
        "谷口町自治会",
    ],
    "区域": ["帆柱町", "船溜町", "楠木町一丁目", "灯台町", "朝凪台", "谷口町"],
    "世帯数": ["１２０", "約80世帯", "60", "-", "5", "四十"],
    "加入世帯数": ["84", "90", "50", "20", "0", "30"],
    "会長": ["甲", "乙", "丙", "丁", "", "戊"],
    "備考": ["", "", "", "", "", "旧名あり"],
}


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        (
            ("自治会番号", "自治会名", "自治会名カナ", "加入世帯数", "世帯数"),
            {"code": 0, "name": 1, "kana": 2, "members": 3, "households": 4},
        ),
        # Ten bytes of UTF-8, as GDAL cuts them.
        (
            ("自治会", "自治会_2", "自治会_3", "加入世", "世帯数"),
            {"code": 0, "name": 1, "members": 3, "households": 4, "kana": 2},
        ),
        (("F1", "F2", "F3", "F4", "F5"), {"code": 0, "name": 1, "kana": 2}),
    ],
)
def test_columns_are_found_by_header_and_by_values(
    headers: tuple[str, ...], wanted: dict[str, int], tmp_path: Path
) -> None:
    values = (
        ["001", "002", "003", "004"],
        NAMES,
        ["ホバシラ", "カネツキ", "クスノキ", "トウダイ"],
        [1, 2, 3, 4],
        [5, 5, 5, 5],
    )
    table = layer_of(tmp_path / "s", dict(zip(headers, values, strict=True)), squares(4)).table()
    found = columns.proposed(table)
    assert dict(found.columns) == {field: headers[place] for field, place in wanted.items()}
    shown = columns.shown(table, found)
    assert shown[1].examples == tuple(NAMES[:3])
    assert shown[1].field == "name"
    # What staff said last for this header goes before what it seems to be; rubbish does not.
    other = found.with_column("remark", headers[3])
    kept = columns.remember((), table, other)
    assert columns.mapping_of(table, kept) == columns.mapping_of(table, [*kept, ("x", "y")])
    assert columns.mapping_of(table, kept).of("remark") == headers[3]
    assert columns.mapping_of(table, [(kept[0][0], "[]")]) == found


def test_columns_that_tell_of_people_are_none(tmp_path: Path) -> None:
    for header in (
        "会長氏名",
        "会長氏",
        "代表者",
        "電話番号",
        "ＴＥＬ",
        "E-mail",
        "住所",
        "生年月日",
        "連絡先",
    ):
        assert columns.personal(header), header
    for header in ("集会所の住所", "自治会名", "世帯数", "hotel"):
        assert not columns.personal(header), header
    told = {"自治会名": NAMES[:2], "備考": ["095-822-8888", "090-1234-5678"]}
    table = layer_of(tmp_path / "s", told).table()
    assert dict(columns.proposed(table).columns) == {"name": "自治会名"}  # a remark full of telephones


@pytest.mark.parametrize(
    ("text", "number"), [("１，２３４世帯", 1234), ("約80", 80), ("12.0", 12), ("－", None), ("", None)]
)
def test_counts_are_read_as_people_write_them(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["-5", "12.5", "四十", "10/20", "9999999999"])
def test_what_is_no_count_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        whole_number(text)


def test_a_list_is_joined_and_nothing_is_guessed(tmp_path: Path) -> None:
    area = {"番号": ["001", "002", "003", "004"], "名称": NAMES}
    layer = layer_of(tmp_path / "a", area, squares(4), "区域")
    rows = layer_of(tmp_path / "l", LIST, None, "一覧", "2026-04-01")
    towns = layer_of(tmp_path / "t", {"S_NAME": ["谷口町", "船溜町"]}, squares(6)[4:], "町丁目")
    listed = list_of(rows, columns.proposed(rows.table()))
    assert len(listed) == 5
    assert {one.code for one in listed.findings} == {
        "area-list-not-association",
        "area-list-value",
        "area-list-members",
        "area-people-left-out",
    }
    areas, places = area_set_of(layer), places_of(towns, CRS)
    assert places is not None
    came = ledger_from(areas, None, listed, places=[places])
    assert came.joined is not None
    assert came.joined.how.tolist() == ["code", "", "name", "", ""]
    # 2 is the number of another association; 灯台町 differs by its kind alone: both are for staff.
    assert "area-join-gainsaid" in [one.code for one in came.findings]
    assert [(one.one, one.other, one.why) for one in came.joined.candidates if one.likeness > 0.9] == [
        (3, 3, "stem")
    ]
    assert came.placed == 2
    assert [one.name for one in came.associations if one.shape is None] == ["灯台町町内会"]
    assert not any("甲" in str(one.values) for one in came.associations)
    first = came.associations[0]
    assert first.values["households"] == 120
    assert first.values["households_date"] == "2026-04-01"
    confirmed = ledger_from(areas, None, listed, confirmed={3: 3})
    assert len(confirmed.associations) == 6
    assert confirmed.associations[3].values["members"] == 20


def test_the_rows_of_one_association_are_put_together(tmp_path: Path) -> None:
    layer = layer_of(tmp_path / "a", {"番号": ["1", "01", ""], "名称": ["甲会", "甲会", ""]}, squares(3))
    came = ledger_from(area_set_of(layer))
    assert [one.name for one in came.associations] == ["甲会", ""]
    assert came.associations[0].shape is not None
    assert came.associations[0].shape.area == pytest.approx(20_000)
    assert [one.code for one in came.findings] == ["area-parts-combined"]


def test_a_drawing_gives_areas_named_by_the_texts_in_them(tmp_path: Path) -> None:
    inner = shapely.LinearRing(shapely.box(10, 10, 40, 40).exterior)
    outer, opened = shapely.LineString(squares(1)[0].exterior.coords), shapely.LineString([(0, 0), (9, 9)])
    shapes = np.array(
        [outer, shapely.LineString(inner.coords), opened, *shapely.points([50, 60, 20], [90, 90, 20])], object
    )
    told = {
        "Text": ["", "", "", "甲自治会", "12-3", "団地自治会"],
        "EntityHandle": list("abcdef"),
        "Layer": ["0"] * 6,
    }
    feedback = Feedback()
    found = area_set_of(layer_of(tmp_path / "d", told, shapes, "図面"), feedback=feedback)
    assert found.names.tolist() == ["甲自治会", "団地自治会"]
    assert [one.code for one in feedback.findings] == ["area-drawing-open"]


# ---------------------------------------------------------------------------------------------- the ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with a ledger of four areas since 2020."""
    area = {"番号": ["1", "2", "3", "4"], "名称": NAMES, "世帯数": [10, 20, 30, 40]}
    layer = layer_of(tmp_path_factory.mktemp("ledger") / "a", area, squares(4))
    mapping = columns.proposed(layer.table())
    came = ledger_from(area_set_of(layer, mapping), list_of(layer, mapping))
    return register.admit(Project(crs=CRS), came.associations, "2020-04-01", "2026-01-05T09:00:00")


def layer_in(project: Project) -> Associations:
    found = register.layer_of(settled(project))
    assert found is not None
    return found


def test_the_layer_shows_what_holds_and_each_day_what_held(ledger: Project) -> None:
    first = associations(ledger)[0]
    bigger = replace(first, shape=shapely.box(0, 0, 110, 100))
    project = register.place(ledger, [bigger], "2024-04-01", "2026-01-05T10:00:00")
    layer = layer_in(project)
    mask = filters.mask(layer)
    assert mask is not None
    mask_now = mask.tolist()
    assert mask_now == [False, True, True, True, True]
    shapes = layer.footprints()
    assert shapes is not None
    for day, area in (("2024-03-31", 10_000.0), ("2024-04-01", 11_000.0)):
        at = seconds(day)
        assert at is not None
        mask = filters.mask(replace(layer, during=Period(at, at)))
        assert mask is not None
        assert mask.sum() == 4
        assert shapely.area(shapes[mask]).max() == pytest.approx(area)
        assert len(associations(project, day)) == 4
    assert legend(layer)[0].count == 4
    sieve = look.base(layer).sieve  # what has ended is not drawn either, nor does its name stand there
    assert sieve is not None
    assert sieve[:5].tolist() == mask_now
    # An edit on the same day corrects the record; one in between keeps what comes later.
    again = register.place(project, [replace(associations(project)[-1], name="新")], "2024-04-01", "x")
    assert len(associations(again, None)) == 5
    between = register.place(project, [first], "2022-04-01", "x")
    spans = sorted((one.since, one.until) for one in associations(between, None) if one.line == first.line)
    assert spans == [("2020-04-01", "2022-04-01"), ("2022-04-01", "2024-04-01"), ("2024-04-01", "")]


def test_another_ledger_follows_and_nothing_is_lost(ledger: Project) -> None:
    came = ledger_from(area_set(associations(ledger)[:3], "新", CRS))
    project = register.succeed(ledger, came.associations, "2027-04-01", "x")
    assert [one.name for one in associations(project)] == NAMES[:3]
    assert len(associations(project, "2027-03-31")) == 4
    assert {one.line for one in associations(project)} < {one.line for one in associations(ledger)}


def test_a_list_renews_the_figures_of_a_ledger(ledger: Project, tmp_path: Path) -> None:
    rows = layer_of(tmp_path / "l", {"自治会名": [NAMES[1]], "世帯数": [25]}, None, "一覧")
    before = associations(ledger)
    listed = list_of(rows, columns.proposed(rows.table()))
    (changed,) = updated(before, ledger_from(area_set(before, "台帳", CRS), None, listed))
    assert changed.values["households"] == 25
    assert changed.shape is before[1].shape
    assert changed.line == before[1].line


def test_neighbours_differ_for_all_eyes(ledger: Project) -> None:
    layer = layer_in(ledger)
    colours = feature_colours(layer)
    assert (colours[1:] != colours[:-1]).any(axis=1).all()
    west, south = np.meshgrid(np.arange(12) * 100.0, np.arange(12) * 100.0)
    many = shapely.box(west.ravel(), south.ravel(), west.ravel() + 100, south.ravel() + 100)
    pairs = neighbours(many, np.arange(144))
    found = tones(pairs, np.arange(144).astype(str))
    assert (found[pairs[:, 0]] != found[pairs[:, 1]]).all()
    eyes = (vision.Vision.NORMAL, vision.Vision.PROTAN, vision.Vision.DEUTERAN, vision.Vision.TRITAN)
    assert min(vision.closest([*TONES, MISSING], one) for one in eyes) > 12


def test_an_association_is_drawn_picked_and_described(ledger: Project) -> None:
    layer = layer_in(ledger)
    drawn = layer.load(Part(layer.id, ("tile0", 3), 0, 0), Feedback())
    assert [type(one) for one in drawn] == [Mesh, Lines, Labels]
    labels = drawn[2]
    assert isinstance(labels, Labels)
    assert labels.texts == tuple(NAMES[:2])
    hit = layer.pick(np.array([150.0, 50.0, 500.0]), np.array([0.0, 0.0, -1.0]))
    assert hit is not None
    told = layer.describe(hit.feature)
    assert told.title == NAMES[1]
    assert ("世帯数", "20") in [(one.label, one.value) for card in told.cards for one in card.facts]
    # After one of them changed, the others are the very same triangles.
    first = associations(ledger)[0]
    changed = register.place(ledger, [replace(first, shape=shapely.box(0, 0, 99, 99))], "", "x")
    again = layer_in(changed).load(Part(layer.id, ("tile0", 3), 0, 0), Feedback())
    mesh, other = drawn[0], again[0]
    assert isinstance(mesh, Mesh)
    assert isinstance(other, Mesh)
    mine, its = (one.points[one.triangles[one.features == 1]] + one.origin for one in (mesh, other))
    assert np.allclose(mine, its, atol=1e-3)
    assert isinstance(layer, Associations)


def test_a_ledger_from_anywhere_is_shown_as_far_as_it_can_be_believed(ledger: Project) -> None:
    bow = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    odd = {
        "line": 7,
        "crs": ["x"],
        "shape": {"a": 1},
        "values": {"since": 5, "until": "abc", "households": "many"},
    }
    crossed = replace(associations(ledger)[0], shape=bow, since="2020", values={"households": 3})
    project = register.place(Project(crs=CRS), [crossed], "", "x")
    project = records.put(project, records.record("odd", ASSOCIATION, "変な記録", odd))
    layer = layer_in(project)
    assert len(layer.table()) == 2
    assert feature_colours(layer).shape == (2, 3)
    assert layer.describe(1).title == "変な記録"
    assert layer.load(Part(layer.id, ("tile0", 2), 0, 0), Feedback())
    assert len(feature_colours(layer_in(register.seen(Project(crs=CRS))))) == 0
