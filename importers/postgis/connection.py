"""One connection to a database: one moment of it, read only unless told, every wait can be stopped."""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from importers.allowed import is_this_machine
from importers.postgis import sentences
from importers.postgis.passwords import login_of
from importers.postgis.patience import Call
from layers.errors import EngineMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from importers.postgis.address import Address
    from layers.feedback import Feedback

LOG = logging.getLogger(__name__)

SECONDS = 8
"""How long a host may take to answer."""
SILENCE = 30
"""Seconds after which a line on which nothing moves is given up (where the system can tell)."""
BATCH_BYTES = 1 << 22
_HIDDEN = "•••"

_NO_DRIVER = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読むための部品（ADBC PostgreSQL）がありません。")
_INSTALL = QT_TRANSLATE_NOOP(CONTEXT, "プログラムをもう一度入れ直してください。")


class Connection:
    """An open connection within one transaction.

    Parameters
    ----------
    address
        Which database.
    raw
        The driver's own.
    secret
        What must not show up in what the database says.
    """

    def __init__(self, address: Address, raw: Any, secret: str) -> None:
        self.address = address
        self._raw, self._secret = raw, secret
        self._busy: Call[Any] | None = None
        self._cursors: list[Any] = []
        self._leaving = False
        self._lock = threading.Lock()

    def query(self, sql: str, feedback: Feedback, relation: str = "") -> list[dict[str, Any]]:
        """Return the rows of a short answer.

        Raises
        ------
        layers.errors.ImportFailed
            When there is none; the sentence speaks of `relation`.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        cursor = self._cursor()

        def ask() -> list[dict[str, Any]]:
            try:
                cursor.execute(sql)
                found: list[dict[str, Any]] = cursor.fetch_arrow_table().to_pylist()
                return found
            finally:
                self._close(cursor)

        with self._told(relation):
            return self._begun(ask, cursor).wait(feedback)

    def run(self, sql: str, feedback: Feedback, relation: str = "") -> None:
        """Run a statement that has no answer."""
        cursor = self._cursor()

        def ask() -> None:
            try:
                cursor.execute(sql)
            finally:
                self._close(cursor)

        with self._told(relation):
            self._begun(ask, cursor).wait(feedback)

    def ingest(self, schema: str, table: str, rows: pa.RecordBatchReader, feedback: Feedback) -> int:
        """Copy rows into a table that is there, by the names of its columns, and return how many.

        Raises
        ------
        layers.errors.ImportFailed
            When the database takes them not.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        cursor = self._cursor()

        def ask() -> int:
            try:
                return int(cursor.adbc_ingest(table, rows, mode="append", db_schema_name=schema))
            finally:
                self._close(cursor)

        with self._told(f"{schema}.{table}"):
            return self._begun(ask, cursor).wait(feedback)

    def stream(self, sql: str, feedback: Feedback, relation: str) -> Iterator[pa.RecordBatch]:
        """Yield the answer in pieces of some megabytes; the next one is fetched while one is worked on."""
        cursor = self._cursor()
        cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(BATCH_BYTES)})

        def ask() -> Any:
            cursor.execute(sql)
            return cursor.fetch_record_batch()

        pending: Call[Any] | None = None
        try:
            with self._told(relation):
                reader = self._begun(ask, cursor).wait(feedback)
            pending = self._begun(lambda: next(reader, None), cursor)
            while True:
                with self._told(relation):
                    batch = pending.wait(feedback)
                if batch is None:
                    pending = None
                    return
                pending = self._begun(lambda: next(reader, None), cursor)
                yield batch
        finally:
            # Left in the middle: what still runs is asked to stop before its statement is closed.
            if (pending is None or pending.give_up()) and not self.stuck:
                self._close(cursor)

    def _cursor(self) -> Any:
        cursor = self._raw.cursor()
        self._cursors.append(cursor)
        return cursor

    def _close(self, cursor: Any) -> None:
        self._cursors.remove(cursor)
        cursor.close()

    @property
    def stuck(self) -> bool:
        """Whether a call still runs that did not hear the wish to stop."""
        return self._busy is not None and not self._busy.done

    def _begun(self, ask: Any, cursor: Any) -> Call[Any]:
        self._busy = Call(ask, cursor.adbc_cancel, lambda _: self._drop())
        return self._busy

    @contextmanager
    def _told(self, relation: str) -> Iterator[None]:
        """Turn what the database says into a sentence."""
        import adbc_driver_manager
        import pyarrow as pa

        try:
            yield
        except (adbc_driver_manager.Error, pa.ArrowException, OSError, UnicodeDecodeError) as error:
            text = self._without_secret(str(error))
            LOG.info("%s: %s", self.address.place, text)
            # Not chained: the driver's own error may show what it was given.
            raise sentences.inside(self.address, text, relation or self.address.database) from None

    def _without_secret(self, text: str) -> str:
        return text.replace(self._secret, _HIDDEN) if self._secret else text

    def close(self) -> None:
        """End the transaction and the connection; a call that hangs does it when it ends."""
        self._leaving = True
        self._drop()

    def _drop(self) -> None:
        """Close everything, if that is wanted and nothing runs any more."""
        import adbc_driver_manager

        with self._lock:
            if not self._leaving or self.stuck:
                return
            for one in (*self._cursors, self._raw):
                try:
                    one.close()
                except (adbc_driver_manager.Error, RuntimeError) as error:
                    LOG.info("%s: %s", self.address.place, self._without_secret(str(error)))
            self._cursors = []


@contextmanager
def connected(address: Address, feedback: Feedback, *, write: bool = False) -> Iterator[Connection]:
    """Connect, and show one moment of the database until the end.

    With `write`, what was done within the block holds when it ended well, and is as if it had never been
    otherwise. Whether the database may be written is for the caller to ask
    (:func:`importers.allowed.writable`).

    Raises
    ------
    layers.errors.ImportFailed
        When the connection does not come about (:class:`~importers.postgis.sentences.NeedsPassword` for want
        of a password).
    layers.feedback.Cancelled
        When the user stopped it.
    """
    connection = _connect(address, feedback)
    try:
        for statement in (
            # From here on all answers are of one moment, and nothing is written.
            f"BEGIN ISOLATION LEVEL {'READ COMMITTED READ WRITE' if write else 'REPEATABLE READ READ ONLY'}",
            f"SET LOCAL statement_timeout = {address.timeout * 1000:d}",
            f"SET LOCAL lock_timeout = {SECONDS * 1000:d}",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'iso_8601'",
            "SET LOCAL TimeZone = 'Asia/Tokyo'",
        ):
            connection.run(statement, feedback)
        yield connection
        if write:
            connection.run("COMMIT", feedback)
    finally:
        connection.close()


def _connect(address: Address, feedback: Feedback) -> Connection:
    try:
        from adbc_driver_manager import Error
        from adbc_driver_postgresql import dbapi
    except ImportError as error:
        where = Where(str(address.path))
        raise EngineMissing(
            _NO_DRIVER, _INSTALL, values=address.values(), where=where, detail=str(error)
        ) from error
    _reach(address, feedback)
    login = login_of(address)
    text = conninfo(address, login.user, login.password)

    def drop(late: Any) -> None:
        if late is not None:
            late.close()

    try:
        # The transaction is begun by hand: the driver's own cannot go back to a savepoint after an error.
        raw = Call(lambda: dbapi.connect(text, autocommit=True), late=drop).wait(feedback)
    except Error as error:
        said = str(error).replace(login.password, _HIDDEN) if login.password else str(error)
        LOG.info("%s: %s", address.place, said)
        raise sentences.at_the_door(address, said) from None
    return Connection(address, raw, login.password)


def _reach(address: Address, feedback: Feedback) -> None:
    """Make sure that the host answers: what libpq says of that is in the language of the system."""

    def knock() -> None:
        with socket.create_connection((_ascii(address.host), address.port), timeout=SECONDS):
            pass

    try:
        Call(knock).wait(feedback)
    except (socket.gaierror, UnicodeError) as error:
        raise sentences.failed(address, sentences.NO_SUCH_HOST, str(error)) from error
    except ConnectionRefusedError as error:
        raise sentences.failed(address, sentences.NOTHING_LISTENS, str(error)) from error
    except OSError as error:
        raise sentences.failed(address, sentences.UNREACHABLE, str(error)) from error


def conninfo(address: Address, user: str, password: str) -> str:
    """Return what libpq is told.

    All that decides whom it asks is said here, if only to be empty: the environment and a service file must
    not lead it to a host that is not allowed.
    """
    said: dict[str, object] = {
        "host": _ascii(address.host),
        "hostaddr": "",
        "port": address.port,
        "dbname": address.database,
        "options": "",
        "client_encoding": "UTF8",
        "application_name": "gisapp",
        "sslmode": address.tls,
        "connect_timeout": SECONDS,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": SILENCE * 1000,
    }
    if is_this_machine(address.host):
        said["gssencmode"] = "disable"
    said |= {
        name: value
        for name, value in (("user", user), ("password", password), ("service", address.service))
        if value
    }
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in said.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _ascii(host: str) -> str:
    return host.strip("[]") if host.isascii() else host.encode("idna").decode("ascii")
