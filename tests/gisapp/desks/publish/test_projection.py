"""The public sees what was chosen, under public names, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.publish.gate import judge
from gisapp.desks.publish.model import (
    Approval,
    Generalisation,
    Publication,
    PublicField,
    approval_of,
    publication_of,
    publications,
    with_approval,
    with_publication,
)
from gisapp.desks.publish.projection import public_content
from gisapp.export.content import GEOMETRY, Part
from gisapp.export.footprints import polygons
from importers.raster.importer import RasterFiles, RasterOptions
from layers import records
from layers.errors import NotAllowed
from layers.feedback import Feedback
from layers.project import Project
from tests.importers.raster.pictures import write_picture
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

WHEN = "2026-11-30T09:00:00+09:00"
SHAPES = [f"POLYGON (({x} 0, {x + 10} 0, {x + 10} 10.123456, {x} 0))" for x in (0, 20, 40)]
COLUMNS: dict[str, list[Any]] = {
    "名称": ["一", "二", "三"],
    "所有者": ["長崎 太郎", "長崎 花子", "佐世保 次郎"],
    "世帯数": [3.0, 12.0, None],
}
SAID = Publication(
    "areas",
    "区域",
    fields=(PublicField("名称", "自治会名"), PublicField("世帯数", "世帯", count=True)),
    licence="CC-BY-4.0",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    layer = replace(vector(tmp_path / "one", SHAPES, COLUMNS), id="areas")
    base = replace(
        vector(tmp_path / "two", ["POLYGON ((45 1, 60 1, 60 5, 45 1))"], {"名称": ["基地"]}), id="base"
    )
    return Project(layers=(layer, base), crs="EPSG:6669")


def _seen(project: Project, said: Publication, feedback: Feedback | None = None) -> Any:
    heard = feedback or Feedback()
    content = public_content(project, project.layers[0], said, heard)
    tables = list(content.tables(heard))
    assert sum(len(one) for one in tables) == len(content)
    assert all(one.schema.names == content.schema.names for one in tables)
    return content, tables[0]


def test_nothing_is_chosen_by_default(project: Project) -> None:
    _, rows = _seen(project, Publication("areas", "区域"))
    assert rows.column_names == [GEOMETRY]


def test_only_chosen_columns_under_public_names(project: Project) -> None:
    content, rows = _seen(project, SAID)
    assert rows.column_names == ["自治会名", "世帯", GEOMETRY]
    assert rows.column("自治会名").to_pylist() == ["一", "二", "三"]
    assert rows.column("世帯").to_pylist() == [None, 12.0, None]
    assert [one.values["count"] for one in content.small_counts()] == [1]
    assert "長崎" not in str(rows) + repr(content.layer) + repr(content.attributes)
    assert content.columns(["世帯"]).column(0).to_pylist() == [None, 12.0, None]
    assert content.layer.source.path.name == "区域"
    assert content.layer.data is None


def test_shapes_are_as_exact_as_was_said(project: Project) -> None:
    said = replace(SAID, generalisation=Generalisation(grid=5.0))
    _, rows = _seen(project, said)
    corners = shapely.get_coordinates(polygons(rows.column(GEOMETRY)))
    assert np.array_equal(corners % 5, np.zeros_like(corners))
    content, rows = _seen(project, replace(SAID, generalisation=Generalisation(point=True)))
    assert content.geometry_type == "Point"
    assert shapely.get_type_id(polygons(rows.column(GEOMETRY))).tolist() == [0, 0, 0]
    assert Part.SHAPES not in content.offers
    _, rows = _seen(project, replace(SAID, generalisation=Generalisation(grid=1000.0)))
    assert shapely.get_type_id(polygons(rows.column(GEOMETRY))).tolist() == [0, 0, 0]  # none vanishes


def test_what_touches_a_restricted_area_is_kept_back(project: Project) -> None:
    feedback = Feedback()
    _, rows = _seen(project, replace(SAID, away=("base",)), feedback)
    assert rows.column("自治会名").to_pylist() == ["一", "二"]
    assert [one.code for one in feedback.findings] == ["features-kept-back"]
    with pytest.raises(NotAllowed, match="開けない"):
        public_content(project, project.layers[0], replace(SAID, away=("gone",)), Feedback())


def test_what_must_not_be_published_is_not(project: Project) -> None:
    with pytest.raises(NotAllowed, match="公開しない"):
        public_content(project, project.layers[0], replace(SAID, restricted=True), Feedback())
    lacking = replace(SAID, fields=(PublicField("番地", "番地"),))
    with pytest.raises(NotAllowed, match="番地"):
        public_content(project, project.layers[0], lacking, Feedback())


def test_records_keep_what_was_said_and_approved(project: Project) -> None:
    said = replace(
        SAID, away=("base",), forms=(".geojson",), generalisation=Generalisation(4, 1.0, 2.0, True, 5)
    )
    kept = with_publication(project, said, WHEN)
    assert publication_of(kept, "areas") == said
    assert publication_of(kept, "base") is None
    assert publications(kept) == (said,)
    assert records.from_json(records.to_json(kept.records), "records") == kept.records
    approved = with_approval(kept, Approval("areas", said.digest, "情報政策課", WHEN, warnings=("small",)))
    assert approval_of(approved, said) == Approval(
        "areas", said.digest, "情報政策課", WHEN, warnings=("small",)
    )
    assert approval_of(approved, replace(said, title="別")) is None


def test_pictures_that_reach_into_a_restricted_area_stay_whole_at_home(
    project: Project, tmp_path: Path
) -> None:
    picture = write_picture(tmp_path / "photo.tif", 64)
    options = RasterOptions(stores=tmp_path / "stores")
    (layer,) = RasterFiles().read(picture, options, Feedback()).layers
    said = replace(SAID, layer=layer.id, fields=(), away=("base",))
    west, south, _, east, north, _ = layer.extent() or (0.0,) * 6
    inside = f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {south}))"
    for shape, refused in ((inside, True), (f"POINT ({west - 50} {south})", False)):
        base = replace(vector(tmp_path / f"base{refused}", [shape], {"名称": ["基地"]}), id="base")
        held = Project(layers=(layer, base), crs=layer.data.crs)
        if refused:
            with pytest.raises(NotAllowed, match="除けません"):
                public_content(held, layer, said, Feedback())
        else:
            public_content(held, layer, said, Feedback())
        codes = {one.code for one in judge(held, said, Feedback()).concerns}
        assert ("refused" in codes) is refused
