"""Nothing passes by default; what blocks cannot be accepted; what was accepted holds for what was seen."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from gisapp.desks.areas import officers as officers_desk
from gisapp.desks.publish import officersfile
from gisapp.desks.publish.detectors.columns import Advice
from gisapp.desks.publish.gate import approve, candidates, judge, proposed, ready
from gisapp.desks.publish.model import Generalisation, Publication, PublicField, approval_of, approvals
from layers.base import Source
from layers.errors import NotAllowed
from layers.feedback import Feedback, Severity
from layers.project import Project
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.publish.concerns import Verdict

WHEN = "2026-11-30T09:00:00+09:00"
TODAY = date(2026, 11, 30)
COLUMNS: dict[str, list[Any]] = {
    "自治会名": ["一丁目自治会", "二丁目自治会", "三丁目自治会", "四丁目自治会"],
    "会長名": ["長崎 太郎", "佐藤花子", "山口 誠", "田上富久"],
    "会長電話": ["095-822-1111", "095-822-1112", "0958221113", None],
    "世帯数": [3.0, 120.0, 44.0, 80.0],
    "集会所": ["一丁目公民館", "二丁目公民館", None, "永井隆 記念館"],
    "備考": ["役員会は土曜", "鍵は090-1234-5678へ", "", "なし"],
}
SAID = Publication(
    "areas",
    "自治会の区域",
    fields=(PublicField("自治会名", "自治会"), PublicField("世帯数", "世帯", count=True)),
    licence="CC-BY-4.0",
    credit="長崎市",
    date="2026-04-01",
    department="自治振興課",
    contact="自治振興課 095-829-1131",
    cycle="yearly",
    forms=(".geojson",),
)


def squares(count: int) -> list[str | None]:
    return [f"POLYGON (({x} 0, {x + 10} 0, {x + 10} 10, {x} 0))" for x in range(0, 20 * count, 20)]


def project_of(
    folder: Path, columns: dict[str, list[Any]], shapes: list[str | None] | None = None, **source: Any
) -> Project:
    """Return a project with one layer of some columns."""
    made = vector(folder / "store", shapes or squares(len(next(iter(columns.values())))), columns)
    path = folder / "source.gpkg"
    path.touch()
    told = {"licence": "CC BY 4.0", "credit": "長崎市", "date": "2026-04-01", **source}
    layer = replace(made, id="areas", name="自治会", source=replace(Source(path, "vector"), **told))
    return Project(layers=(layer,), crs="EPSG:6669")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return project_of(tmp_path, COLUMNS)


def judged(project: Project, said: Publication) -> Verdict:
    return judge(project, said, Feedback(), today=TODAY)


def why(project: Project, said: Publication, verdict: Verdict, **more: Any) -> str:
    """Return the code of why it may not go out, empty where it may."""
    found = ready(project, said, verdict, **more)
    return "" if found is None else found.code


def codes(verdict: Verdict, severity: Severity | None = None) -> set[str]:
    return {one.key for one in verdict.concerns if severity in (None, one.severity)}


def test_a_fresh_record_names_nothing_and_cannot_pass(project: Project) -> None:
    said = proposed(project, project.layers[0], Feedback())
    assert (said.fields, said.licence, said.credit, said.date) == ((), "CC-BY-4.0", "長崎市", "2026-04-01")
    verdict = judged(project, said)
    assert verdict.blocked
    assert codes(verdict, Severity.ERROR) == {"no-contact", "no-department"}


def test_what_is_in_order_passes(project: Project) -> None:
    verdict = judged(project, SAID)
    assert not verdict.blocked
    assert verdict.warnings == ()
    assert codes(verdict) == {"counts-blanked/世帯"}
    assert (verdict.features, len(verdict.digest)) == (4, 64)
    assert judged(project, SAID) == verdict


def test_the_digest_is_of_what_the_public_gets(tmp_path: Path, project: Project) -> None:
    before = judged(project, SAID).digest
    for name, value, differs in (("備考", "別", False), ("自治会名", "別", True)):
        columns = COLUMNS | {name: [value, *COLUMNS[name][1:]]}
        fresh = judged(project_of(tmp_path / name, columns), SAID).digest
        assert (fresh != before) is differs
    moved = judged(project_of(tmp_path / "moved", COLUMNS, squares(5)[1:]), SAID).digest
    assert moved != before


def test_columns_are_advised_and_samples_masked(project: Project) -> None:
    found = {one.column: one for one in candidates(project, project.layers[0], Feedback())}
    assert {name: one.advice for name, one in found.items()} == {
        "自治会名": Advice.OPEN,
        "会長名": Advice.NEVER,
        "会長電話": Advice.NEVER,
        "世帯数": Advice.OPEN,
        "集会所": Advice.LOOK,
        "備考": Advice.NEVER,
    }
    assert found["世帯数"].count
    told = " ".join(text for one in found.values() for text in one.sample)
    assert "一丁目自治会" in told
    assert not any(secret in told for secret in ("太郎", "822", "090", "5678", "隆"))
    assert all(str(one) for column in found.values() for one in column.findings if one.message)


@pytest.mark.parametrize(
    ("column", "code"),
    [("会長名", "personal-officer"), ("会長電話", "personal-officer"), ("備考", "personal-mobile")],
)
def test_personal_columns_block_and_nobody_can_accept_them(project: Project, column: str, code: str) -> None:
    said = replace(SAID, fields=(*SAID.fields, PublicField(column, "その他")))
    verdict = judged(project, said)
    assert f"{code}/その他" in codes(verdict, Severity.ERROR)
    assert all("長崎" not in str(one.message) for one in verdict.concerns)
    everything = {one.code for one in verdict.concerns} | {one.key for one in verdict.concerns}
    with pytest.raises(NotAllowed, match="承認できません"):
        approve(project, said, verdict, "情報政策課", "", WHEN, accepted=everything)
    assert ready(project, said, verdict) is not None


def test_rows_of_a_concern_are_those_of_the_public_content(project: Project) -> None:
    said = replace(SAID, fields=(*SAID.fields, PublicField("備考", "備考")))
    found = next(one for one in judged(project, said).concerns if one.code == "personal-mobile")
    assert (found.rows, found.count) == ((1,), 1)


def test_a_warning_is_accepted_by_code_and_holds_for_what_was_seen(tmp_path: Path, project: Project) -> None:
    said = replace(SAID, fields=(*SAID.fields, PublicField("集会所", "集会所")))
    verdict = judged(project, said)
    assert codes(verdict, Severity.WARNING) == {"look-name/集会所"}
    assert why(project, said, verdict) == "not-approved"
    for department, accepted in (("情報政策課", ()), ("情報政策課", ("other",)), ("  ", ("look-name",))):
        with pytest.raises(NotAllowed):
            approve(project, said, verdict, department, "", WHEN, accepted=accepted)
    done = approve(project, said, verdict, "情報政策課", "記念館の名", WHEN, accepted=("look-name/集会所",))
    held = approval_of(done, said)
    assert held is not None
    assert (held.department, held.when, held.features, held.note) == ("情報政策課", WHEN, 4, "記念館の名")
    assert ready(done, said, verdict) is None
    # The same warning for another value is one that nobody saw.
    later = project_of(tmp_path / "later", COLUMNS | {"集会所": ["佐藤花子 記念館", *COLUMNS["集会所"][1:]]})
    later = replace(later, records=done.records)
    assert why(later, said, judged(later, said)) == "new-warning"
    # Where the value went, nothing new came up.
    gone = project_of(tmp_path / "gone", COLUMNS | {"集会所": ["一丁目公民館"] * 4})
    assert ready(replace(gone, records=done.records), said, judged(gone, said)) is None
    changed = replace(said, title="別の名前")
    assert why(done, changed, judged(done, changed)) == "not-approved"
    assert why(done, changed, verdict) == "not-judged"
    assert len(approvals(done, "areas")) == 1


def test_a_drastic_change_has_to_be_looked_at(tmp_path: Path, project: Project) -> None:
    done = approve(project, SAID, judged(project, SAID), "情報政策課", "", WHEN)
    half = project_of(tmp_path / "half", {name: values[:2] for name, values in COLUMNS.items()})
    half = replace(half, records=done.records)
    assert why(half, SAID, judged(half, SAID)) == "drastic-change"
    assert ready(half, SAID, judged(half, SAID), most_changed=0.5) is None


def test_what_changed_after_the_look_is_not_approved(project: Project) -> None:
    verdict = judged(project, SAID)
    with pytest.raises(NotAllowed, match="変わりました"):
        approve(project, replace(SAID, credit="市"), verdict, "情報政策課", "", WHEN)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        *(({"restricted": True}, "restricted"), ({"licence": ""}, "no-licence")),
        ({"licence": "free"}, "no-licence"),
        *(({"credit": " "}, "no-credit"), ({"date": ""}, "no-date")),
        *(({"date": "4月"}, "bad-date"), ({"title": ""}, "no-title")),
        *(({"date": "2026-02-30"}, "bad-date"), ({"contact": "長崎太郎"}, "personal-contact")),
        ({"contact": "情報政策課 090-1234-5678"}, "personal-contact"),
        ({"contact": "taro.nagasaki@example.com"}, "personal-contact"),
        ({"description": "<script>alert(1)</script>"}, "script-text"),
        ({"fields": (PublicField("自治会名", "名"), PublicField("集会所", "名"))}, "field-twice"),
        ({"fields": (PublicField("自治会名", ""),)}, "field-unnamed"),
        ({"fields": (PublicField("番地", "番地"),)}, "refused"),
        ({"label": "ない"}, "no-label"),
        ({"layer": "gone"}, "layer-gone"),
    ],
)  # fmt: skip
def test_a_record_has_to_be_whole(project: Project, change: dict[str, Any], code: str) -> None:
    assert code in codes(judged(project, replace(SAID, **change)), Severity.ERROR)


@pytest.mark.parametrize(
    ("source", "code", "severity"),
    [
        ({"licence": "無断転用・引用不可"}, "licence-forbids", Severity.ERROR),
        ({"licence": "庁内限り"}, "licence-forbids", Severity.ERROR),
        ({"licence": "CC BY-NC 4.0"}, "licence-narrower", Severity.ERROR),
        ({"licence": "ODbL", "credit": "OpenStreetMap contributors"}, "share-alike", Severity.WARNING),
        ({"credit": "地理院タイル"}, "survey-tiles", Severity.ERROR),
        ({"credit": "国土地理院 基盤地図情報"}, "survey-act", Severity.WARNING),
        ({"credit": "©ゼンリン"}, "third-party", Severity.WARNING),
        ({"licence": "", "credit": ""}, "source-licence-unknown", Severity.WARNING),
    ],
)
def test_the_source_decides_too(
    tmp_path: Path, source: dict[str, Any], code: str, severity: Severity
) -> None:
    assert code in codes(judged(project_of(tmp_path, COLUMNS, **source), SAID), severity)


def test_a_source_that_went_publishes_nothing(project: Project) -> None:
    gone = replace(project, layers=(replace(project.layers[0], data=None),))
    assert codes(judged(gone, SAID), Severity.ERROR) == {"source-gone"}


def test_old_data_are_told(project: Project) -> None:
    assert "stale" in codes(judged(project, replace(SAID, date="2020")), Severity.WARNING)
    assert "future-date" in codes(judged(project, replace(SAID, date="2027-01-01")), Severity.WARNING)


def test_areas_in_which_nothing_is_published_are_proposed(tmp_path: Path, project: Project) -> None:
    base = replace(
        vector(tmp_path / "base", squares(1), {"名称": ["x"]}), id="base", name="作成制限施設の区域"
    )
    both = replace(project, layers=(*project.layers, base))
    assert proposed(both, both.layers[0], Feedback()).away == ("base",)
    assert "away-proposed" in codes(judged(both, SAID), Severity.WARNING)
    verdict = judged(both, replace(SAID, away=("base",)))
    assert "away-proposed" not in codes(verdict)
    assert verdict.features == 3


def test_officers_can_never_pass(tmp_path: Path, project: Project) -> None:
    assert (officersfile.SUFFIX, officersfile.APPLICATION) == (
        officers_desk.SUFFIX,
        officers_desk.APPLICATION,
    )
    hidden = tmp_path / "harmless.gpkg"
    with sqlite3.connect(hidden) as base:
        base.execute(f"PRAGMA application_id = {officers_desk.APPLICATION}")
        base.execute("CREATE TABLE x (y)")
    base.close()
    only = replace(SAID, fields=(PublicField("自治会名", "自治会"),))
    for path in (hidden, tmp_path / "町.OFFICERS.sqlite"):
        layer = replace(project.layers[0], source=replace(project.layers[0].source, path=path))
        assert "officers" in codes(judged(replace(project, layers=(layer,)), only), Severity.ERROR)
    listed: dict[str, list[Any]] = {
        "役職": ["会長", "会計"],
        "氏名": ["長崎 太郎", "佐藤花子"],
        "電話": ["095-822-1111", ""],
        "町": ["一", "二"],
    }
    town = project_of(tmp_path / "list", listed)
    said = replace(SAID, fields=(PublicField("町", "町"),))
    assert "officers" in codes(judged(town, said), Severity.ERROR)
    # Public names cannot dress them up.
    renamed = replace(SAID, fields=(PublicField("会長名", "施設の名称"),))
    assert "personal-officer/施設の名称" in codes(judged(project, renamed), Severity.ERROR)


def test_small_counts_are_blanked_or_told_of(project: Project) -> None:
    unmarked = replace(SAID, fields=(PublicField("世帯数", "世帯"),))
    assert "small-counts/世帯" in codes(judged(project, unmarked), Severity.WARNING)
    told = replace(SAID, generalisation=Generalisation(least=0))
    assert "counts-told/世帯" in codes(judged(project, told), Severity.INFO)


def test_rare_combinations_of_traits_are_found(tmp_path: Path) -> None:
    people: dict[str, list[Any]] = {
        "整理番号": [str(n) for n in range(40)],
        "年齢": [70.0] * 20 + [80.0] * 19 + [101.0],
        "性別": ["女"] * 20 + ["男"] * 20,
    }
    said = replace(SAID, fields=(PublicField("年齢", "年齢"), PublicField("性別", "性別")))
    found = judged(project_of(tmp_path, people), said)
    rare = next(one for one in found.concerns if one.code == "rare-combination")
    assert (rare.severity, rare.rows) == (Severity.ERROR, (39,))
    common = people | {"年齢": [70.0] * 20 + [80.0] * 20}
    assert "rare-combination/年齢" not in codes(judged(project_of(tmp_path / "b", common), said))


def test_exact_places_of_persons(tmp_path: Path) -> None:
    people: dict[str, list[Any]] = {
        "氏名": ["長崎 太郎", "佐藤花子"],
        "要介護度": ["3", "1"],
        "地区": ["東", "西"],
    }
    town = project_of(tmp_path, people, ["POINT (0 0)", "POINT (50 50)"])
    said = replace(SAID, fields=(PublicField("地区", "地区"),))
    assert "exact-places-of-persons" in codes(judged(town, said), Severity.ERROR)
    coarse = replace(said, generalisation=Generalisation(grid=100.0))
    assert "exact-places-of-persons" not in codes(judged(town, coarse))


def test_numbers_hidden_in_heights(tmp_path: Path) -> None:
    shapes: list[str | None] = ["POINT Z (0 0 9012345678)", "POINT Z (50 50 12)", None, "POINT Z (1 1 3)"]
    verdict = judged(project_of(tmp_path, COLUMNS, shapes), SAID)
    hidden = next(one for one in verdict.concerns if one.code == "hidden-heights")
    assert (hidden.severity, hidden.rows) == (Severity.ERROR, (0,))
    assert "without-shape" in codes(verdict, Severity.INFO)
    assert "precise" in codes(
        judged(project_of(tmp_path / "b", COLUMNS), replace(SAID, generalisation=Generalisation(9)))
    )


def test_photos_that_tell_where_they_were_taken(tmp_path: Path) -> None:
    town = project_of(tmp_path, COLUMNS | {"写真": ["a.jpg", "b.jpg", None, "none.jpg"]})
    picture = Image.new("RGB", (8, 8))
    exif = picture.getexif()
    exif[0x013B] = "Taro"
    picture.save(tmp_path / "a.jpg", exif=exif)
    picture.save(tmp_path / "b.jpg")
    said = replace(SAID, fields=(PublicField("写真", "写真"),))
    verdict = judged(town, said)
    assert next(one for one in verdict.concerns if one.code == "photos-tell").count == 1
    assert "told-photo/写真" in codes(verdict, Severity.INFO)


def test_hostile_texts(tmp_path: Path) -> None:
    bad = COLUMNS | {"集会所": ["<img src=x onerror=alert(1)>", "=1+1", "<b>館</b>", "あ" * 10_000]}
    said = replace(SAID, fields=(PublicField("集会所", "集会所"),))
    verdict = judged(project_of(tmp_path, bad), said)
    assert codes(verdict, Severity.ERROR) == {"personal-script/集会所"}
    assert codes(verdict, Severity.WARNING) == {
        "look-formula/集会所",
        "look-markup/集会所",
        "look-long/集会所",
    }


def test_unchosen_columns_tell_what_rows_are_without_being_judged(tmp_path: Path) -> None:
    columns: dict[str, list[Any]] = {
        "番号": ["1", "2", "3"],
        "x": ["長崎太郎", "佐藤花子", "山田一郎"],
        "住所": ["桜町2-22", "桜町2-23", "桜町2-24"],
    }
    said = replace(SAID, fields=(PublicField("住所", "場所"),))
    verdict = judged(project_of(tmp_path, columns), said)
    assert codes(verdict, Severity.ERROR) == {"personal-address/場所"}
    places: dict[str, list[Any]] = {
        "番号": ["1", "2", "3"],
        "施設名": ["橋", "館", "園"],
        "住所": columns["住所"],
    }
    verdict = judged(project_of(tmp_path / "b", places), said)
    assert codes(verdict) == {"told-address/場所"}
