"""A file is read the fast way, and again the strict way where the fast one is not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from importers.xmlsource.files import READING_FAILS
from importers.xmlsource.scan import LARGEST_WINDOW, Unsure, scan_batches
from importers.xmlsource.stream import read_batches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from importers.xmlsource.files import XmlFile
    from importers.xmlsource.marks import Marks
    from layers.feedback import Feedback
    from layers.messages import Message


class Sink(Protocol):
    """Takes the elements of a file."""

    def add(self, container: str, marks: Marks) -> None:
        """Take complete children of a container."""
        ...


_S = TypeVar("_S", bound=Sink)


def collect(
    file: XmlFile,
    root: str,
    containers: Collection[str],
    make: Callable[[], _S],
    told: tuple[Feedback, Message],
) -> _S:
    """Read a file into a sink.

    Parameters
    ----------
    file
        The file; all files together are the first half of the work.
    root
        Tag of the document element.
    containers
        Tags of the elements with the many children, `root` itself or children of it.
    make
        Gives an empty sink; asked again when the file must be read again.
    told
        Receives progress, and what it is called.

    Raises
    ------
    importers.xmlsource.stream.ForeignRoot
        When the document element is another one.
    layers.errors.Unsafe
        When there is a document type declaration or an element without end.
    layers.errors.DamagedFile
        When the document is not well-formed or its archive is damaged.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    feedback, text = told
    most = 0

    def step(done: int) -> None:
        nonlocal most
        most = max(most, done)  # the second reading must not run back
        share = file.begins + file.share * min(most / max(file.size, 1), 1)
        feedback.step(share / 2, 1, text)  # the other half is for storing it

    # A container below the document element is only read when it is whole: it is not waited for in steps.
    nested = any(container != root for container in containers)
    window = min(file.size, LARGEST_WINDOW) if nested else 0
    sink = make()
    try:
        with file.open() as stream:
            for container, marks in scan_batches(stream, root, containers, step, window):
                sink.add(container, marks)
    except (Unsure, *READING_FAILS):
        sink = make()  # the strict reader tells what is wrong, if anything is
        with file.open() as stream:
            for batch in read_batches(stream, file.name, root, containers, step):
                sink.add(batch.container, batch.marks())
    return sink
