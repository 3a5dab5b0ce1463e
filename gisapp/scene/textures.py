"""Pictures on walls and roofs: read with care, made small, packed onto few pages.

PLATEAU gives most buildings a picture of their own. One actor for each would stop the view, so the
pictures of a part are packed onto common pages, as a printer packs labels onto a sheet.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.drawables import Texture
    from layers.feedback import Feedback

PAGE = 2048
"""Side of a page in pixels."""
SIDES = (512, 256, 128, 64)
"""Longest sides of a packed picture, tried in turn until all fit onto `PAGES`."""
PAGES = 4
MAX_BYTES = 64_000_000
"""A picture file larger than this is not read."""
MAX_PIXELS = 80_000_000
"""A picture with more pixels than this is not decoded."""
MARGIN = 2
"""Pixels repeated around each picture, so that its neighbours do not shine through at its edges."""


@dataclass(frozen=True, eq=False)
class Page:
    """A picture (h, w, 3) uint8, first row at the top, and whether it repeats beyond its edges."""

    pixels: NDArray[np.uint8]
    repeats: bool = False


def pages(
    found: Sequence[Texture],
    triangles: NDArray[np.integer],
    coordinates: NDArray[np.float32],
    feedback: Feedback,
) -> tuple[list[Page], NDArray[np.int32], NDArray[np.float32]]:
    """Pack the pictures of a mesh.

    Parameters
    ----------
    found
        Pictures and the triangles they lie on.
    triangles, coordinates
        (m, 3) indices and (n, 2) texture coordinates, origin at the bottom left of each picture.
    feedback
        Hears of pictures that could not be read; their triangles stay plain.

    Returns
    -------
    pages, page_of, coordinates
        The pages; for each triangle the number of its page or -1; (n, 2) coordinates on the pages.
    """
    page_of = np.full(len(triangles), -1, dtype=np.int32)
    placed = np.array(coordinates, dtype=np.float32)
    names = sorted({(str(texture.image), texture.member) for texture in found})
    paths = {(str(texture.image), texture.member): texture.image for texture in found}
    images = _read_all([(paths[name], name[1]) for name in names], feedback)
    number_of = {name: number for number, name in enumerate(names)}
    runs: list[tuple[int, Texture, NDArray[np.intp], bool]] = []
    tiled: set[int] = set()
    for texture in found:
        number = number_of[str(texture.image), texture.member]
        if images[number] is None:
            continue
        used = np.unique(triangles[texture.first : texture.stop])
        inside = coordinates[used]
        beyond = bool(len(used)) and bool(inside.min() < -0.01 or inside.max() > 1.01)
        runs.append((number, texture, used, beyond))
        if beyond:
            tiled.add(number)
    once = {number: image for number, image in enumerate(images) if image is not None and number not in tiled}
    packed, places = pack(once)
    result = [Page(pixels) for pixels in packed]
    tile_page = {}
    for number in sorted(tiled):
        image = images[number]
        if image is not None:
            tile_page[number] = len(result)
            result.append(Page(image, repeats=True))
    for number, texture, used, _ in runs:
        if number in tile_page:
            page_of[texture.first : texture.stop] = tile_page[number]
            continue
        page, left, top, width, height = places[number]
        high, wide = packed[page].shape[:2]
        inside = np.clip(coordinates[used], 0.0, 1.0)
        placed[used, 0] = (left + inside[:, 0] * width) / wide
        placed[used, 1] = 1.0 - (top + (1.0 - inside[:, 1]) * height) / high
        page_of[texture.first : texture.stop] = page
    return result, page_of, placed


def pack(
    images: dict[int, NDArray[np.uint8]],
) -> tuple[list[NDArray[np.uint8]], dict[int, tuple[int, int, int, int, int]]]:
    """Place pictures on pages in shelves, the tallest first.

    Returns
    -------
    pages, places
        Pages (h, w, 3) uint8, and for each picture its page, left, top, width and height in pixels.
    """
    for side in SIDES:
        small = {number: shrunk(image, side) for number, image in images.items()}
        places, heights = _shelves({number: image.shape[:2] for number, image in small.items()})
        if len(heights) <= PAGES:
            break
    sheets = [np.zeros((height, PAGE, 3), dtype=np.uint8) for height in heights]
    for number, (page, left, top, width, height) in places.items():
        image = np.pad(small[number], ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)), mode="edge")
        sheets[page][top - MARGIN : top + height + MARGIN, left - MARGIN : left + width + MARGIN] = image
    return sheets, places


def _shelves(
    shapes: dict[int, tuple[int, int]],
) -> tuple[dict[int, tuple[int, int, int, int, int]], list[int]]:
    """Return the place of each (height, width) and the heights of the pages."""
    places: dict[int, tuple[int, int, int, int, int]] = {}
    heights: list[int] = []
    left, top, shelf = PAGE, PAGE, 0
    for number in sorted(shapes, key=lambda name: (-shapes[name][0], name)):
        height, width = shapes[number]
        across, along = width + 2 * MARGIN, height + 2 * MARGIN
        if left + across > PAGE:
            left, top, shelf = 0, top + shelf, along
        if not heights or top + along > PAGE:
            left, top, shelf = 0, 0, along
            heights.append(0)
        places[number] = (len(heights) - 1, left + MARGIN, top + MARGIN, width, height)
        heights[-1] = max(heights[-1], top + along)
        left += across
    return places, heights


def shrunk(image: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Return the picture with no side longer than `side` pixels."""
    height, width = image.shape[:2]
    if max(height, width) <= side:
        return image
    from PIL import Image

    share = side / max(height, width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BOX))


def _read_all(names: Sequence[tuple[Path, str]], feedback: Feedback) -> list[NDArray[np.uint8] | None]:
    found: list[NDArray[np.uint8] | None] = []
    with ExitStack() as stack:
        archives: dict[Path, zipfile.ZipFile] = {}
        for path, member in names:
            feedback.step()
            try:
                if member and path not in archives:
                    archives[path] = stack.enter_context(zipfile.ZipFile(path))
                found.append(decode(_bytes(path, member, archives)))
            except (OSError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile) as error:
                found.append(None)
                feedback.find(
                    Finding(
                        Severity.WARNING,
                        "texture-unreadable",
                        QT_TRANSLATE_NOOP(
                            CONTEXT,
                            "{file} は画像として読めませんでした。建物は色だけで表示します。（{reason}）",
                        ),
                        {"file": member or path.name, "reason": str(error)},
                        Where(file=member or str(path)),
                    )
                )
    return found


def _bytes(path: Path, member: str, archives: dict[Path, zipfile.ZipFile]) -> bytes:
    if not member:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ValueError(f"{size} bytes")
        return path.read_bytes()
    archive = archives[path]
    # The size in the directory of an archive may be a lie, so no more than the limit is ever unpacked.
    with archive.open(member) as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"> {MAX_BYTES} bytes")
    return data


def decode(data: bytes) -> NDArray[np.uint8]:
    """Return a picture file as (h, w, 3) uint8, no side longer than the first of `SIDES`.

    Raises
    ------
    OSError, ValueError, SyntaxError
        When it is no picture, is damaged, or claims to be larger than `MAX_PIXELS`.
    """
    from PIL import Image

    try:
        opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(str(error)) from error
    with opened as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise ValueError(f"{width} x {height}")
        # JPEG can be decoded at half, a quarter or an eighth of its size, which is as much faster.
        image.draft("RGB", (SIDES[0], SIDES[0]))
        plain = image.convert("RGB")
        plain.thumbnail((SIDES[0], SIDES[0]), Image.Resampling.BOX)
        return np.asarray(plain)
