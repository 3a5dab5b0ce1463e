"""Photos and pictures of cameras, small and upright for the window: read with care, without their EXIF."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event.photos import MOST_BYTES, SUFFIXES, found_photo

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.hazard.event.reports import Photo
    from layers.feedback import Feedback

MOST_PIXELS = 120_000_000
"""The largest cameras of today have 100 million: what says that it is larger is not unpacked."""


def thumbnail(photo: Photo, base: Path | None, side: int, *, feedback: Feedback) -> bytes | None:
    """Return a photo as a small upright PNG, None when it is gone, another one, or cannot be drawn."""
    feedback.step()
    path = found_photo(photo, base)
    return None if path is None else small(path, side)


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


def small(path: Path, side: int) -> bytes | None:
    """Return a picture as an upright PNG with nothing but its pixels, None when it cannot be drawn."""
    from PIL import Image, ImageOps

    target = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                if image.width * image.height > MOST_PIXELS:
                    return None
                image.thumbnail((side, side))
                upright = ImageOps.exif_transpose(image).convert("RGB")
                # A picture of its own: no place, no camera and no name goes along.
                plain = Image.new("RGB", upright.size)
                plain.paste(upright)
                plain.save(target, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return target.getvalue()
