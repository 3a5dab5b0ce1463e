"""Writes buildings as 3D Tiles 1.1: meshes are moved to the ellipsoid, gathered in a tree, written.

Memory follows the tile: meshes go to workers one by one, public rows lie on disk, and of the buildings
only their boxes are held, some hundred bytes each, until the coarse tiles are chosen.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.terms import LICENCES
from gisapp.desks.publish.tiles3d import boxes, crew, glbtile, pieces, rows, tileset, tree
from gisapp.export import without_shape
from gisapp.export.content import Part
from gisapp.export.ellipsoid import undulation_over
from gisapp.export.target import explained
from layers.errors import ExportFailed, NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.publish.tiles3d.glbtile import Words
    from gisapp.desks.publish.tiles3d.pieces import Piece
    from gisapp.desks.publish.tiles3d.tileset import Bounds, Placed
    from gisapp.desks.publish.tiles3d.tree import Node
    from gisapp.export.content import Content
    from layers.feedback import Feedback
    from layers.heightbase import Undulation

LARGE = 3000
"""Features from which starting processes pays."""
NO_SHAPES = QT_TRANSLATE_NOOP(
    CONTEXT, "レイヤ「{layer}」は立体の形を公開しない設定か、立体の形がないため、3D Tiles にできません。"
)
NO_SHAPES_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "形をそのまま公開する設定（丸め・簡略化・点なし）にするか、平面の形式を選んでください。"
)
MOVING = QT_TRANSLATE_NOOP(CONTEXT, "建物を楕円体の上に移しています")
WRITING = QT_TRANSLATE_NOOP(CONTEXT, "3D Tiles を書いています")


@dataclass(frozen=True)
class TilesetWritten:
    """What was written.

    Attributes
    ----------
    folder
        The tileset.
    files
        Its files relative to it, ``tileset.json`` first.
    bytes
        Of all of them.
    buildings, triangles
        In the leaves.
    tiles, levels
        Of the tree.
    geoid
        What was added to heights above sea level.
    """

    folder: Path
    files: tuple[str, ...]
    bytes: int
    buildings: int
    triangles: int
    tiles: int
    levels: int
    geoid: str


def write_tileset(
    content: Content,
    folder: Path,
    feedback: Feedback,
    *,
    geoid: Undulation | None = None,
    executor: Executor | None = None,
    most: int = pieces.MOST_TRIANGLES,
) -> TilesetWritten:
    """Write the best shape of each feature, with all columns of the content and nothing else.

    The same content gives the same bytes. A folder of that name is replaced when all is written.

    Parameters
    ----------
    content
        What the public may see; must offer shapes.
    folder
        Where to; its parent must exist.
    feedback
        Hears of progress, the geoid and features without a shape.
    geoid
        A model or a stated height; None for the model in the folder of grids, or else the coarse one that
        comes along, with a warning.
    executor
        Where to work; by default processes of our own where there is much. Its workers see `folder` under
        the same path.
    most
        Triangles of a tile.

    Raises
    ------
    layers.errors.NotAllowed
        When shapes may not be published.
    layers.errors.ExportFailed
        When not one feature has a shape, the geoid is not known here, a worker died or the disk is full.
    """
    if Part.SHAPES not in content.offers:
        raise NotAllowed(NO_SHAPES, NO_SHAPES_HINT, values={"layer": content.layer.name})
    model = undulation_over(content.extent, content.crs, feedback, geoid)
    with (
        _replacing(folder) as (making, scratch),
        crew.crew(executor, large=len(content) >= LARGE) as workers,
    ):
        words = _words(content, scratch)
        rows.write(content, words.properties, words.rows, feedback.share(0.0, 0.05))
        found = _pieces(content, scratch, model, workers, feedback, most)
        without_shape.tell(content, sum(one.features for one in found), feedback)
        root = tree.grow(found, most)
        places: dict[str, Placed] = {}
        jobs = _tiles(root, making, words, places)
        share, total = feedback.share(0.5, 1.0), sum(1 for _ in root.upwards())
        leaves = {making / node.name for node in root.upwards() if not node.children}
        size = triangles = buildings = 0
        for done, (job, one) in enumerate(crew.each(workers, glbtile.write, jobs, feedback), 1):
            share.step(done, total, Message(WRITING))
            size += one.bytes
            if job.path in leaves:
                buildings += one.features
                triangles += one.triangles
        about = _about(content, model, places[root.name].bounds)
        document = tileset.text(root, places, about)
        (making / tileset.NAME).write_bytes(document)
    names = tuple(sorted(node.name for node in root.upwards()))
    return TilesetWritten(
        folder,
        (tileset.NAME, *names),
        size + len(document),
        buildings,
        triangles,
        total,
        _levels(root),
        model.name,
    )


def _pieces(
    content: Content, scratch: Path, model: Undulation, workers: Executor, feedback: Feedback, most: int
) -> list[Piece]:
    """Write the pieces of all meshes and return them in the order of the meshes."""
    share = feedback.share(0.05, 0.5)

    def jobs() -> Iterator[pieces.Cutting]:
        for number, mesh in enumerate(content.shapes(share)):
            yield pieces.Cutting(scratch / f"{number:07d}", mesh, content.crs, model, most)

    found: list[Piece] = []
    for _, made in crew.each(workers, pieces.cut, jobs(), feedback):
        found += made
    return sorted(found, key=lambda one: one.path.name)


def _tiles(root: Node, making: Path, words: Words, places: dict[str, Placed]) -> Iterator[glbtile.Tile]:
    """Give what is to be written, children before parents, and fill in where each lies."""
    held: dict[str, NDArray[Any]] = {}
    for node in root.upwards():
        path = making / node.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not node.children:
            places[node.name] = tileset.placed(tileset.around(*(_bounds(one) for one in node.pieces)))
            held[node.name] = np.concatenate([pieces.boxes_in(one.path) for one in node.pieces])
            files = tuple(one.path for one in node.pieces)
            yield glbtile.Tile(path, places[node.name].frame, words, files)
            continue
        candidates = np.concatenate([held.pop(child.name) for child in node.children])
        chosen = boxes.chosen(candidates)
        below = [places[child.name].bounds for child in node.children]
        places[node.name] = tileset.placed(tileset.around(boxes.bounds(chosen), *below))
        held[node.name] = chosen
        yield glbtile.Tile(path, places[node.name].frame, words, boxes=chosen)


def _bounds(one: Piece) -> Bounds:
    west, south, bottom, east, north, top = one.bounds
    return west, south, bottom, east, north, top


def _words(content: Content, scratch: Path) -> Words:
    source = content.layer.source
    licence = LICENCES[source.licence].name if source.licence in LICENCES else source.licence
    said = " / ".join(part for part in (source.credit, licence) if part)
    return glbtile.Words(content.layer.name, said, rows.properties_of(content), scratch / "rows.arrow")


def _about(content: Content, model: Undulation, bounds: Bounds) -> dict[str, str | float]:
    """Return what the tileset says of itself: nothing that the public is not told anyway."""
    source = content.layer.source
    texts = {
        "title": content.layer.name,
        "credit": source.credit,
        "licence": source.licence,
        "date": source.date,
        "geoid": model.name,
    }
    west, south, _, east, north, _ = bounds
    heights = model.at(np.array([west, east, west, east]), np.array([south, south, north, north]))
    said: dict[str, str | float] = {name: value for name, value in texts.items() if value}
    if np.isfinite(heights).any():
        said["geoid_height"] = round(float(np.nanmean(heights)), 3)
    return said


def _levels(node: Node) -> int:
    return 1 + max((_levels(child) for child in node.children), default=0)


@contextmanager
def _replacing(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Give a folder beside to write to and one for what is needed meanwhile; the first takes the name."""
    token = secrets.token_hex(4)
    making = folder.with_name(f".{folder.name}.{token}.making")
    scratch = folder.with_name(f".{folder.name}.{token}.scratch")
    old = folder.with_name(f".{folder.name}.{token}.old")
    try:
        making.mkdir()
        scratch.mkdir()
        yield making, scratch
        if folder.exists():
            folder.rename(old)
        making.rename(folder)
    except ExportFailed:
        raise
    except OSError as error:
        raise explained(error, folder) from error
    finally:
        for one in (making, scratch, old):
            shutil.rmtree(one, ignore_errors=True)
