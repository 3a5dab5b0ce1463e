"""A real database is read: names, types, systems, shapes and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from importers.located import Unlocated
from importers.postgis.importer import PostGis, PostGisOptions
from layers.errors import ImportFailed
from layers.feedback import Feedback
from layers.receipts import receipt_of_layer
from tests import postgres
from tests.importers.citygml.reading import codes, expect_sentence
from tests.importers.postgis.town import HOSTILE, TOWN, UNPLACED

if TYPE_CHECKING:
    from pathlib import Path

    from importers.base import ImportResult
    from layers.base import Layer

pytestmark = postgres.needed


@pytest.fixture(scope="session")
def town() -> postgres.Server:
    server = postgres.server()
    server.database("town", TOWN)
    return server


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", postgres.server().password)


def read(base: Path, server: postgres.Server, database: str = "town", **more: Any) -> ImportResult:
    options = PostGisOptions(stores=base / "stores", again=True, crs=str(more.pop("crs", "")))
    path = postgres.write_file(base / "town.gisdb", database, server.port, **more)
    return PostGis().read(path, options, Feedback())


def one(result: ImportResult, name: str) -> Layer:
    (found,) = (layer for layer in result.layers if layer.name == name)
    return found


def geometry(layer: Layer) -> Any:
    return layer.data.store.shapes(np.arange(layer.data.store.count))


def test_all_tables_with_shapes_become_layers_and_all_else_is_told(
    town: postgres.Server, tmp_path: Path
) -> None:
    result = read(tmp_path, town)
    assert {layer.name for layer in result.layers} == {
        *("用途地域（都市計画）", "parks", "old_survey", "sensors", "pipes", "park_view", "parts"),
        *("everything（SRID 6669）", "everything（SRID 6668）", "two_shapes（area）", "two_shapes（door）"),
        *(HOSTILE, "secret_table"),
    }
    told = {finding.code: str(finding.message) for finding in result.findings}
    assert "broken_view" in told["relation-not-read"]
    assert "public.staff" in told["relations-without-shape"]
    for layer in result.layers:
        receipt = receipt_of_layer(layer)
        assert receipt["in"] == receipt["shown"] + receipt["without_shape"] == len(layer.table())
        assert receipt["left_out"] == {}
        assert receipt["origin"].startswith(f"127.0.0.1:{town.port}/town ")
        assert len(receipt["digest"]) == 64
    assert len(one(result, "parts").table()) == 10  # a partitioned table, not its parts
    assert town.sql("town", "SELECT count(*) FROM parks") == "2"  # nothing was dropped


def test_columns_become_what_they_mean(town: postgres.Server, tmp_path: Path) -> None:
    result = read(tmp_path, town, tables=("用途地域",))
    (layer,) = result.layers
    table = layer.table()
    kinds = {attribute.name: (attribute.label, attribute.kind) for attribute in table.attributes}
    assert kinds == {
        "id": ("id", "integer"),
        "名称": ("名称", "text"),
        "kind": ("用途地域の種類", "code"),
        "area": ("area", "number"),
        "storeys": ("storeys", "integer"),
        "number": ("number", "text"),
        "tags": ("tags", "text"),
        "extra": ("extra", "text"),
        "decided": ("decided", "date"),
        "seen": ("seen", "date"),
        "valid": ("valid", "text"),
    }
    order = np.argsort(table.numbers("id"))
    column = {name: list(table.texts(name)[order]) for name in kinds}
    assert column["名称"][0] == "𠮷野町"
    assert column["kind"][:2] == ["第一種低層住居専用地域", "商業地域"]
    assert table.categories("kind")[1] == ["商業地域", "第一種低層住居専用地域"]
    assert list(table.numbers("area")[order]) == [10.25 * k for k in range(1, 7)]
    assert list(table.numbers("storeys")[order]) == [1, 2, 3, 4, 5, 6]
    assert set(column["number"]) == {"12345678901234567890"}
    assert set(column["tags"]) == {"{一,b}"}
    assert set(column["extra"]) == {'{"階": 3}'}
    assert column["decided"] == ["2020-01-02", "2020-01-03", "", "2020-01-05", "2020-01-06", "2020-01-07"]
    assert column["seen"][0] == "2024-04-01T10:30:00"  # Japan's time
    assert column["valid"][:2] == ["false", "true"]
    told = {finding.code: finding for finding in result.findings}
    assert "「photo」" in str(told["column-not-shown"].message)
    assert told["date-not-shown"].count == 1
    assert told["without-shape"].values["null"] == told["without-shape"].values["empty"] == 1
    assert "table-time" in told


def test_systems_are_those_of_the_database(town: postgres.Server, tmp_path: Path) -> None:
    result = read(tmp_path, town)
    systems = {layer.name: layer.crs for layer in result.layers}
    assert systems["parks"] == systems["everything（SRID 6668）"] == "EPSG:6668"
    assert systems["old_survey"] == "EPSG:4301"
    assert systems["sensors"] == "EPSG:4326"
    assert systems["pipes"] == systems["everything（SRID 6669）"] == "EPSG:6669"
    # The same numbers on the old datum lie some 400 m from those on the new one.
    old, new = one(result, "old_survey"), one(result, "parks")
    start = shapely.get_coordinates(geometry(old))[0]
    park = shapely.get_coordinates(geometry(new))[list(new.table().texts("name")).index("中央公園")]
    assert 350 < np.hypot(*(start - park)) < 500
    assert receipt_of_layer(old)["operation"]


def test_every_kind_of_shape_comes_or_is_counted(town: postgres.Server, tmp_path: Path) -> None:
    result = read(tmp_path, town, tables=("everything",))
    layer = one(result, "everything（SRID 6669）")
    names = list(layer.table().texts("name"))
    shapes = dict(zip(names, geometry(layer), strict=True))
    assert shapes["なし"] is None
    assert shapes["網"] is None
    assert shapes["点"].geom_type == "Point"
    assert shapes["曲線"].geom_type == "LineString"
    assert shapely.get_num_coordinates(shapes["曲線"]) > 30
    assert shapes["曲がった面"].area == pytest.approx(np.pi * 100, rel=0.01)
    assert shapely.get_coordinate_dimension(shapes["計測"]) == 2
    assert [z for *_, z in shapes["計測と高さ"].coords] == [5, 6]
    assert list(layer.table().texts("geometry_")) == list("abcdefgi")
    told = {finding.code: finding.count for finding in result.findings}
    assert told["geometry-not-read"] == told["without-shape"] == 1
    assert told["curves-drawn-as-lines"] == 2
    heights = shapely.get_coordinates(
        geometry(read(tmp_path, town, tables=("pipes",)).layers[0]), include_z=True
    )
    assert list(heights[:, 2]) == [-1.5, -2.5]


def test_names_that_mean_harm_are_names(town: postgres.Server, tmp_path: Path) -> None:
    result = read(tmp_path, town, schemas=("別 の.部屋",))
    (layer,) = result.layers
    assert layer.name == HOSTILE
    assert [attribute.name for attribute in layer.table().attributes] == ['na"me', "x'; --"]
    assert list(layer.table().numbers("x'; --")) == [1]
    assert town.sql("town", "SELECT count(*) FROM parks") == "2"


def test_a_table_without_shapes_comes_when_it_is_named(town: postgres.Server, tmp_path: Path) -> None:
    result = read(tmp_path, town, tables=("public.staff", "public.nowhere"))
    (layer,) = result.layers
    assert sorted(layer.table().texts("name")) == ["税務", "総務"]
    assert layer.extent() is None
    assert "public.nowhere" in str(
        next(one for one in result.findings if one.code == "relation-missing").message
    )


def test_nothing_to_read_says_what_there_is(town: postgres.Server, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="読み込める表がありません") as caught:
        read(tmp_path, town, schemas=("nowhere",))
    expect_sentence(caught.value, "town.gisdb", "public.")
    with pytest.raises(ImportFailed, match="broken_view") as caught:
        read(tmp_path, town, tables=("broken_view",))
    expect_sentence(caught.value, "town.gisdb")


def test_what_a_user_may_not_see_is_left_out_and_told(
    town: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.database(
        "limited",
        "CREATE TABLE a (name text, salary integer, geom geometry(Point, 6669));",
        "INSERT INTO a VALUES ('x', 1, ST_SetSRID(ST_MakePoint(34000, -27000), 6669));",
        "CREATE TABLE b (geom geometry(Point, 6669));",
        "DROP ROLE IF EXISTS viewer; CREATE ROLE viewer LOGIN PASSWORD 'view-secret';",
        "GRANT SELECT (name, geom) ON a TO viewer;",
    )
    monkeypatch.setenv("PGPASSWORD", "view-secret")
    result = read(tmp_path, town, "limited", user="viewer")
    (layer,) = result.layers
    assert [attribute.name for attribute in layer.table().attributes] == ["name"]
    assert {"relation-denied", "column-not-shown"} <= codes(result.findings)


def test_a_table_that_says_nothing_of_its_place_is_asked_for_and_only_it(tmp_path: Path) -> None:
    server = postgres.server()
    server.database("unplaced", UNPLACED)
    with pytest.raises(Unlocated) as caught:
        read(tmp_path, server, "unplaced")
    assert caught.value.proposals
    expect_sentence(caught.value, "town.gisdb")
    result = read(tmp_path, server, "unplaced", crs="EPSG:6669")
    assert {layer.name: layer.crs for layer in result.layers} == {
        "場所不明": "EPSG:6669",
        "場所あり": "EPSG:6668",
    }


def test_what_changed_since_the_last_time_is_told_and_nothing_else(tmp_path: Path) -> None:
    server = postgres.server()
    server.database(
        "moving",
        "CREATE TABLE a (id integer PRIMARY KEY, name text, geom geometry(Point, 6669));",
        "INSERT INTO a SELECT i, 'n' || i, ST_SetSRID(ST_MakePoint(34000 + i, -27000), 6669)"
        " FROM generate_series(1, 20) i;",
    )
    first = receipt_of_layer(read(tmp_path, server, "moving").layers[0])
    # Rows in another order on the disk are the same data.
    server.sql("moving", "UPDATE a SET name = name WHERE id < 10;")
    second = receipt_of_layer(read(tmp_path, server, "moving").layers[0])
    assert second["digest"] == first["digest"]
    assert "difference" not in second
    server.sql(
        "moving",
        "DELETE FROM a WHERE id = 3; UPDATE a SET name = '新' WHERE id IN (4, 5);"
        "INSERT INTO a VALUES (99, 'x', ST_SetSRID(ST_MakePoint(35000, -27000), 6669));",
    )
    third = receipt_of_layer(read(tmp_path, server, "moving").layers[0])
    assert third["digest"] != first["digest"]
    found = third["difference"]
    assert (found["key"], found["added"], found["removed"], found["changed"]) == ("id", 1, 1, 2)
    assert third["modified"] >= second["modified"]


def test_without_a_wish_for_news_the_database_is_not_asked(
    town: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = read(tmp_path, town, tables=("parks",))

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("importers.postgis.connection._connect", never)
    kept = PostGis().read(tmp_path / "town.gisdb", PostGisOptions(stores=tmp_path / "stores"), Feedback())
    assert [layer.source for layer in kept.layers] == [layer.source for layer in fresh.layers]
    told = next(finding for finding in kept.findings if finding.code == "database-not-asked")
    assert "未確認" in str(told.message)


def test_one_moment_is_read_and_nothing_can_be_written(town: postgres.Server, tmp_path: Path) -> None:
    from importers.postgis.address import read_address
    from importers.postgis.connection import connected

    path = postgres.write_file(tmp_path / "town.gisdb", "town", town.port)
    feedback = Feedback()
    with connected(read_address(path), feedback) as connection:
        before = connection.query("SELECT count(*) AS n FROM parks", feedback)
        town.sql("town", "INSERT INTO parks VALUES ('新', NULL);")
        try:
            assert connection.query("SELECT count(*) AS n FROM parks", feedback) == before
        finally:
            town.sql("town", "DELETE FROM parks WHERE name = '新';")
        with pytest.raises(ImportFailed) as caught:
            connection.run("DELETE FROM parks", feedback, "parks")
    assert "read-only transaction" in caught.value.detail
    assert town.sql("town", "SELECT count(*) FROM parks") == "2"
