"""The city's own table of regulations, kept in the project: whoever opens it asks for the same rules."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gisapp.desks.planning.regulationfile import national, read_table
from layers import plaindata, records

if TYPE_CHECKING:
    from gisapp.desks.planning.regulationtable import RegulationTable
    from layers.project import Project

ID = KIND = "planning/regulations"


def table_of(project: Project) -> RegulationTable:
    """Return the table of a project, the national one where it keeps none.

    Raises
    ------
    layers.errors.AnalysisFailed
        When what it keeps is no table any more.
    """
    kept = records.find(project, ID)
    return national() if kept is None else _read(kept.text)


def with_table(project: Project, content: bytes, changed: str = "") -> Project:
    """Return the project with a city's table in it.

    Parameters
    ----------
    project
        The project.
    content
        The file of the table.
    changed
        The moment, ISO 8601.

    Raises
    ------
    layers.errors.Damaged, layers.errors.AnalysisFailed
        When it is no table, or something in it is wrong.
    """
    table = read_table(content)
    return records.put(project, records.record(ID, KIND, table.name, plaindata.parse(content), changed))


def without_table(project: Project) -> Project:
    """Return the project with the national table."""
    return records.without(project, ID)


@lru_cache(maxsize=4)
def _read(text: str) -> RegulationTable:
    return read_table(text.encode())
