"""A source is read again in another way: its layers keep what still fits, as one step of the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gisapp import reading
from layers.messages import Message
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.feedback import Feedback, Finding


def reread(
    window: Window,
    path: Path,
    importer: str,
    options: Mapping[str, Any],
    label: str,
    then: Callable[[Sequence[Finding]], None] | None = None,
    *,
    restyle: bool = False,
) -> None:
    """Read a source with other options; its layers take what came of it as one step that can be undone.

    Parameters
    ----------
    window
        Whose project it is.
    path, importer
        The source.
    options
        What is chosen anew for its importer.
    label
        What is done, a template with ``name``.
    then
        Gets what was found.
    restyle
        Whether layers take the look that the importer proposes: what their colours go by has changed.
    """
    message = Message(label, {"name": path.name})

    def take(found: tuple[list[Layer], list[Finding]]) -> None:
        layers, findings = found
        project = window.session.project
        for new in layers:
            now = project.layer(new.id)
            if now is not None:
                fresh = with_columns(now, new)
                project = project.replacing(replace(fresh, style=new.style) if restyle else fresh)
        window.session.do(message, project)
        window.program.add_findings(findings, layers[0].id if layers else "")
        if then is not None:
            then(findings)

    layers = [
        one
        for one in window.session.project.layers
        if (one.source.path, one.source.importer) == (path, importer)
    ]
    window.program.tasks.run(message, read_so, layers, options, then=take, failed=window.work.failed)


def read_so(
    layers: Sequence[Layer], options: Mapping[str, Any], *, feedback: Feedback
) -> tuple[list[Layer], list[Finding]]:
    """Return layers of one source as its importer makes them with some options, and what was found."""
    findings: list[Finding] = []
    found = []
    for one in layers:
        wanted = replace(one, source=replace(one.source, options={**one.source.options, **options}))
        found.append(reading.read_again(wanted, feedback, findings, restyle=True))
    return found, findings


def with_columns(now: Layer, new: Layer) -> Layer:
    """Return a layer with new data; what its look or filter says of columns that are gone is dropped.

    It takes the look that its importer proposes where that goes by a column that was not there before.
    """
    before, columns = (
        {one.name for table in (layer.table(), layer.colouring()) for one in table.attributes}
        for layer in (now, new)
    )
    style = now.style
    if not isinstance(style, Fixed) and style.attribute not in columns:
        style = Fixed(style.other)
    if isinstance(style, Fixed) and not isinstance(new.style, Fixed) and new.style.attribute not in before:
        style = new.style
    kept = tuple(one for one in now.filter if one.attribute in columns)
    return replace(now, data=new.data, crs=new.crs, source=new.source, style=style, filter=kept)
