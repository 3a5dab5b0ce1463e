"""Work on other machines: a Dask cluster behind the same ``concurrent.futures.Executor`` as local processes.

Dask is not imported, and no socket opened, unless an address was given: ``--scheduler``, the setting, or the
environment variable ``GISAPP_SCHEDULER``. The workers see the source and the folder of stores under the same
paths; results lie there as files, and only a few numbers travel.
"""

from __future__ import annotations

import os
import re
import secrets
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.errors import EngineMissing, ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SCHEDULER = "GISAPP_SCHEDULER"
"""Names the address of a scheduler, such as ``tcp://10.0.0.5:8786``."""
CONNECT_SECONDS = 5
CLOSE_SECONDS = 2
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[\da-fA-F:.%]+\]):\d{1,5}")

NO_DASK = QT_TRANSLATE_NOOP(CONTEXT, "クラスタ（{address}）で読み込むための部品 dask がありません。")
NO_DASK_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "pip install gisapp[cluster] で加えるか、スケジューラの指定をやめてください。"
)
NO_SCHEDULER = QT_TRANSLATE_NOOP(CONTEXT, "スケジューラ {address} につながりません。")
NO_SCHEDULER_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "dask scheduler が動いているか、アドレスが tcp://ホスト:ポート の形で正しいかを確かめてください。",
)
NO_WORKERS = QT_TRANSLATE_NOOP(CONTEXT, "スケジューラ {address} にワーカーが一つもありません。")
NO_WORKERS_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "dask worker {address} を動かしてから、もう一度実行してください。"
)
OTHER_VERSION = QT_TRANSLATE_NOOP(
    CONTEXT, "ワーカー {worker} の gisapp の版（{theirs}）が、このパソコンの版（{ours}）と違います。"
)
OTHER_VERSION_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "すべてのパソコンに同じ版の gisapp を入れ、ワーカーを動かし直してください。"
)
NOT_SEEN = QT_TRANSLATE_NOOP(CONTEXT, "ワーカー {worker} から {path} が見えません。")
NOT_SEEN_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "データと読み込み先（GISAPP_STORES）を、すべてのパソコンから同じパスで見える共有フォルダに置いてください。",
)


@dataclass(frozen=True)
class Standing:
    """What a worker says of itself.

    Attributes
    ----------
    version
        How its program reads and writes; equal versions make equal bytes.
    unseen
        Paths that it does not see as they are.
    """

    version: str
    unseen: tuple[str, ...] = ()


def version() -> str:
    """Return how this program reads and writes."""
    from importers.citygml.parts import reader

    return reader()


def standing(seen: dict[str, int]) -> Standing:
    """Return what a worker has to say; runs there.

    Parameters
    ----------
    seen
        Paths and the bytes that a file there has (-1 for a folder), as seen by the one who asks.
    """
    return Standing(version(), tuple(path for path, size in seen.items() if _size(path) != size))


def _size(path: str) -> int:
    try:
        return -1 if os.path.isdir(path) else os.stat(path).st_size  # noqa: PTH112, PTH116 - plain names travel
    except OSError:
        return -2


@contextmanager
def cluster(address: str, shared: Path, source: Path) -> Iterator[Executor | None]:
    """Give an executor whose workers are on a cluster, None when no address is given.

    Parameters
    ----------
    address
        Of the scheduler; empty for that of :data:`SCHEDULER`, if any.
    shared
        The folder of stores.
    source
        What is read.
    """
    address = address or os.environ.get(SCHEDULER, "")
    if not address:
        yield None
        return
    made = Cluster(address, shared, source)
    try:
        yield made
    finally:
        made.shutdown()


class Cluster(Executor):
    """Connects with the first task; parameters as for :func:`cluster`."""

    def __init__(self, address: str, shared: Path, source: Path) -> None:
        self._address = address
        self._shared = shared
        self._source = source
        self._client: Any = None
        self._executor: Any = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give a task to some worker.

        Raises
        ------
        layers.errors.ImportFailed
            When there is no cluster, or none that would make the same bytes.
        """
        if self._executor is None:
            self._client = self._connected()
            self._expect_equals()
            self._executor = self._client.get_executor(pure=False)
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; its workers go on without us."""
        if self._executor is not None:
            self._executor.shutdown(wait=False)
        if self._client is not None:
            self._client.close(timeout=CLOSE_SECONDS)
        self._executor = self._client = None

    def _connected(self) -> Any:
        if not _ADDRESS.fullmatch(self._address):
            raise self._failure(ImportFailed, NO_SCHEDULER, NO_SCHEDULER_HINT)
        try:
            import dask

            # What happens on a cluster is said by us, in a sentence, and not by others in between.
            dask.config.set({"logging.distributed": "critical", "logging.tornado": "critical"})
            dask.config.set({"distributed.comm.timeouts.connect": f"{CONNECT_SECONDS}s"})
            from distributed import Client
        except ImportError as error:
            raise self._failure(EngineMissing, NO_DASK, NO_DASK_HINT, detail=str(error)) from error
        try:
            make: Any = Client  # without annotations
            return make(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:  # a timeout is an OSError
            raise self._failure(ImportFailed, NO_SCHEDULER, NO_SCHEDULER_HINT, detail=str(error)) from error

    def _expect_equals(self) -> None:
        """Ask every worker whether it has our version and sees the same files."""
        token = self._shared / f".{secrets.token_hex(8)}.seen"
        token.parent.mkdir(parents=True, exist_ok=True)
        token.write_bytes(secrets.token_bytes(secrets.randbelow(900) + 100))
        try:
            seen = {str(path): _size(str(path)) for path in (token, self._source)}
            answers = self._client.run(standing, seen, on_error="return")
        finally:
            token.unlink()
        if not answers:
            raise self._failure(ImportFailed, NO_WORKERS, NO_WORKERS_HINT)
        ours = version()
        for worker, answer in sorted(answers.items()):
            # A worker without our program, or with another one, cannot even understand the question.
            theirs = answer.version if isinstance(answer, Standing) else "-"
            if theirs != ours:
                values = {"worker": worker, "theirs": theirs, "ours": ours}
                raise self._failure(
                    ImportFailed, OTHER_VERSION, OTHER_VERSION_HINT, values, detail=repr(answer)
                )
            for path in answer.unseen:
                told = str(self._shared) if path == str(token) else path
                raise self._failure(ImportFailed, NOT_SEEN, NOT_SEEN_HINT, {"worker": worker, "path": told})

    def _failure(
        self,
        kind: type[ImportFailed],
        message: str,
        hint: str,
        values: dict[str, object] | None = None,
        detail: str = "",
    ) -> ImportFailed:
        told = {"address": self._address, **(values or {})}
        return kind(message, hint, values=told, where=Where(str(self._source)), detail=detail)


def is_lost(error: BaseException) -> bool:
    """Say whether an error is one by which Dask tells that workers or the scheduler were lost."""
    return isinstance(error, CancelledError) or type(error).__module__.partition(".")[0] == "distributed"
