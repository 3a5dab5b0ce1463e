"""The built map in a browser on this PC: a small server for 127.0.0.1 alone, like that of a city."""

from __future__ import annotations

import contextlib
import gzip
import mimetypes
import os
import re
import socket
import threading
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from gisapp.desks.publish.site.pages import policy
from layers.errors import SourceMissing
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from types import TracebackType

NO_SITE = QT_TRANSLATE_NOOP(CONTEXT, "{folder} に公開用の地図がありません。")
NO_SITE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "先に地図のページを作ってください。")
TYPES = {
    ".pmtiles": "application/vnd.pmtiles",
    ".glb": "model/gltf-binary",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff": "font/woff",
    ".txt": "text/plain; charset=utf-8",
}
PACKED = frozenset({".js", ".css", ".html", ".json", ".svg", ".geojson", ".glb", ".txt"})
"""Endings of files that are worth compressing on the way."""
PIECE = 1 << 18
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Preview:
    """A running server; a context manager that stops it.

    Parameters
    ----------
    folder
        The built site: the folder with ``index.html``.
    port
        0 for any that is free.
    ranges
        Whether parts of files are given, as a web server should; without, a page shows what it says then.
    """

    def __init__(self, folder: Path, port: int = 0, *, ranges: bool = True) -> None:
        handler = type("Handler", (_Handler,), {"folder": folder.resolve(), "ranges": ranges})
        self._server = _Server(("127.0.0.1", port), handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="gisapp-preview"
        )
        self._thread.daemon = True
        self._thread.start()

    @property
    def url(self) -> str:
        """Address of the page."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def close(self) -> None:
        """Stop the server and wait until it has stopped."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.close()


def serve(folder: Path, port: int = 0, *, ranges: bool = True) -> Preview:
    """Show a built site on this PC alone.

    Parameters
    ----------
    folder
        With ``index.html``, or the folder of a whole site, whose ``server/`` is shown.
    port
        0 for any that is free.
    ranges
        Whether parts of files are given.

    Raises
    ------
    layers.errors.SourceMissing
        When there is no site.
    """
    found = next((one for one in (folder / "server", folder) if (one / "index.html").is_file()), None)
    if found is None:
        raise SourceMissing(NO_SITE, NO_SITE_HINT, values={"folder": folder.name})
    return Preview(found, port, ranges=ranges)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers have one port

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember who is connected."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget who has gone."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Hang up: a browser keeps its connections, and would keep the server waiting."""
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser leaves in the middle of a file."""


class _Handler(BaseHTTPRequestHandler):
    folder: Path
    ranges: bool
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give a file, or a part of it."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Tell of a file."""
        self._answer(body=False)

    def log_message(self, *_: object) -> None:
        """Keep quiet: addresses that people look at are theirs."""

    def _answer(self, *, body: bool) -> None:
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        path = self._file() if host in ("127.0.0.1", "localhost") else None
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        size = path.stat().st_size
        part = self._part(size)
        if part is None:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        whole = part == (0, size) and not (self.ranges and "Range" in self.headers)
        if whole and path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = _packed(path, path.stat().st_mtime_ns)
            self._head(
                path, len(data), HTTPStatus.OK, {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            )
            if body:
                self.wfile.write(data)
            return
        more = {} if whole else {"Content-Range": f"bytes {part[0]}-{part[1] - 1}/{size}"}
        status = HTTPStatus.OK if whole else HTTPStatus.PARTIAL_CONTENT
        self._head(path, part[1] - part[0], status, more)
        if body:
            self._send(path, *part)

    def _head(self, path: Path, length: int, status: HTTPStatus, more: dict[str, str]) -> None:
        self.send_response(status)
        kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {
            "Content-Type": kind,
            "Content-Length": str(length),
            "Content-Security-Policy": f"{policy('server')}; frame-ancestors 'self'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
            **({"Accept-Ranges": "bytes"} if self.ranges else {}),
            **more,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, path: Path, start: int, end: int) -> None:
        with path.open("rb") as file:
            file.seek(start)
            left = end - start
            while left and (data := file.read(min(PIECE, left))):
                self.wfile.write(data)
                left -= len(data)

    def _file(self) -> Path | None:
        """Return the file that is asked for, None when it is none of the site's."""
        name = unquote(urlsplit(self.path).path)
        if "\0" in name or "\\" in name:
            return None
        path = self.folder / name.lstrip("/")
        if name.endswith("/"):
            path = path / "index.html"
        try:
            path = path.resolve()
        except (OSError, ValueError):
            return None
        return path if path.is_relative_to(self.folder) and path.is_file() else None

    def _part(self, size: int) -> tuple[int, int] | None:
        """Return start and end of what is asked for, all by default, None when there is no such part."""
        found = _RANGE.fullmatch(self.headers.get("Range", "")) if self.ranges else None
        if found is None or found.groups() == ("", ""):
            return 0, size
        first, last = found.groups()
        if not first:
            return max(0, size - int(last)), size
        start = int(first)
        end = min(size, int(last) + 1) if last else size
        return (start, end) if start < end else None


@lru_cache(maxsize=64)
def _packed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)
