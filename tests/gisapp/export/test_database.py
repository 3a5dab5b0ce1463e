"""A layer goes into a real PostGIS database and comes back the same; a failure leaves what was there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
import shapely

from gisapp.desks.publish.model import Generalisation, Publication, PublicField
from gisapp.desks.publish.projection import public_content
from gisapp.export import database
from gisapp.export.content import GEOMETRY, content_of
from gisapp.export.database import write_table
from gisapp.export.databasetable import cut, form_of, rows_of
from importers.postgis.address import read_address
from importers.postgis.importer import PostGis, PostGisOptions
from layers.errors import ExportFailed, ImportFailed, NotAllowed, WontOverwrite
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from tests import postgres
from tests.importers.postgis.town import HOSTILE
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.export.content import Content
    from importers.postgis.address import Address
    from layers.base import Layer

pytestmark = postgres.needed

LONG = "とても長い名前なので途中で切られてしまうかもしれない列"
SHAPES = [f"POLYGON (({x} 0, {x + 10} 0, {x + 10} 10.123456789, {x} 0))" for x in (34000, 34020)]
COLUMNS: dict[str, list[Any]] = {
    "名称": ["𠮷野町", 'o\'neil \\ "quoted"'],
    "世帯数": [3.5, None],
    f"{LONG}一": ["a", None],
    f"{LONG}二": [None, "b"],
    HOSTILE: ["c", "d"],
    "geom": ["e", "f"],
}


@pytest.fixture(scope="module")
def server() -> postgres.Server:
    made = postgres.server()
    statements = ("CREATE ROLE reader;", "CREATE ROLE other;", "CREATE SCHEMA inner_room;")
    made.database("write", *statements)
    return made


@pytest.fixture
def address(server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Address:
    monkeypatch.setenv("PGPASSWORD", server.password)
    allowing = tmp_path / "allowed.toml"
    allowing.write_text('write = ["127.0.0.1/write"]')
    monkeypatch.setenv("GISAPP_ALLOWED", str(allowing))
    server.sql("write", "DROP TABLE IF EXISTS public.areas CASCADE;")
    return read_address(postgres.write_file(tmp_path / "公開.gisdb", "write", server.port))


@pytest.fixture
def layer(tmp_path: Path) -> Layer:
    return replace(
        vector(tmp_path / "store", [*SHAPES, None], {k: [*v, None] for k, v in COLUMNS.items()}), name="areas"
    )


def back(base: Path, server: postgres.Server, table: str = "public.areas") -> Content:
    """Read a table as any other program of the office would: through the importer."""
    options = PostGisOptions(stores=base / "stores", again=True)
    path = postgres.write_file(base / "back.gisdb", "write", server.port, tables=(table,))
    (layer,) = PostGis().read(path, options, Feedback()).layers
    return content_of(layer)


def test_what_comes_back_is_what_went_in(
    server: postgres.Server, address: Address, layer: Layer, tmp_path: Path
) -> None:
    content = content_of(layer)
    done = write_table(content, address, Feedback())
    assert (done.schema, done.table, done.rows, done.srid, done.replaced) == (
        "public",
        "areas",
        3,
        6669,
        False,
    )
    found = back(tmp_path, server)
    names = [one.name for one in form_of(content).columns]
    assert all(len(name.encode()) <= 63 for name in names)
    assert len(set(names) | {"geom"}) == len(COLUMNS) + 1
    ours = pa.concat_tables(content.tables(Feedback()))
    theirs = pa.concat_tables(found.tables(Feedback()))
    for source, name in zip(COLUMNS, names, strict=True):
        assert theirs.column(name).to_pylist() == ours.column(source).to_pylist()
    labels = {one.name: one.label for one in found.attributes}
    assert labels[names[2]] == f"{LONG}一"
    shapes = [shapely.from_wkb(one.column(GEOMETRY).to_numpy(zero_copy_only=False)) for one in (ours, theirs)]
    assert shapely.is_missing(shapes[1]).tolist() == [False, False, True]
    assert np.array_equal(
        shapely.get_coordinates(shapely.normalize(shapes[0])),
        shapely.get_coordinates(shapely.normalize(shapes[1])),
    )
    told = server.sql(
        "write",
        "SELECT type, srid FROM geometry_columns WHERE f_table_name = 'areas';",
        "SELECT indexdef FROM pg_indexes WHERE tablename = 'areas';",
        "SELECT obj_description('public.areas'::regclass);",
        "SELECT count(*) FROM pg_class WHERE relname LIKE '%~%' AND relkind = 'r';",
    ).splitlines()
    assert told[0] == "MULTIPOLYGON|6669"
    assert "USING gist (geom)" in told[1]
    assert told[2:] == ["areas", "0"]


def test_the_public_gets_what_was_chosen_in_rounded_degrees(
    server: postgres.Server, address: Address, layer: Layer, tmp_path: Path
) -> None:
    said = Publication(
        "lots", "区域", fields=(PublicField("名称", "自治会名"),), generalisation=Generalisation(decimals=4)
    )
    content = public_content(Project(layers=(layer,)), layer, said, Feedback())
    done = write_table(content, address, Feedback(), table="inner_room.public_areas", overwrite=True)
    assert (done.schema, done.table, done.srid) == ("inner_room", "public_areas", 6668)
    columns = server.sql(
        "write",
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'public_areas' ORDER BY 1;",
    ).splitlines()
    assert columns == ["geom", "自治会名"]
    places = server.sql("write", "SELECT ST_XMin(geom), ST_YMin(geom) FROM inner_room.public_areas LIMIT 1;")
    assert all(len(one.partition(".")[2]) <= 4 for one in places.split("|"))
    assert {one.name for one in back(tmp_path, server, "inner_room.public_areas").attributes} == {"自治会名"}


def test_a_table_is_replaced_with_its_rights_and_only_when_told(
    server: postgres.Server, address: Address, layer: Layer
) -> None:
    content = content_of(layer)
    write_table(content, address, Feedback())
    server.sql(
        "write",
        "GRANT SELECT ON areas TO reader WITH GRANT OPTION; GRANT UPDATE (名称) ON areas TO other;",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO PUBLIC;",
    )
    rights = "SELECT relacl FROM pg_class WHERE oid = 'areas'::regclass;"
    column = "SELECT attacl FROM pg_attribute WHERE attrelid = 'areas'::regclass AND attname = '名称';"
    before = server.sql("write", rights, column)
    try:
        with pytest.raises(WontOverwrite):
            write_table(content, address, Feedback())
        done = write_table(
            content_of(layer, np.array([True, False, True])), address, Feedback(), overwrite=True
        )
    finally:
        server.sql("write", "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM PUBLIC;")
    assert (done.rows, done.replaced) == (2, True)
    assert server.sql("write", rights, column) == before
    assert server.sql("write", "SELECT count(*) FROM areas") == "2"


@pytest.mark.parametrize("when", ["rows", "rename", "stop", "count"])
def test_what_goes_wrong_in_the_middle_leaves_the_former_table(
    server: postgres.Server, address: Address, layer: Layer, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    write_table(content_of(layer, np.array([True, False, False])), address, Feedback())
    content, feedback = content_of(layer), Feedback()
    kind: type[Exception] = ExportFailed
    real = database._Job._run
    if when == "rows":
        made = rows_of(content, form_of(content), feedback)

        def broken() -> Any:
            yield made.read_next_batch()
            raise OSError(5, "the disk of the store is gone")

        reader = pa.RecordBatchReader.from_batches(made.schema, broken())
        monkeypatch.setattr(database, "rows_of", lambda *_: reader)
    elif when == "rename":

        def run(self: Any, sql: str) -> None:
            real(self, sql.replace(" RENAME TO ", " RENAME TO nothing."))

        monkeypatch.setattr(database._Job, "_run", run)
    elif when == "stop":
        kind = Cancelled

        def run_and_stop(self: Any, sql: str) -> None:
            real(self, sql)
            if sql.startswith("DROP"):
                feedback.cancel()

        monkeypatch.setattr(database._Job, "_run", run_and_stop)
    else:
        made = rows_of(content_of(layer, np.array([True, False, True])), form_of(content), feedback)
        monkeypatch.setattr(database, "rows_of", lambda *_: made)
    with pytest.raises(kind):
        write_table(content, address, feedback, overwrite=True)
    assert server.sql("write", "SELECT count(*) FROM areas") == "1"
    assert (
        server.sql("write", "SELECT count(*) FROM pg_class WHERE relname LIKE '%~%' AND relkind = 'r'") == "0"
    )


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("CREATE VIEW areas_view AS SELECT * FROM areas;", "VIEW"),
        ("ALTER TABLE areas ENABLE ROW LEVEL SECURITY;", "ROW LEVEL SECURITY"),
        ("ALTER TABLE areas ADD PRIMARY KEY (名称);", "CONSTRAINT"),
        (
            """CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER t BEFORE INSERT ON areas FOR EACH ROW EXECUTE FUNCTION f();""",
            "TRIGGER",
        ),
    ],
)
def test_what_would_be_lost_is_not_replaced(
    server: postgres.Server, address: Address, layer: Layer, statement: str, what: str
) -> None:
    content = content_of(layer, np.array([True, True, False]))
    write_table(content, address, Feedback())
    server.sql("write", statement)
    with pytest.raises(NotAllowed) as told:
        write_table(content, address, Feedback(), overwrite=True)
    assert what in str(told.value)
    assert server.sql("write", "SELECT count(*) FROM areas") == "2"


def test_only_databases_that_the_administrator_named_are_written(
    server: postgres.Server, address: Address, layer: Layer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of(layer)
    for said in (
        "",
        'write = ["127.0.0.1/other"]',
        'write = ["localhost/write"]',
        'write = "127.0.0.1/write"',
    ):
        (tmp_path / "allowed.toml").write_text(said)
        with pytest.raises(NotAllowed, match="許可されていません"):
            write_table(content, address, Feedback())
    monkeypatch.setenv("GISAPP_ALLOWED", str(tmp_path / "none.toml"))
    with pytest.raises(NotAllowed):
        write_table(content, address, Feedback())
    assert server.sql("write", "SELECT to_regclass('public.areas')") == ""


def test_refusals_are_told_in_words_about_writing(
    server: postgres.Server, address: Address, layer: Layer, tmp_path: Path
) -> None:
    content = content_of(layer)
    with pytest.raises(NotAllowed, match="nowhere"):
        write_table(content, address, Feedback(), table="nowhere.areas")
    server.sql("write", "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'x';")
    guest = read_address(postgres.write_file(tmp_path / "guest.gisdb", "write", server.port, user="guest"))
    with pytest.raises(ImportFailed, match="パスワード"):
        write_table(content, guest, Feedback())
    nothing = content_of(layer, np.zeros(3, dtype=bool))
    with pytest.raises(ExportFailed):
        write_table(nothing, address, Feedback())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("areas", ("public", "areas")),
        ("town.areas", ("town", "areas")),
        ('"a.b".areas', ("a.b", "areas")),
        ('town."a.b"', ("town", "a.b")),
        ("区域 一覧", ("public", "区域 一覧")),
        (HOSTILE, ("public", HOSTILE)),
    ],
)
def test_names_of_tables(text: str, names: tuple[str, str]) -> None:
    assert database._named(text) == names


def test_long_names_are_cut_between_letters() -> None:
    assert cut("あ" * 30) == "あ" * 21
    assert cut("あ" * 30, "~12") == "あ" * 20 + "~12"
    assert cut("a\0b") == "ab"
