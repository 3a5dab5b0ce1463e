"""Pictures that a list of cameras names, small and upright for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.photos import MOST_BYTES, SUFFIXES
from importers.pictures import small

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback


def camera_picture(source: Path, name: str, side: int, *, feedback: Feedback) -> bytes | None:
    """Return the picture that a list of cameras names, as a small PNG.

    Parameters
    ----------
    source
        File of the list. The picture must lie beside it or below: an address in the network is not asked,
        and no name leads out of the folder.
    name
        As the list has it.
    side
        Pixels of the longer side.
    feedback
        A wish to stop is heard.

    Returns
    -------
    bytes or None
        None when there is no such picture, or it cannot be drawn.
    """
    feedback.step()
    try:
        folder = source.parent.resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder) or path.suffix.lower() not in SUFFIXES:
            return None
        return small(path, side) if path.stat().st_size <= MOST_BYTES else None
    except (OSError, ValueError):  # no such file, or a name that none can have
        return None
