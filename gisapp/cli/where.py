"""An expression on the command line: read with the project's names, its faults shown with their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.cli.console import width
from gisapp.cli.exits import Exit, Stop

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from layers.base import Layer
    from layers.filters import Filter
    from layers.project import Project
    from layers.query.tokens import NotUnderstood


def conditions_of(
    layer: Layer, project: Project, text: str, console: Console
) -> tuple[Layer, tuple[Filter, ...]]:
    """Return the conditions that a text means, and the layer with the other layers that they look at.

    Raises
    ------
    Stop
        When the text cannot be understood; it shows where.
    """
    from layers.query.model import parted
    from layers.query.parse import parse
    from layers.query.tokens import NotUnderstood
    from layers.query.words import vocabulary
    from layers.settling import asking

    try:
        parsed = parse(text, vocabulary(layer, project.layers))
    except NotUnderstood as error:
        raise Stop(marked(text, error), Exit.USAGE) from error
    for note in parsed.notes:
        console.say(marked(text, note))
    conditions = parted(parsed.expression)
    return asking(layer, project.layers, (*layer.filter, *conditions)), conditions


def marked(text: str, error: NotUnderstood) -> str:
    """Return an error with the text below it and marks under what is meant."""
    line = text.replace("\n", " ").replace("\t", " ")
    marks = " " * width(line[: error.start]) + "^" * max(1, width(line[error.start : error.stop]))
    hint = f"\n  → {error.hint}" if str(error.hint) else ""
    return f"{error.message}{hint}\n  {line}\n  {marks}"
