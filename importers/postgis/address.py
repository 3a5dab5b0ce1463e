"""The small file that names a database, and who may be asked.

The program asks no database of its own accord. A person opens a TOML file (``*.gisdb``)::

    name = "都市計画データベース"
    host = "db.example.lg.jp"          # must be allowed by the administrator, see importers.allowed
    port = 5432
    database = "city"
    user = "viewer"
    schemas = ["public"]               # left out: all
    tables = ["public.用途地域"]        # left out: all with shapes; named here: also those without
    sslmode = "require"                # as libpq knows it
    timeout = 600                      # seconds that a table may take
    credit = "…"

A password never stands in it: libpq looks in its own password file and in the environment, and the window
asks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from importers.allowed import administrator_file, allowed, is_this_machine
from layers.errors import DamagedFile, SourceMissing, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".gisdb"
TLS = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_MOST_FILE = 1 << 16
_MOST_TEXT = 500
_LISTS = ("schemas", "tables")
_NUMBERS = {"port": (1, 65_535), "timeout": (1, 86_400)}
_SECRET = re.compile(r"pass(word|wd|file|phrase)?|pwd|secret|パスワード|暗証", re.IGNORECASE)

_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MISSING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。"
)
_DAMAGED = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の内容がデータベースの接続設定として正しくありません（{fault}）。"
)
_HOW = QT_TRANSLATE_NOOP(CONTEXT, "host・database・user などが正しく書かれているか確かめてください。")
_SECRET_IN_FILE = QT_TRANSLATE_NOOP(CONTEXT, "{file} にパスワードの項目があるため、開きません。")
_SECRET_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "その行を消してください。パスワードは、接続するときに入力するか、"
    "PostgreSQL のパスワードファイル（pgpass）に置きます。",
)
_NOT_ALLOWED = QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host} は、この PC では許可されていません。")
_ASK = QT_TRANSLATE_NOOP(CONTEXT, "使うときは、管理者が {settings} の hosts に {host} を加えます。")


@dataclass(frozen=True)
class Address:
    """A database, and what is wanted of it.

    Attributes
    ----------
    path
        The file that names it.
    host, port, database, user, service
        As libpq knows them; an empty user is the one that libpq finds. `service` is a section of libpq's own
        service file, from which it takes what is not said here.
    name
        What staff call it.
    schemas, tables
        Names of what is wanted, empty for all; a table with or without its schema in front.
    sslmode
        How much the line must be secured.
    timeout
        Seconds that reading a table may take.
    credit, licence, date
        As the file states them.
    """

    path: Path
    host: str
    database: str
    port: int = 5432
    user: str = ""
    service: str = ""
    name: str = ""
    schemas: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    sslmode: str = ""
    timeout: int = 600
    credit: str = ""
    licence: str = ""
    date: str = ""

    @property
    def place(self) -> str:
        """Host, port and database in one text, for people."""
        return f"{self.host}:{self.port}/{self.database}"

    @property
    def tls(self) -> str:
        """How much the line is secured: over a network always, unless the file says otherwise."""
        return self.sslmode or ("prefer" if is_this_machine(self.host) else "require")

    def wants(self, schema: str, table: str) -> bool:
        """Say whether a table is wanted."""
        if self.schemas and schema not in self.schemas:
            return False
        return not self.tables or table in self.tables or f"{schema}.{table}" in self.tables

    def values(self, **more: object) -> dict[str, object]:
        """Return what goes into sentences about it."""
        return {
            "file": self.path.name,
            "host": self.host,
            "port": self.port,
            "database": self.database,
            **more,
        }


def read_address(path: Path) -> Address:
    """Read the file that names a database and make sure that its host may be asked.

    Raises
    ------
    layers.errors.SourceMissing
        When there is no such file.
    layers.errors.DamagedFile
        When the file does not name a database.
    layers.errors.Unsafe
        When it holds a password, or the administrator does not allow the host.
    """
    where = Where(str(path))
    values: dict[str, object] = {"file": path.name}
    try:
        said = _parsed(path)
    except FileNotFoundError as error:
        raise SourceMissing(_MISSING, _MISSING_HINT, values=values, where=where) from error
    except (OSError, ValueError, RecursionError) as error:
        # What a parser says may hold a piece of the file; it is kept to where it stumbled.
        fault = "UTF-8" if isinstance(error, UnicodeDecodeError) else _where_it_stumbled(error)
        raise DamagedFile(_DAMAGED, _HOW, values={**values, "fault": fault}, where=where) from None
    if any(_SECRET.fullmatch(name) for name in said):
        raise Unsafe(_SECRET_IN_FILE, _SECRET_HINT, values=values, where=where)
    wrong = _faults(said)
    if wrong:
        fault = "、".join(wrong[:5])
        raise DamagedFile(_DAMAGED, _HOW, values={**values, "fault": fault}, where=where)
    lists = {name: tuple(said[name]) for name in _LISTS if name in said}
    address = Address(path, **{**said, **lists})
    if not allowed(address.host):
        asked: dict[str, object] = {**values, "host": address.host, "settings": str(administrator_file())}
        raise Unsafe(_NOT_ALLOWED, _ASK, values=asked, where=where)
    return address


def _parsed(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        data = stream.read(_MOST_FILE + 1)
    if len(data) > _MOST_FILE:
        raise ValueError(f"> {_MOST_FILE} B")
    return tomllib.loads(data.decode("utf-8-sig"))


def _where_it_stumbled(error: Exception) -> str:
    found = re.search(r"line \d+(, column \d+)?", str(error))
    return found[0] if found else type(error).__name__


def _faults(said: dict[str, Any]) -> list[str]:
    """Return the names of what is missing, unknown or wrong; never a value."""
    fields = set(Address.__dataclass_fields__) - {"path"}
    wrong = [name for name in said if name not in fields]
    wrong += [name for name in ("host", "database") if not said.get(name)]
    for name, value in said.items():
        if name in _LISTS:
            good = isinstance(value, list) and all(_is_text(one) for one in value)
        elif name in _NUMBERS:
            low, high = _NUMBERS[name]
            good = type(value) is int and low <= value <= high
        else:
            good = _is_text(value)
        if not good and name not in wrong:
            wrong.append(name)
    # A list of hosts, or the folder of a socket, would pass by the list of what is allowed.
    if isinstance(host := said.get("host"), str) and not re.fullmatch(r"[^\s,/\\@=%'\"]+", host):
        wrong.append("host")
    if "sslmode" in said and said["sslmode"] not in TLS:
        wrong.append("sslmode")
    if isinstance(service := said.get("service"), str) and not re.fullmatch(r"[\w.-]*", service):
        wrong.append("service")
    return list(dict.fromkeys(wrong))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _MOST_TEXT and value.isprintable()
