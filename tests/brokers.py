"""A small FIWARE broker on this machine: in a thread for one test, or a process for all of them."""

from __future__ import annotations

import atexit
import functools
import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

Entities = list[dict[str, Any]]


def server(kinds: dict[str, Entities], asked: list[tuple[str, dict[str, str]]]) -> ThreadingHTTPServer:
    """Return a server that gives entities of each kind page by page, and notes what was asked."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers)))
            parts = urlsplit(self.path)
            kind = {"/v2/entities": "ngsi-v2", "/ngsi-ld/v1/entities": "ngsi-ld"}.get(parts.path, "")
            query = {name: value[0] for name, value in parse_qs(parts.query).items()}
            if kind not in kinds:
                self.send_error(404)
                return
            of_type = [one for one in kinds[kind] if one["type"] == query["type"]]
            first = int(query["offset"])
            data = json.dumps(of_type[first : first + int(query["limit"])]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    made = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    made.daemon_threads = False
    return made


@contextmanager
def served(**kinds: Entities) -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """Serve ``v2=`` and ``ld=``; yields the address and what was asked."""
    asked: list[tuple[str, dict[str, str]]] = []
    made = server({f"ngsi-{name}": entities for name, entities in kinds.items()}, asked)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_address[1]}", asked
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


@functools.cache
def lasting() -> str:
    """Return the address of a broker with 1,200 gauges that ends with the tests."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.brokers"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    atexit.register(_end, process)
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


if __name__ == "__main__":
    from tests.importers.gauges.samples import entities

    lasts = server({"ngsi-v2": entities("ngsi-v2", 1200)}, [])
    print(f"http://127.0.0.1:{lasts.server_address[1]}", flush=True)
    lasts.serve_forever()
