"""Officers of associations (会長・役員): personal information in a file of its own beside the project.

Names, telephones and addresses of people are personal information (個人情報の保護に関する法律): they are part
of no project, no layer and no output. They lie in a SQLite file that only its owner may read, linked to the
ledger by nothing but the `line` of an association. To open it is an act that the file itself writes down:
which department, when and what for. Nothing but the form of the desk imports this module; a contract holds
it.

Every change is on the disk when the function returns (``synchronous = FULL`` with a rollback journal), adds
a version and never overwrites one. What must go, because consent was withdrawn or a term is long over, is
erased with all its versions; the log tells that it was, and not what.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from layers.errors import Damaged, ExportFailed, GisError, NotAllowed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

SUFFIX = ".officers.sqlite"
APPLICATION = 0x47414F46
"""Stands in the head of the file, so that no other database is taken for one of these."""
VERSION = 1
MODE = 0o600
LONGEST = 400
"""Letters of one field."""
MOST_BYTES = 256 * 1024 * 1024
MOST = 200_000
"""Rows that are read at most."""
TABLES = {
    "entries": "CREATE TABLE entries (number INTEGER PRIMARY KEY AUTOINCREMENT, officer TEXT NOT NULL, "
    "line TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, kana TEXT NOT NULL, phone TEXT NOT NULL, "
    "mail TEXT NOT NULL, address TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, "
    "remark TEXT NOT NULL, entered TEXT NOT NULL, department TEXT NOT NULL)",
    "log": "CREATE TABLE log (number INTEGER PRIMARY KEY AUTOINCREMENT, moment TEXT NOT NULL, "
    "department TEXT NOT NULL, deed TEXT NOT NULL, line TEXT NOT NULL, reason TEXT NOT NULL)",
}
"""All that such a file holds."""
OPENED, ENTERED, ERASED = "opened", "entered", "erased"
DEEDS = {
    OPENED: QT_TRANSLATE_NOOP(CONTEXT, "開いた"),
    ENTERED: QT_TRANSLATE_NOOP(CONTEXT, "記入した"),
    ERASED: QT_TRANSLATE_NOOP(CONTEXT, "消去した"),
}
"""What the log calls what was done."""
_NOBODY = QT_TRANSLATE_NOOP(CONTEXT, "役員の情報を開くには、開く人の部署が必要です。")
_NOBODY_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "部署を入れてから、もう一度開いてください。開いたことは記録に残ります。"
)
_UNSAVED = QT_TRANSLATE_NOOP(
    CONTEXT, "プロジェクトがまだ保存されていないため、役員の情報のファイルを置けません。"
)
_UNSAVED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "先にプロジェクトを保存してください。")
_STRANGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は、役員の情報のファイルではないか、壊れています。")
_STRANGE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "控えから戻すか、別の場所に移してから開き直してください。中身は変えていません。"
)
_NOT_WRITTEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} に記入できませんでした。")
_NOT_WRITTEN_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "ほかのパソコンで開いていないか、ディスクの空きと書き込みの権限を確かめてください。"
)
_TOO_LONG = QT_TRANSLATE_NOOP(CONTEXT, "役員の情報の一つの欄は {most} 文字までです。")
_TOO_LONG_HINT = QT_TRANSLATE_NOOP(CONTEXT, "短くしてから記入してください。")


@dataclass(frozen=True)
class Officer:
    """An officer of an association over a term, as last entered.

    Attributes
    ----------
    id
        The same for all versions.
    line
        Of the association in the ledger.
    role
        会長, 副会長, 会計 …
    name, kana, phone, mail, address
        Of the person; empty where unknown.
    since, until
        Term, ISO 8601 days; empty for unknown and still in office.
    remark
        Such as what the person consented to.
    entered, department
        When this version was entered and by which department; the file sets both.
    """

    id: str
    line: str
    role: str = "会長"
    name: str = ""
    kana: str = ""
    phone: str = ""
    mail: str = ""
    address: str = ""
    since: str = ""
    until: str = ""
    remark: str = ""
    entered: str = ""
    department: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the log: who did what when, as which department, about which association, and why."""

    moment: str
    department: str
    deed: str
    line: str = ""
    reason: str = ""


_COLUMNS = tuple("officer" if one.name == "id" else one.name for one in fields(Officer))


def file_beside(project: Path | None) -> Path:
    """Return where the officers' file of a project lies.

    Raises
    ------
    layers.errors.NotAllowed
        When the project has no file yet.
    """
    if project is None:
        raise NotAllowed(_UNSAVED, _UNSAVED_HINT)
    return project.with_name(project.stem + SUFFIX)


class Officers:
    """An opened file of officers; use it as a context, for as short as can be.

    Parameters
    ----------
    path
        The file; it is made when it is not there.
    department
        Who opens it.
    moment
        When, ISO 8601.
    reason
        What for; may be empty.

    Raises
    ------
    layers.errors.NotAllowed
        Without a department.
    layers.errors.Damaged
        When the file is something else.
    layers.errors.ExportFailed
        When it cannot be written: who opened it could not be written down.
    """

    def __init__(self, path: Path, department: str, moment: str, reason: str = "") -> None:
        if not department.strip():
            raise NotAllowed(_NOBODY, _NOBODY_HINT)
        self.path = path
        self._who = _short(department.strip())
        with self._explained():
            _made(path)
            if path.stat().st_size > MOST_BYTES:
                raise self._strange()
            self._base = sqlite3.connect(path, isolation_level=None)
            try:
                self._begin()
                self._log(OPENED, moment, "", _short(reason))
            except BaseException:
                self._base.close()
                raise

    def __enter__(self) -> Self:
        """Return the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; nothing is left to be written."""
        self._base.close()

    def officers(self, line: str = "") -> tuple[Officer, ...]:
        """Return the newest version of each officer, of one association or of all."""
        newest = (
            "SELECT max(number) FROM entries WHERE line = ? GROUP BY officer"
            if line
            else "SELECT max(number) FROM entries WHERE ? = '' GROUP BY officer"
        )
        return self._read(f"number IN ({newest})", line)

    def versions(self, officer: str) -> tuple[Officer, ...]:
        """Return all versions of an officer, the oldest first."""
        return self._read("officer = ?", officer)

    def enter(self, officers: Iterable[Officer], moment: str) -> None:
        """Add a version of each officer, on the disk when this returns; all of them or none.

        Raises
        ------
        layers.errors.NotAllowed
            When a field is too long.
        layers.errors.ExportFailed
            When it cannot be written; nothing was.
        """
        fresh = [replace(one, entered=moment, department=self._who) for one in officers]
        cells = [[_short(getattr(one, field.name)) for field in fields(Officer)] for one in fresh]
        marks = ", ".join("?" * len(_COLUMNS))
        with self._explained(), self._transaction():
            self._base.executemany(
                f"INSERT INTO entries ({', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608 - our own names
                cells,
            )
            for line in sorted({one.line for one in fresh}):
                self._note(ENTERED, moment, line, "")

    def erase(self, officer: str, moment: str, reason: str) -> int:
        """Erase all versions of an officer, so that the disk holds nothing of them, and return how many.

        Raises
        ------
        layers.errors.ExportFailed
            When it cannot be written; nothing was erased.
        """
        lines = sorted({one.line for one in self.versions(officer)})
        with self._explained(), self._transaction():
            gone = self._base.execute("DELETE FROM entries WHERE officer = ?", (officer,)).rowcount
            for line in lines:
                self._note(ERASED, moment, line, _short(reason))
        return int(gone)

    def log(self) -> tuple[Entry, ...]:
        """Return who opened and changed the file, the newest first."""
        with self._explained():
            rows = self._base.execute(
                "SELECT moment, department, deed, line, reason FROM log ORDER BY number DESC LIMIT ?", (MOST,)
            ).fetchall()
        return tuple(Entry(*map(str, row)) for row in rows)

    # ---------------------------------------------------------------------------------------------- inside

    def _begin(self) -> None:
        run = self._base.execute
        for pragma in (
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "journal_mode = DELETE",  # a write-ahead log would leave people's data in a second file
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
        ):
            run(f"PRAGMA {pragma}")
        held = {
            str(name): str(text) for name, text in run("SELECT name, sql FROM sqlite_master WHERE sql <> ''")
        }
        held.pop("sqlite_sequence", None)
        application, version = (
            run(f"PRAGMA {one}").fetchone()[0] for one in ("application_id", "user_version")
        )
        if not held and not application:
            with self._transaction():
                for text in TABLES.values():
                    run(text)
                run(f"PRAGMA application_id = {APPLICATION}")
                run(f"PRAGMA user_version = {VERSION}")
            return
        checked = run("PRAGMA quick_check(1)").fetchone()[0]
        if held != TABLES or (application, version) != (APPLICATION, VERSION) or checked != "ok":
            raise self._strange()

    def _read(self, where: str, value: str) -> tuple[Officer, ...]:
        with self._explained():
            rows = self._base.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM entries WHERE {where} ORDER BY number LIMIT ?",  # noqa: S608
                (value, MOST),
            ).fetchall()
        return tuple(Officer(*(str(cell)[:LONGEST] for cell in row)) for row in rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def _log(self, deed: str, moment: str, line: str, reason: str) -> None:
        with self._transaction():
            self._note(deed, moment, line, reason)

    def _note(self, deed: str, moment: str, line: str, reason: str) -> None:
        self._base.execute(
            "INSERT INTO log (moment, department, deed, line, reason) VALUES (?, ?, ?, ?, ?)",
            (moment, self._who, deed, line, reason),
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Tell what went wrong in a sentence that holds nothing of the content."""
        try:
            yield
        except GisError:
            raise
        except sqlite3.OperationalError as error:  # locked, full, read-only
            raise self._unwritten(error) from error
        except sqlite3.DatabaseError as error:
            raise self._strange() from error
        except OSError as error:
            raise self._unwritten(error) from error

    def _strange(self) -> Damaged:
        return Damaged(_STRANGE, _STRANGE_HINT, values={"file": self.path.name}, where=Where(self.path.name))

    def _unwritten(self, error: Exception) -> ExportFailed:
        values = {"file": self.path.name}
        return ExportFailed(
            _NOT_WRITTEN, _NOT_WRITTEN_HINT, values=values, where=Where(self.path.name), detail=str(error)
        )


def _made(path: Path) -> None:
    """Make the file when it is not there, and let only its owner read it.

    SQLite gives its journal the rights of the database.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, MODE)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(str(path.name))
        if os.name != "nt" and stat.S_IMODE(found.st_mode) != MODE:
            os.fchmod(handle, MODE)
    finally:
        os.close(handle)


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise NotAllowed(_TOO_LONG, _TOO_LONG_HINT, values={"most": LONGEST})
    return text
