"""Errors a member of staff can act on. Everything else that is raised is a bug.

Each error also derives from the builtin that a caller would expect, so code that knows nothing of
gisapp can still catch it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.feedback import Where
from layers.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class GisError(Exception):
    """Root of all errors that are told to the user.

    Parameters
    ----------
    template
        What happened, in Japanese, with named places.
    hint
        What to do about it, in Japanese, with named places.
    values
        What goes into the places.
    where
        The file, line or feature.
    detail
        Technical text for the log.
    """

    def __init__(
        self,
        template: str,
        hint: str = "",
        *,
        values: Mapping[str, object] | None = None,
        where: Where | None = None,
        detail: str = "",
    ) -> None:
        values = MappingProxyType(dict(values or {}))
        self.message = Message(template, values)
        self.hint = Message(hint, values)
        self.where = where or Where()
        self.detail = detail
        super().__init__(f"{self.message} {self.hint}".strip())

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild the error in another process."""
        state = (type(self), self.message.template, self.hint.template, dict(self.message.values))
        return (_rebuild, (*state, self.where, self.detail))


def _rebuild(
    kind: type[GisError],
    template: str,
    hint: str,
    values: dict[str, object],
    where: Where,
    detail: str,
) -> GisError:
    return kind(template, hint, values=values, where=where, detail=detail)


class ImportFailed(GisError, ValueError):
    """A file could not be read at all."""


class NotRecognised(ImportFailed):
    """No importer knows the file."""


class UnsupportedVersion(ImportFailed):
    """The format is known, this version of it is not."""


class DamagedFile(ImportFailed):
    """The file is broken."""


class UnknownCrs(ImportFailed):
    """The file does not tell where it lies."""


class Unsafe(ImportFailed):
    """The file tries something that a data file must not do."""


class EngineMissing(ImportFailed):
    """A library that reads the format is not there."""


class SourceMissing(GisError, FileNotFoundError):
    """A file that the project refers to is gone."""


class ProjectFileError(GisError, ValueError):
    """A project file could not be read."""


class TooNew(ProjectFileError):
    """A newer version of the program wrote the project."""


class Damaged(ProjectFileError):
    """The project file is broken."""


class AnalysisFailed(GisError, ValueError):
    """An analysis cannot be done with these inputs."""


class NoOverlap(AnalysisFailed):
    """The inputs do not touch each other."""


class MissingAttribute(AnalysisFailed):
    """An attribute that the analysis needs is not there."""


class NotComparable(AnalysisFailed):
    """The inputs cannot be compared."""


class ExportFailed(GisError, OSError):
    """Nothing could be written."""


class WontOverwrite(ExportFailed):
    """The target exists and the user did not say that it may be replaced."""


class TooLarge(ExportFailed):
    """The result does not fit the target format."""


class NotAllowed(ExportFailed):
    """The layer may not leave the house."""


class RenderFailed(GisError, RuntimeError):
    """The picture could not be drawn."""
