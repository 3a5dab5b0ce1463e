"""What one running program holds beside its window: session, tasks, settings and findings."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from gisapp import settings as settings_file
from gisapp.session import Session
from gisapp.tasks import Task, TaskRunner
from layers.errors import GisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gisapp.settings import Settings
    from layers.feedback import Feedback, Finding

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """A finding and the layer it is about (empty for none)."""

    finding: Finding
    layer_id: str = ""


class Program:
    """Session, tasks, settings and findings.

    Parameters
    ----------
    settings
        Preferences of the user.
    deliver
        Brings functions to the main thread.
    save_settings
        Writes preferences; tests give one that does not.

    Attributes
    ----------
    flush
        Writes the session aside now, and says whether all of it is on the disk; given by who keeps it safe.
    """

    def __init__(
        self,
        settings: Settings,
        deliver: Callable[[Callable[[], None]], object],
        save_settings: Callable[[Settings], None] = settings_file.save,
    ) -> None:
        self.session = Session()
        self.tasks = TaskRunner(deliver)
        self.deliver = deliver
        self.flush: Callable[[], bool] = never
        self._settings = settings
        self._written = settings
        self._save_settings = save_settings
        self._found: list[Found] = []
        self._listeners: dict[int, Callable[[], None]] = {}
        self._keys = count()

    # ---------------------------------------------------------------- settings

    @property
    def settings(self) -> Settings:
        """Preferences of the user."""
        return self._settings

    def change_settings(
        self, change: Callable[[Settings], Settings], failed: Callable[[Task], object] | None = None
    ) -> None:
        """Change the preferences and write them in the background."""
        new = change(self._settings)
        if new == self._settings:
            return
        self._settings = new

        def note(_: object) -> None:
            self._written = new

        self.tasks.run(
            "", _write_settings, self._save_settings, new, key="settings", then=note, failed=failed
        )

    def write_settings_now(self) -> None:
        """Write the preferences before the program ends; background work has stopped by then.

        A disk that refuses is noted in the log: there is no window left to tell it in.
        """
        if self._settings == self._written:
            return
        try:
            self._save_settings(self._settings)
        except GisError as error:
            LOG.warning("settings not saved: %s %s", error, error.detail)

    def prefer(self, **values: Any) -> None:
        """Set some preferences by name."""
        self.change_settings(lambda old: replace(old, **values))

    # ---------------------------------------------------------------- findings

    @property
    def found(self) -> tuple[Found, ...]:
        """Findings about the data that are open, the newest import last."""
        return tuple(self._found)

    def add_findings(self, findings: Iterable[Finding], layer_id: str = "") -> None:
        """Keep findings about one layer, or about none, and tell those who show them."""
        self.add_found(Found(finding, layer_id) for finding in findings)

    def add_found(self, found: Iterable[Found]) -> None:
        """Keep findings and tell those who show them, once."""
        fresh = list(found)
        if fresh:
            self._found.extend(fresh)
            self._tell()

    def exchange_findings(self, old: Iterable[Found], new: Iterable[Found]) -> None:
        """Keep findings in place of others, which an earlier question had brought."""
        gone, fresh = {id(one) for one in old}, list(new)
        kept = [one for one in self._found if id(one) not in gone]
        if fresh or len(kept) != len(self._found):
            self._found = [*kept, *fresh]
            self._tell()

    def keep_findings_of(self, layer_ids: Iterable[str]) -> None:
        """Let go of the findings about layers that are not open any more."""
        present = {*layer_ids, ""}
        kept = [found for found in self._found if found.layer_id in present]
        if len(kept) != len(self._found):
            self._found = kept
            self._tell()

    def clear_findings(self) -> None:
        """Let go of all findings; another project is opened."""
        self._found.clear()
        self._tell()

    def on_findings(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` when the findings change, until the returned function is called."""
        key = next(self._keys)
        self._listeners[key] = listener

        def unsubscribe() -> None:
            self._listeners.pop(key, None)

        return unsubscribe

    def _tell(self) -> None:
        for listener in list(self._listeners.values()):
            listener()


def never() -> bool:
    """Say that nothing is on the disk: as long as nobody writes the session aside."""
    return False


def _write_settings(save: Callable[[Settings], None], settings: Settings, *, feedback: Feedback) -> None:
    feedback.step()
    save(settings)
