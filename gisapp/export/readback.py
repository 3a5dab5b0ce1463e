"""What was written is read again by another reader and compared, before anybody calls it written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.export.formats import format_of, named
from gisapp.export.quiet import Quiet
from layers.errors import GisError
from layers.feedback import Cancelled, Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.export.content import Content
    from layers.feedback import Feedback

UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "読み直せません（{detail}）。")


def compare(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Read a file back and compare it with what was to be written: counts, extent, values.

    What a format cannot hold (letters, long texts, heights) was told when it was written and is no
    difference.

    Parameters
    ----------
    content
        What was written.
    path
        The file; its ending tells the format.
    feedback
        Stops the work; is told of no progress.

    Returns
    -------
    findings
        Of severity ``ERROR`` for each kind of difference; empty when there is none.
    """
    reader = named(format_of(path).reader)
    try:
        found: tuple[Finding, ...] = tuple(reader(content, path, Quiet(feedback)))
    except (Cancelled, GisError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a reader stumbles over, the file cannot be read
        detail = f"{type(error).__name__}: {error}"[:300]
        values = {"detail": detail}
        return (Finding(Severity.ERROR, "read-back-failed", UNREADABLE, values, Where(path.name)),)
    return found
