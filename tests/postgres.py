"""A PostgreSQL server with PostGIS of the tests' own: started when first wanted, gone when they end."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

ABSENT = "no PostgreSQL: the server and PostGIS are not installed"
OWNER = "boss"
PATIENCE = 60.0
_USER = "postgres"
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""


def binaries() -> Path | None:
    """Return the folder of the newest server that has PostGIS, None when there is none."""
    if sys.platform != "linux":
        return None
    found = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if (folder / "initdb").exists()
        and Path("/usr/share/postgresql", folder.parent.name, "extension", "postgis.control").exists()
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


FOUND = binaries() is not None
needed = pytest.mark.skipif(not FOUND, reason=ABSENT)


@dataclass
class Server:
    """A server on this machine.

    Attributes
    ----------
    port, password
        Where it listens (127.0.0.1), and what `OWNER` says to it.
    """

    folder: Path
    port: int
    password: str
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _made: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def passfile(self) -> Path:
        """A password file of libpq that knows `OWNER`."""
        path = self.folder / "pgpass"
        if not path.exists():
            path.touch(0o600)
            path.write_text(f"127.0.0.1:{self.port}:*:{OWNER}:{self.password}\n")
        return path

    def start(self) -> None:
        """Start it and wait until it answers."""
        programs = binaries()
        assert programs is not None
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "max_connections": 30,
            "shared_buffers": "64MB",
            "lc_messages": "C",
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        log = (self.folder / "server.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [*_as_owner(), programs / "postgres", "-D", self.folder / "data", *words],
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C is for the tests, which then stop it
            )
        end = time.monotonic() + PATIENCE
        while subprocess.call([programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]):
            if self._process.poll() is not None or time.monotonic() > end:
                pytest.fail(
                    f"PostgreSQL did not start:\n{(self.folder / 'server.log').read_text()}", pytrace=False
                )
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: at once but tidily, or as told."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            self._process = None

    def sql(self, database: str, *statements: str) -> str:
        """Run statements and return what they answer."""
        programs = binaries()
        assert programs is not None
        command: Sequence[str | Path] = [
            *(programs / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"),
            *("-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, "-d", database),
        ]
        done = subprocess.run(
            command,
            input="\n".join(statements),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PGPASSWORD": self.password, "PGCLIENTENCODING": "UTF8"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def database(self, name: str, *statements: str) -> str:
        """Return the name of a database made with these statements; made once for all who ask for it."""
        if name not in self._made:
            self.sql("postgres", f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
            self.sql(name, "CREATE EXTENSION postgis;", *statements)
            self._made[name] = name
        return name

    def remove(self) -> None:
        """Stop it and delete everything."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _as_owner() -> list[str]:
    """Return what goes before a command so that it runs as a person and ends when the tests are killed."""
    if os.geteuid() != 0:
        return ["setpriv", "--pdeathsig", "INT", "--"]
    own = ["--reuid", _USER, "--regid", _USER, "--init-groups"]
    return ["setpriv", *own, "--pdeathsig", "INT", "--"]


@functools.cache
def server() -> Server:
    """Return the server, started; the test is skipped where none can be had."""
    programs = binaries()
    if programs is None:
        pytest.skip(ABSENT)
    folder = Path(tempfile.mkdtemp(prefix="gisapp-postgres-"))
    folder.chmod(0o755)
    password = secrets.token_hex(12)
    secret = folder / "secret"
    secret.write_text(password)
    if os.geteuid() == 0:
        shutil.chown(folder, _USER, _USER)
        shutil.chown(secret, _USER, _USER)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made: list[str | Path] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        OWNER,
        f"--pwfile={secret}",
        "--no-sync",
    ]
    told = subprocess.run(
        [*_as_owner(), *made, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"],
        capture_output=True,
        text=True,
        check=False,
    )
    secret.unlink()
    if told.returncode:
        pytest.fail(f"initdb failed:\n{told.stderr}", pytrace=False)
    found = Server(folder, port, password)
    atexit.register(found.remove)
    found.start()
    return found


def write_file(path: Path, database: object, port: object, **more: object) -> Path:
    """Write the small file that names a database of the server."""
    said = {"host": "127.0.0.1", "port": port, "database": database, "user": OWNER, **more}
    lines = []
    for name, value in said.items():
        if isinstance(value, tuple):
            lines.append(f"{name} = [{', '.join(_text(one) for one in value)}]")
        else:
            lines.append(f"{name} = {value if isinstance(value, int) else _text(str(value))}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
