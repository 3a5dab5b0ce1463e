"""Whatever stands between a person and a database is one sentence, and a password is never in it."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from importers.base import Sniff
from importers.postgis import passwords
from importers.postgis.address import read_address
from importers.postgis.connection import conninfo
from importers.postgis.importer import PostGis, PostGisOptions
from importers.postgis.sentences import Lost, NeedsPassword
from layers import projectfile
from layers.errors import DamagedFile, GisError, ImportFailed, Unsafe
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from tests import postgres
from tests.importers.citygml.reading import expect_sentence
from tests.importers.postgis.town import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from importers.base import ImportResult
    from layers.messages import Message

SECRET = "hush-'\\ 秘密-42"  # noqa: S105 - of a server that the tests make


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Neither this machine's user nor a test before has a password for anything."""
    for name in ("PGPASSWORD", "PGSERVICE", "PGHOST", "PGUSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "no-pgpass"))
    yield
    passwords._known.clear()


@pytest.fixture(scope="session")
def small() -> postgres.Server:
    server = postgres.server()
    server.database(
        "small",
        "CREATE TABLE a (name text, geom geometry(Point, 6669));",
        "INSERT INTO a VALUES ('x', ST_SetSRID(ST_MakePoint(34000, -27000), 6669));",
        "DROP ROLE IF EXISTS keeper;",
        "CREATE ROLE keeper LOGIN PASSWORD '" + SECRET.replace("'", "''") + "';",
        "GRANT SELECT ON a TO keeper;",
    )
    return server


def read(path: Path, feedback: Feedback | None = None) -> ImportResult:
    options = PostGisOptions(stores=path.parent / "stores", again=True)
    return PostGis().read(path, options, feedback or Feedback())


def refused(path: Path, kind: type[GisError] = ImportFailed, *parts: str) -> Any:
    with pytest.raises(kind) as caught:
        read(path)
    expect_sentence(caught.value, path.name, *parts)
    assert not list((path.parent / "stores").glob("*"))
    return caught.value


# ------------------------------------------------------------------------------------- the file


def file(base: Path, **more: object) -> Path:
    said: dict[str, object] = {"database": "city", "port": 9, **more}
    return postgres.write_file(base / "city.gisdb", **said)


def test_the_file_is_known_by_its_name(tmp_path: Path) -> None:
    path = file(tmp_path)
    assert PostGis().sniff(path, path.read_bytes()) is Sniff.YES
    assert PostGis().sniff(path, b"") is Sniff.NO
    address = read_address(path)
    assert (address.host, address.port, address.database, address.tls) == ("127.0.0.1", 9, "city", "prefer")


@pytest.mark.parametrize("name", ["password", "PASSWORD", "passwd", "pwd", "passfile", "パスワード"])
def test_a_password_in_the_file_is_refused_and_not_repeated(name: str, tmp_path: Path) -> None:
    path = file(tmp_path)
    path.write_text(f'{path.read_text()}"{name}" = "hush-42"\n', encoding="utf-8")
    error = refused(path, Unsafe, "パスワード")
    assert "hush-42" not in f"{error.message}{error.hint}{error.detail}"


def test_a_host_that_nobody_allowed_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowing = tmp_path / "allowed.toml"
    monkeypatch.setenv("GISAPP_ALLOWED", str(allowing))

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "create_connection", never)
    path = file(tmp_path, host="db.example.lg.jp")
    refused(path, Unsafe, "db.example.lg.jp", str(allowing))
    allowing.write_text('hosts = ["db.example.lg.jp"]')
    assert read_address(path).tls == "require"  # over a network never in the clear, unless the file says so
    assert read_address(file(tmp_path, host="db.example.lg.jp", sslmode="prefer")).tls == "prefer"


@pytest.mark.parametrize(
    "more",
    [
        *(
            {"host": ""},
            {"host": "a.example.jp,b.example.jp"},
            {"host": "/var/run/postgresql"},
            {"host": "a b"},
        ),
        *({"host": "@abstract"}, {"database": ""}, {"port": 0}, {"port": 70000}, {"port": "5432"}),
        *({"sslmode": "off"}, {"timeout": 0}, {"tables": "a"}, {"hostaddr": "10.0.0.1"}, {"service": "a b"}),
        *({"user": "x" * 600}, {"options": "-c a=b"}),
    ],
)
def test_a_file_that_names_no_database_is_refused(
    more: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowing = tmp_path / "allowed.toml"
    allowing.write_text('hosts = ["*.example.jp"]')
    monkeypatch.setenv("GISAPP_ALLOWED", str(allowing))
    refused(file(tmp_path, **more), DamagedFile, next(iter(more)))


def test_the_environment_leads_to_no_other_host(tmp_path: Path) -> None:
    said = conninfo(read_address(file(tmp_path, service="city")), "viewer", SECRET)
    assert "host='127.0.0.1'" in said
    assert "hostaddr=''" in said
    assert "options=''" in said
    assert "service='city'" in said
    assert "password='hush-\\'\\\\ 秘密-42'" in said


# ------------------------------------------------------------------------------------- the way to it


def test_a_port_on_which_nothing_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    error = refused(postgres.write_file(tmp_path / "city.gisdb", "city", port), ImportFailed, str(port))
    assert "動いていません" in str(error.message)


def test_a_host_that_does_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allowing = tmp_path / "allowed.toml"
    allowing.write_text('hosts = ["nowhere.invalid"]')
    monkeypatch.setenv("GISAPP_ALLOWED", str(allowing))

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    assert "見つかりません" in str(refused(file(tmp_path, host="nowhere.invalid")).message)


def test_a_host_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "create_connection", silent)
    assert "返事がありません" in str(refused(file(tmp_path)).message)


def test_a_host_that_takes_the_call_and_says_nothing_can_be_left_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        path = postgres.write_file(tmp_path / "city.gisdb", "city", silent.getsockname()[1])
        feedback = Feedback()
        asked: list[float] = []

        def stop() -> None:
            time.sleep(0.4)
            asked.append(time.perf_counter())
            feedback.cancel()

        stopper = threading.Thread(target=stop)
        stopper.start()
        with pytest.raises(Cancelled):
            read(path, feedback)
        assert time.perf_counter() - asked[0] < 1.0
        stopper.join()


def test_a_host_that_is_no_database(tmp_path: Path) -> None:
    def answer(server: socket.socket) -> None:
        for _ in range(2):
            line, _ = server.accept()
            with line:
                line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer, args=(server,))
        thread.start()
        refused(postgres.write_file(tmp_path / "city.gisdb", "city", server.getsockname()[1]))
        thread.join()


# ------------------------------------------------------------------------------------- the door


@postgres.needed
def test_without_a_password_it_is_asked_for_and_kept_in_memory_alone(
    small: postgres.Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = postgres.write_file(tmp_path / "city.gisdb", "small", small.port, user="keeper")
    error = refused(path, NeedsPassword, "pgpass")
    assert (error.wrong, error.address) == (False, read_address(path))
    passwords.remember(error.address, passwords.Login("keeper", f"{SECRET}x"))
    error = refused(path, NeedsPassword)
    assert error.wrong
    assert SECRET not in f"{error}{error.detail}{error.__cause__!r}{error.__context__!r}{passwords._known!r}"
    passwords.remember(error.address, passwords.Login("keeper", SECRET))
    result = read(path)
    assert len(result.layers) == 1
    project = Project().with_layer(result.layers[0])
    projectfile.save(project, tmp_path / "city.gisproj")
    assert SECRET not in caplog.text
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(written) > 4
    for one in written:
        assert SECRET.encode() not in one.read_bytes(), one
        assert b"hush-" not in one.read_bytes(), one


@postgres.needed
def test_the_password_file_of_libpq_is_enough(
    small: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = postgres.write_file(tmp_path / "city.gisdb", "small", small.port)
    passfile = tmp_path / "pgpass"
    passfile.write_text(f"127.0.0.1:{small.port}:small:{postgres.OWNER}:{small.password}\n")
    passfile.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passfile))
    assert len(read(path).layers) == 1


@postgres.needed
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"database": "nowhere"}, "nowhere"),
        ({"sslmode": "require"}, "暗号化"),
        ({"sslmode": "verify-full"}, "。"),
        ({"database": "postgres"}, "読み込める表がありません"),  # a database without PostGIS
    ],
)
def test_what_the_server_refuses_is_said(
    more: dict[str, object],
    words: str,
    small: postgres.Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGPASSWORD", small.password)
    path = file(tmp_path, **{"database": "small", "port": small.port, **more})
    error = refused(path)
    assert words in str(error.message)
    assert small.password not in error.detail


# ------------------------------------------------------------------------------------- in the middle


@postgres.needed
@pytest.mark.parametrize("after", [0.0, 0.3, 0.8])
def test_a_hundred_thousand_rows_stop_within_a_second(
    after: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = postgres.server()
    monkeypatch.setenv("PGPASSWORD", server.password)
    path = postgres.write_file(tmp_path / "city.gisdb", server.database("large", LARGE), server.port)
    feedback = Feedback()
    asked: list[float] = []

    def stop() -> None:
        time.sleep(after)
        asked.append(time.perf_counter())
        feedback.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(Cancelled):
        read(path, feedback)
    assert time.perf_counter() - asked[0] < 1.0
    stopper.join()
    assert not list((tmp_path / "stores").glob("*"))
    end = time.monotonic() + 5
    idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'large' AND application_name = 'gisapp'"
    while server.sql("postgres", idle) != "0":
        assert time.monotonic() < end, "the server still works for us"
        time.sleep(0.05)


@postgres.needed
def test_a_hundred_thousand_rows_come_in_pieces_and_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = postgres.server()
    monkeypatch.setenv("PGPASSWORD", server.password)
    path = postgres.write_file(tmp_path / "city.gisdb", server.database("large", LARGE), server.port)
    told: list[int] = []

    def show(done: float, total: float, text: Message) -> None:
        if "rows" in text.values:
            told.append(int(str(text.values["rows"])))

    result = read(path, Feedback(show))
    assert len(result.layers[0].table()) == 100_000
    assert told == sorted(set(told))
    assert len(told) >= 5
    assert told[-1] == 100_000


@postgres.needed
def test_a_table_that_is_too_large_for_this_machine_is_refused_before_it_is_read(
    small: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psutil

    monkeypatch.setenv("PGPASSWORD", small.password)
    path = postgres.write_file(tmp_path / "city.gisdb", "small", small.port)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: type("Memory", (), {"available": 1000}))
    refused(path, Unsafe, "public.a")


@postgres.needed
def test_a_question_that_takes_too_long_is_given_up(
    small: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.database(
        "slow",
        "CREATE VIEW slow AS SELECT pg_sleep(5)::text AS nap,"
        " ST_SetSRID(ST_MakePoint(34000, -27000), 6669) AS geom;",
    )
    monkeypatch.setenv("PGPASSWORD", small.password)
    path = postgres.write_file(tmp_path / "city.gisdb", "slow", small.port, timeout=1)
    refused(path, ImportFailed, "public.slow", "1 秒")


@postgres.needed
def test_a_server_that_stops_in_the_middle_is_said_and_the_old_data_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = postgres.server()
    monkeypatch.setenv("PGPASSWORD", server.password)
    path = postgres.write_file(tmp_path / "city.gisdb", server.database("large", LARGE), server.port)
    read(path)
    stopped: list[bool] = []

    def show(done: float, total: float, text: Message) -> None:
        if "rows" in text.values and not stopped:
            stopped.append(True)
            server.stop(signal.SIGQUIT)  # at once, as a power cut would

    try:
        with pytest.raises(Lost) as caught:
            read(path, Feedback(show))
    finally:
        server.start()
    expect_sentence(caught.value, "city.gisdb", "途中で切れました")
    kept = PostGis().read(path, PostGisOptions(stores=tmp_path / "stores"), Feedback())
    assert len(kept.layers[0].table()) == 100_000
