"""Photos made small: never more than :data:`MOST_PIXELS` are unpacked, and nothing but pixels goes along."""

from __future__ import annotations

import io
import os
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from importers.photos import MOST_BYTES, digest_of
from layers.projectdocument import found_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from importers.photos import Photo
    from layers.feedback import Feedback

MOST_PIXELS = 64_000_000
"""Pixels that are unpacked at most: 192 MB. JPEG files are unpacked smaller, so that larger ones pass."""


def found_photo(photo: Photo, base: Path | None) -> Path | None:
    """Return where a photo lies now, None when it is gone or another file has its name; reads all of it."""
    path = found_path(photo.path, base or Path(os.curdir), "photo")
    try:
        return path if path.stat().st_size <= MOST_BYTES and digest_of(path) == photo.digest else None
    except OSError:
        return None


def thumbnail(photo: Photo, base: Path | None, side: int, *, feedback: Feedback) -> bytes | None:
    """Return a photo as a small upright PNG, None when it is gone, another one, or cannot be drawn."""
    feedback.step()
    path = found_photo(photo, base)
    return None if path is None else small(path, side)


def small_jpeg(photo: Photo, base: Path | None, side: int, *, feedback: Feedback) -> bytes | None:
    """Return a photo as a small upright JPEG for a sheet, None as :func:`thumbnail` does."""
    feedback.step()
    path = found_photo(photo, base)
    return None if path is None else small(path, side, "JPEG")


def small_photos(base: Path | None, side: int, feedback: Feedback) -> Callable[[Photo], bytes | None]:
    """Return what makes photos small as :func:`small_jpeg` does, each of them once."""

    @cache
    def made(photo: Photo) -> bytes | None:
        return small_jpeg(photo, base, side, feedback=feedback)

    return made


def small(path: Path, side: int, kind: str = "PNG") -> bytes | None:
    """Return a picture, upright and with nothing but its pixels, None when it cannot be drawn.

    Parameters
    ----------
    path
        Any file.
    side
        Pixels of the longer side.
    kind
        ``PNG`` or ``JPEG``.
    """
    from PIL import Image, ImageOps

    target = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                image.draft("RGB", (side, side))  # a JPEG is unpacked at a fraction of its size
                if image.width * image.height > MOST_PIXELS:
                    return None
                image.thumbnail((side, side))
                upright = ImageOps.exif_transpose(image).convert("RGB")
                # A picture of its own: no place, no camera and no name goes along.
                plain = Image.new("RGB", upright.size)
                plain.paste(upright)
                plain.save(target, kind, quality=85)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return target.getvalue()
