"""Looks for holes: places where ground or sky shows during a flight although a building stands there.

Usage::

    python -m tests.benchmarks.holes ZIP [--strip PICTURE.png] [--every SECONDS]

The city is drawn in one strong colour. Pictures are kept while the fixed flight goes on at its own speed;
afterwards each is compared with a picture from the same place in which everything is loaded.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.flight import SIZE, camera_at, fly, path_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

CELL = 10
"""Pixels of the full picture along a side of the squares that are compared."""
FULL, EMPTY = 0.8, 0.2
"""A square with so large a share of building is one; with so small a share it shows what is behind."""

OPENING = 0.5
"""Seconds after which the first picture of a city must be whole."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A moment of the flight: share of building in each square, and the picture made small."""

    at: float
    cover: NDArray[np.float32]
    small: NDArray[np.uint8]


def cover_of(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the share of building in each square of a picture (h, w, 3 or 4) of any resolution."""
    red, green = picture[..., 0].astype(np.int16), picture[..., 1].astype(np.int16)
    built = (red - green > 30).astype(np.float32)
    rows, columns = SIZE[1] // CELL, SIZE[0] // CELL
    sums = np.pad(built.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    down = np.linspace(0, built.shape[0], rows + 1).round().astype(int)
    right = np.linspace(0, built.shape[1], columns + 1).round().astype(int)
    total = np.diff(np.diff(sums[down][:, right], axis=0), axis=1)
    area = np.diff(down)[:, None] * np.diff(right)[None, :]
    return (total / area).astype(np.float32)


def holes(found: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    """Return the share of the picture that shows no building where one should be."""
    return float(((wanted >= FULL) & (found <= EMPTY)).mean())


def flown(source: Path, every: float) -> tuple[list[Seen], list[NDArray[np.uint8]], list[float]]:
    """Fly, and return what was seen, the full pictures from the same places, and the holes of each."""
    from gisapp.scene.frames import Frames
    from gisapp.scene.renderer import Renderer
    from gisapp.scene.theme import LIGHT
    from layers.project import Project
    from styles.style import Fixed
    from tests.benchmarks.tasks import _open

    layer = replace(_open(str(source)), style=Fixed((235, 60, 50)))
    project = Project().with_layer(layer)
    extent = project.extent()
    if extent is None:
        message = "nothing to see"
        raise RuntimeError(message)
    path = path_of(layer.data.store.features, extent)
    frames = Frames(SIZE, LIGHT, lambda: None)
    frames.sync(project)
    kept: list[Seen] = []

    def look(at: float, picture: NDArray[np.uint8]) -> None:
        if not kept or at - kept[-1].at >= every:
            step = max(1, picture.shape[0] // 225)
            kept.append(Seen(at, cover_of(picture), picture[::step, ::step, :3].copy()))

    fly(frames, path, look)
    frames.close()
    renderer = Renderer(SIZE, LIGHT)
    renderer.sync(project)
    full, shares = [], []
    for seen in kept:
        picture = renderer.snapshot(camera_at(path, seen.at), SIZE)
        full.append(picture[::4, ::4].copy())
        shares.append(holes(seen.cover, cover_of(picture)))
    renderer.close()
    return kept, full, shares


def strip(kept: list[Seen], full: list[NDArray[np.uint8]], target: Path) -> None:
    """Write pictures of the flight, and below each the one with everything loaded."""
    from PIL import Image

    chosen = list(range(0, len(kept), max(1, len(kept) // 48)))[:48]
    columns = 8
    rows = -(-len(chosen) // columns)
    sheet = Image.new("RGB", (columns * 400, rows * 460), "white")
    for number, index in enumerate(chosen):
        left, top = number % columns * 400, number // columns * 460
        sheet.paste(Image.fromarray(kept[index].small).resize((400, 225)), (left, top))
        sheet.paste(Image.fromarray(full[index]).resize((400, 225)), (left, top + 228))
    sheet.save(target)


def main() -> int:
    """Fly, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.holes", description=__doc__)
    parser.add_argument("city", type=Path)
    parser.add_argument("--strip", type=Path)
    parser.add_argument("--every", type=float, default=0.25)
    options = parser.parse_args()
    kept, full, shares = flown(options.city, options.every)
    for second in range(int(kept[-1].at) + 1):
        here = [share for seen, share in zip(kept, shares, strict=True) if int(seen.at) == second]
        if here:
            print(f"{second:3d} s  {len(here)} pictures  holes at most {max(here):.2%}")
    later = [share for seen, share in zip(kept, shares, strict=True) if seen.at >= OPENING]
    print(f"after {OPENING} s: median {np.median(later):.3%}, worst {max(later):.2%} of the picture")
    if options.strip is not None:
        strip(kept, full, options.strip)
    return 0


if __name__ == "__main__":
    sys.exit(main())
