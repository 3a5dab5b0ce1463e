"""Tables of what the program knows by name: a row says where the class is, it is imported when needed.

A row is ``name: "module:Class"``. Other packages add rows through entry points; one of theirs that is
broken becomes a finding and never keeps the program from starting.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from layers.feedback import Finding, Severity
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from layers.base import Layer

LOG = logging.getLogger(__name__)

BROKEN = QT_TRANSLATE_NOOP(
    "messages", "追加機能「{name}」（{package}）を使えません。入れた担当者に確かめてください。"
)
TAKEN = QT_TRANSLATE_NOOP(
    "messages", "追加機能「{name}」（{package}）は、同じ名前の機能がすでにあるため使いません。"
)

Row = TypeVar("Row")


class Registry(Generic[Row]):
    """Rows of one table.

    Parameters
    ----------
    group
        Entry point group through which other packages add rows; empty for none.
    rows
        The program's own rows, name to ``"module:Class"``.
    """

    def __init__(self, group: str, rows: Mapping[str, str]) -> None:
        self._group = group
        self._rows = dict(rows)
        self._outside: dict[str, EntryPoint] | None = None
        self._found: dict[str, Row] = {}
        self._findings: list[Finding] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with rows of other packages, as far as they were looked at."""
        return tuple(self._findings)

    def names(self) -> tuple[str, ...]:
        """Return the names of all rows, the program's own first."""
        return (*self._rows, *self._entry_points())

    def get(self, name: str) -> Row | None:
        """Return what a row names, importing it at first use; None when there is none or it is broken.

        Raises
        ------
        ImportError, AttributeError
            When one of the program's own rows is wrong, which is a bug.
        """
        if name in self._found:
            return self._found[name]
        if name in self._rows:
            module, _, attribute = self._rows[name].partition(":")
            found = getattr(import_module(module), attribute)
        else:
            found = self._load_outside(name)
            if found is None:
                return None
        self._found[name] = cast("Row", found)
        return self._found[name]

    def __iter__(self) -> Iterator[Row]:
        """Go through what all rows name, leaving out broken ones of other packages."""
        for name in self.names():
            row = self.get(name)
            if row is not None:
                yield row

    def note_broken(self, name: str, error: BaseException) -> None:
        """Put a row of another package out of use because it failed."""
        point = self._entry_points().pop(name, None)
        self._found.pop(name, None)
        LOG.warning("entry point %s of %s is broken", name, self._group, exc_info=error)
        self._note(BROKEN, "extension-broken", name, point)

    def is_own(self, name: str) -> bool:
        """Say whether a row is the program's own."""
        return name in self._rows

    def _load_outside(self, name: str) -> object | None:
        point = self._entry_points().get(name)
        if point is None:
            return None
        try:
            return cast("object", point.load())
        except BaseException as error:  # whatever a foreign module raises while it is imported
            if isinstance(error, KeyboardInterrupt):
                raise
            self.note_broken(name, error)
            return None

    def _entry_points(self) -> dict[str, EntryPoint]:
        from importlib.metadata import entry_points

        if self._outside is None:
            self._outside = {}
            for point in entry_points(group=self._group) if self._group else ():
                if point.name in self._rows or point.name in self._outside:
                    self._note(TAKEN, "extension-name", point.name, point)
                else:
                    self._outside[point.name] = point
        return self._outside

    def _note(self, template: str, code: str, name: str, point: EntryPoint | None) -> None:
        package = point.dist.name if point is not None and point.dist is not None else "?"
        values = {"name": name, "package": package}
        self._findings.append(Finding(Severity.WARNING, code, template, values))


LAYERS: Registry[type[Layer]] = Registry(
    "gisapp.layers",
    {
        "associations": "layers.associations:Associations",
        "buildings": "layers.buildings:Buildings",
        "pointcloud": "layers.pointcloud:PointCloud",
        "entered": "layers.entered:Entered",
        "measured": "layers.measured:Measured",
        "raster": "layers.raster:Raster",
        "terrain": "layers.terrain:Terrain",
        "vector": "layers.vector:Vector",
    },
)
"""Kinds of layers: the kind that stands in project files, and the class."""
