"""The small server for looking at a built site: parts of files, compression, nothing outside."""

from __future__ import annotations

import gzip
import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from gisapp.desks.publish.preview import Preview, serve
from layers.errors import SourceMissing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<p>地図</p>" * 100
TILES = bytes(range(256)) * 4


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that looks like a site, beside what is nobody's business."""
    folder = tmp_path / "site"
    (folder / "data").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "data" / "町.pmtiles").write_bytes(TILES)
    (tmp_path / "secret.txt").write_text("nobody's business", "utf-8")
    return folder


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    with serve(site) as running:
        yield running


def ask(
    preview: Preview, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Ask as a browser would not: the path goes out as it is."""
    place = urlsplit(preview.url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_it_listens_on_this_pc_alone_and_ends(site: Path) -> None:
    with serve(site) as preview:
        assert preview.url.startswith("http://127.0.0.1:")
        assert ask(preview, "/")[2].decode() == PAGE
    with pytest.raises(OSError, match=r"refused|10061"):
        ask(preview, "/")


def test_the_page_comes_compressed_with_its_policy(preview: Preview) -> None:
    status, headers, data = ask(preview, "/", Accept_Encoding="gzip, br")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(data).decode() == PAGE
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("wanted", "status", "start", "end"),
    [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=10-19", 206, 10, 20),
        ("bytes=1000-5000", 206, 1000, 1024),
        ("bytes=1000-", 206, 1000, 1024),
        ("bytes=-24", 206, 1000, 1024),
        ("bytes=0-1023", 206, 0, 1024),
        ("bytes=1024-1030", 416, 0, 0),
        ("bytes=9-3", 416, 0, 0),
        ("pages=1-2", 206, 0, 1024),
    ],
)
def test_parts_of_files_are_given_as_they_are(
    preview: Preview, wanted: str, status: int, start: int, end: int
) -> None:
    found, headers, data = ask(preview, "/data/%E7%94%BA.pmtiles", Range=wanted, Accept_Encoding="gzip")
    assert (found, data) == (status, TILES[start:end])
    assert "content-encoding" not in headers
    assert headers["content-range"] == ("bytes */1024" if status == 416 else f"bytes {start}-{end - 1}/1024")


def test_a_head_has_no_body(preview: Preview) -> None:
    status, headers, data = ask(preview, "/data/%E7%94%BA.pmtiles", "HEAD")
    assert (status, headers["content-length"], data) == (200, "1024", b"")
    assert headers["content-type"] == "application/vnd.pmtiles"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/data/../../secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/data/%00",
        "/data",
        "/gone.txt",
        "/etc/passwd",
    ],
)
def test_nothing_outside_the_site_is_given(preview: Preview, path: str) -> None:
    status, _, data = ask(preview, path)
    assert status == 404
    assert b"business" not in data


def test_links_that_lead_outside_are_not_followed(site: Path, preview: Preview) -> None:
    try:
        (site / "link.txt").symlink_to(site.parent / "secret.txt")
    except OSError:
        return  # Windows gives links to administrators alone
    assert ask(preview, "/link.txt")[0] == 404


def test_pages_of_other_hosts_cannot_read_it(preview: Preview) -> None:
    """A name that an attacker lets point to 127.0.0.1 gets nothing."""
    assert ask(preview, "/", Host="attacker.example")[0] == 404


def test_a_whole_site_shows_the_one_for_servers(site: Path, tmp_path: Path) -> None:
    site.rename(tmp_path / "server")
    with serve(tmp_path) as preview:
        assert ask(preview, "/")[0] == 200
    with pytest.raises(SourceMissing, match="公開用の地図がありません"):
        serve(tmp_path / "server" / "data")


def test_it_can_be_a_server_without_parts(site: Path) -> None:
    with serve(site, ranges=False) as preview:
        status, headers, data = ask(preview, "/data/%E7%94%BA.pmtiles", Range="bytes=0-9")
    assert (status, data) == (200, TILES)
    assert "accept-ranges" not in headers
