"""Map services on this machine: asked only where allowed, kept, and the right address for each kind."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from importers.base import Sniff
from importers.raster.importer import RasterFiles
from importers.raster.service import Remote, Service, read_service
from importers.raster.tiles import HALF
from layers.errors import DamagedFile, ImportFailed, Unsafe
from layers.feedback import Feedback
from tests.importers.raster.pictures import ZONE, around, read, tile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


Reply = tuple[int, bytes, dict[str, str]]


@contextmanager
def served(
    answers: dict[str, tuple[int, bytes, dict[str, str]]] | None = None,
) -> Iterator[tuple[str, list[str]]]:
    """Serve tiles on this machine; yields the address and the list of what was asked."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, data, more = _answer(self.path) if answers is None else answers[urlsplit(self.path).path]
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(path: str) -> Reply:
    parts = urlsplit(path)
    query = {name.upper(): value[0] for name, value in parse_qs(parts.query).items()}
    if query.get("REQUEST") == "GetMap":
        west, _, east, north = (float(value) for value in query["BBOX"].split(","))
        side = east - west
        zoom = round(2 * HALF / side).bit_length() - 1
        return 200, tile(zoom, round((west + HALF) / side), round((HALF - north) / side)), {}
    if query.get("REQUEST") == "GetTile":
        places = [int(query[name]) for name in ("TILEMATRIX", "TILECOL", "TILEROW")]
        return 200, tile(*places), {}
    zoom, column, row = (int(part) for part in parts.path.removesuffix(".png").split("/")[-3:])
    return 200, tile(zoom, column, row), {}


def _write(path: Path, **said: object) -> Path:
    lines = [
        f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}"
        for name, value in said.items()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["xyz", "wmts", "wms"])
def test_the_right_tiles_come_from_each_kind_of_service(kind: str, tmp_path: Path) -> None:
    with served() as (address, asked):
        url = f"{address}/{{z}}/{{x}}/{{y}}.png" if kind == "xyz" else f"{address}/service"
        path = _write(
            tmp_path / "map.gismap",
            name="淡色地図",
            kind=kind,
            url=url,
            layers="base",
            credit="国土地理院",
            highest=17,
        )
        assert RasterFiles().sniff(path, path.read_bytes()) is Sniff.YES
        (layer,) = read(path, tmp_path, target=ZONE).layers
        assert (layer.name, layer.source.credit) == ("淡色地図", "国土地理院")
        assert layer.extent() is None
        assert asked == []  # nothing is asked before it is looked at
        data = layer.data
        column, row = around(15)
        drawn = data.pixels.draw((34_500.0, -27_800.0, 35_300.0, -27_000.0), 256, Feedback())
        assert drawn is not None
        assert {int(value) for value in drawn[..., 0].ravel()} <= {150, 160, 170}
        assert abs(int(drawn[128, 128, 1]) - column % 256) < 8 or int(drawn[128, 128, 0]) > 150
        assert row
        count = len(asked)
        assert count
        data.pixels.draw((34_500.0, -27_800.0, 35_300.0, -27_000.0), 256, Feedback())
        assert len(asked) == count
    # The service is gone: what was seen is there, in another session too.
    (again,) = read(path, tmp_path, target=ZONE).layers
    assert again.data.pixels.draw((34_500.0, -27_800.0, 35_300.0, -27_000.0), 256, Feedback()) is not None


def test_a_host_that_is_not_allowed_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowing = tmp_path / "allowed.toml"
    monkeypatch.setenv("GISAPP_ALLOWED", str(allowing))
    path = _write(
        tmp_path / "map.gismap", name="a", kind="xyz", url="https://maps.example.jp/{z}/{x}/{y}.png"
    )
    with pytest.raises(Unsafe, match=r"maps\.example\.jp") as caught:
        read(path, tmp_path, target=ZONE)
    assert str(allowing) in str(caught.value.hint)
    allowing.write_text('hosts = ["maps.example.jp"]')
    assert read(path, tmp_path, target=ZONE).layers


def test_no_way_leads_to_another_host(tmp_path: Path) -> None:
    answers = {
        "/3/1/2.png": (302, b"", {"Location": "http://maps.example.jp/3/1/2.png"}),
        "/3/1/3.png": (302, b"", {"Location": "file:///etc/hostname"}),
        "/3/1/4.png": (404, b"", {}),
        "/3/1/5.png": (200, bytes(9 << 20), {}),
    }
    with served(answers) as (address, asked):
        shelf = Remote(Service("a", "xyz", f"{address}/{{z}}/{{x}}/{{y}}.png"), tmp_path)
        assert [shelf.tile(3, 1, row) for row in (2, 3, 4, 5)] == [None] * 4
        assert len(asked) == 4
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_a_service_that_is_gone_is_left_alone_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served() as (address, _):
        pass
    shelf = Remote(Service("a", "xyz", f"{address}/{{z}}/{{x}}/{{y}}.png"), tmp_path)
    assert shelf.tile(3, 1, 2) is None

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("urllib.request.OpenerDirector.open", never)
    assert shelf.tile(3, 1, 3) is None


@pytest.mark.parametrize(
    "said",
    [
        {"name": "a", "kind": "xyz"},
        {"name": "a", "kind": "ftp", "url": "http://localhost/{z}/{x}/{y}"},
        {"name": "a", "kind": "xyz", "url": "file:///{z}/{x}/{y}"},
        {"name": "a", "kind": "xyz", "url": "http://user:word@localhost/{z}/{x}/{y}"},
        {"name": "a", "kind": "xyz", "url": "http://{z}.example/{x}/{y}"},
        {"name": "a", "kind": "xyz", "url": "http://localhost/map.png"},
        {"name": "a", "kind": "xyz", "url": "http://localhost/{z}/{x}/{y}", "highest": 99},
        {"name": "a", "kind": "xyz", "url": "http://localhost/{z}/{x}/{y}", "password": "x"},
    ],
)
def test_a_file_that_describes_no_service_is_refused(said: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="地図サービス"):
        read_service(_write(tmp_path / "map.gismap", **said))


def test_a_map_of_the_whole_country_needs_a_project_to_lie_under(tmp_path: Path) -> None:
    path = _write(tmp_path / "map.gismap", name="a", kind="xyz", url="http://localhost/{z}/{x}/{y}.png")
    with pytest.raises(ImportFailed, match="先に"):
        read(path, tmp_path)
