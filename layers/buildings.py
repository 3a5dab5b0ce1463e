"""The layer of buildings, on top of a city store."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from layers import filters
from layers.base import Description, Hit, Layer, Part, Remark, Table, View
from layers.computed import described, table_of
from layers.describe import describe_building
from layers.drawables import Drawable, Mesh, Surface
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.store import levels, overview, rays
from layers.store.boxes import far_mesh
from layers.store.ground import ground_mesh
from layers.store.sight import Sight
from layers.store.table import StoreTable
from layers.store.tiling import BOUNDS
from layers.store.tree import BOXES, FAR, FULL, Tiles

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback
    from layers.store.city import CityStore

GROUND = ("ground", 0)
ON_FEET = QT_TRANSLATE_NOOP(CONTEXT, "地面は建物の足元から推定")
ON_FEET_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地形（DEM）がないため、地面は建物の足元の高さから推定しています。"
    "PLATEAU の dem、基盤地図情報の標高、GeoTIFF などを読み込むと、その地形の上に立ちます。",
)
ON_PLANE = QT_TRANSLATE_NOOP(CONTEXT, "地形がないため平面の上に表示")
ON_PLANE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地形（DEM）がなく、地面の高さを推定できる建物もないため、地面は平面です。"
    "PLATEAU の dem、基盤地図情報の標高、GeoTIFF などを読み込んでください。",
)
BEST = (3, 2, 4, 1, 0)
"""LODs in the order in which the full level prefers them; LOD4 adds rooms, which are inside."""
PRISM = (1, 2, 3, 4, 0)


@dataclass(frozen=True, eq=False)
class City:
    """An opened store with what the layer works out once."""

    store: CityStore

    @property
    def crs(self) -> str:
        """Plane rectangular system of the coordinates."""
        return self.store.crs

    @property
    def folder(self) -> Path:
        """Folder of the store."""
        return self.store.folder

    @cached_property
    def tiles(self) -> Tiles:
        """Tiles for the view."""
        return Tiles(self.store)

    @cached_property
    def memory(self) -> levels.Memory:
        """What the view chose last."""
        return levels.Memory()

    @cached_property
    def table(self) -> StoreTable:
        """Attribute table."""
        return StoreTable(self.store)

    @property
    def bounds(self) -> NDArray[np.float64]:
        """(n, 6) bounds of the buildings."""
        return self.bounds_of(slice(None))

    def bounds_of(self, rows: NDArray[np.intp] | slice) -> NDArray[np.float64]:
        """Return the bounds (k, 6) of some buildings; only theirs are read."""
        features = self.store.features
        return np.stack([features[name][rows] for name in BOUNDS], axis=1)

    @cached_property
    def preferred(self) -> dict[tuple[int, ...], NDArray[np.int8]]:
        """For each order of LODs which one each building is drawn with, -1 for none."""
        lods = self.store.features["lods"]
        result: dict[tuple[int, ...], NDArray[np.int8]] = {}
        for order in (BEST, PRISM):
            chosen = np.full(len(lods), -1, dtype=np.int8)
            for lod in reversed(order):
                chosen[(lods >> lod) & 1 == 1] = lod
            result[order] = chosen
        return result

    def meshes(self, tile: int, order: tuple[int, ...]) -> list[Mesh]:
        """Return the meshes of a tile, each building with its preferred LOD."""
        preferred = self.preferred[order]
        meshes = []
        for chunk in self.tiles.chunks_of(tile).tolist():
            lod = int(self.store.chunks["lod"][chunk])
            mesh = self.store.mesh(chunk)
            keep = preferred[mesh.features] == lod
            if lod == 4:
                keep &= mesh.surfaces != Surface.INTERIOR
            if not keep.any():
                continue
            meshes.append(self._on_ground(mesh if keep.all() else subset(mesh, keep), lod))
        return meshes

    def _on_ground(self, mesh: Mesh, lod: int) -> Mesh:
        """Lay footprints that are written at height zero on the estimated ground."""
        if lod or not np.allclose(mesh.points[:, 2] + mesh.origin[2], 0.0):
            return mesh
        points = mesh.points.astype(np.float32)
        heights = self.store.features["top"][mesh.features]
        points[mesh.triangles.ravel(), 2] = np.repeat(heights - mesh.origin[2], 3)
        return Mesh(mesh.origin, points, mesh.triangles, mesh.features, mesh.surfaces)


def subset(mesh: Mesh, keep: NDArray[np.bool_]) -> Mesh:
    """Return a mesh with some of its triangles and only the points they use."""
    triangles = mesh.triangles[keep]
    used, renumbered = np.unique(triangles, return_inverse=True)
    position = np.cumsum(keep)
    textures = tuple(
        type(run)(run.image, run.member, first, stop)
        for run in mesh.textures
        for first, stop in [
            (int(position[run.first] - keep[run.first]), int(position[run.stop - 1])),
        ]
        if stop > first
    )
    return Mesh(
        mesh.origin,
        mesh.points[used],
        renumbered.reshape(-1, 3).astype(np.uint32),
        mesh.features[keep],
        mesh.surfaces[keep],
        None if mesh.coordinates is None else mesh.coordinates[used],
        textures,
        mesh.closed,
    )


@dataclass(frozen=True, eq=False)
class Buildings(Layer):
    """Buildings of a city model; `data` is a :class:`City`.

    Attributes
    ----------
    estimated_ground
        Whether the ground is drawn as estimated from the feet of the buildings; not over a terrain.
    """

    kind: ClassVar[str] = "buildings"

    estimated_ground: bool = field(default=True, metadata={"kept": False})

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top in metres."""
        if self.data is None:
            return None
        west, south, bottom, east, north, top = self.data.store.manifest["bounds"]
        return west, south, bottom, east, north, top

    def parts(self, view: View) -> list[Part]:
        """Return the tiles that the view wants, each at its level."""
        extent = self.extent()
        # A city out of sight stays closed: of it only the manifest was read.
        if extent is None or not Sight(view).of(np.array([extent]))[0].any():
            return []
        city: City = self.data
        mark = f"~{hash(self.filter) & 0xFFFFFFFF:x}" if self.filter else ""
        parts = levels.choose(city.tiles, self.id, view, city.memory, mark)
        ground = self.data.store.ground
        if ground is not None and self.estimated_ground:
            parts.insert(0, Part(self.id, GROUND, -1.0, 2 * ground["heights"].size))
        return parts

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Make the meshes of a tile or block at one level."""
        city: City = self.data
        feedback.step()
        name, level = part.key
        if part.key == GROUND:
            return [ground_mesh(city.store.ground or {})]
        if name.startswith("square"):
            return self._square(name)
        if name.startswith("block"):
            return [far_mesh(city.store.features, city.tiles.block_rows(int(name[5:])), plates=True)]
        tile = int(name[4:])
        if level in (FAR, BOXES):
            return [far_mesh(city.store.features, city.tiles.rows(tile), plates=level == FAR)]
        return list(city.meshes(tile, BEST if level == FULL else PRISM))

    def _square(self, name: str) -> list[Drawable]:
        """Make what stands for a square of the overview: what passes the filter is merged anew."""
        city: City = self.data
        place, _, mark = name[6:].partition("~")
        level, node = (int(number) for number in place.split("_"))
        shown = filters.mask(self) if mark else None
        if shown is None:
            return city.tiles.square_mesh(level, node)
        rows = city.tiles.rows_below(level, node)
        found = overview.single(city.store.features, rows[shown[rows]])
        found, _ = overview.merged(found, level - 1, np.zeros(len(found["row"]), dtype=np.int64))
        return [overview.mesh(found, level - 1)]

    def table(self) -> Table:
        """Return the attribute table."""
        return table_of(self, self.data.table)

    def footprints(self) -> NDArray[np.object_] | None:
        """Return the footprint of each building."""
        if self.data is None:
            return None
        import shapely

        column = self.data.store.columns(["geometry"]).column(0).to_numpy()
        found: NDArray[np.object_] = shapely.from_wkb(column)
        return found

    def describe(self, feature: int) -> Description:
        """Return all that is known of a building."""
        return described(self, describe_building(self, feature))

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first building that a ray meets, by its full shape, whatever level is drawn."""
        if self.data is None:
            return None
        city: City = self.data
        direction = direction / np.linalg.norm(direction)
        tiles = city.tiles
        entry = rays.box_entries(tiles.bounds, origin, direction)
        shown = filters.mask(self)
        best: tuple[float, int] | None = None
        for tile in np.argsort(entry).tolist():
            if not np.isfinite(entry[tile]) or (best is not None and entry[tile] > best[0]):
                break
            rows = tiles.rows(tile)
            rows = rows[np.isfinite(rays.box_entries(city.bounds_of(rows), origin, direction))]
            if shown is not None:
                rows = rows[shown[rows]]
            if not len(rows):
                continue
            for mesh in city.meshes(tile, BEST):
                candidate = np.flatnonzero(np.isin(mesh.features, rows))
                hits = rays.triangle_hits(
                    mesh.points, mesh.triangles[candidate], origin - mesh.origin, direction
                )
                if len(hits) and np.isfinite(hits.min()) and (best is None or hits.min() < best[0]):
                    nearest = int(np.argmin(hits))
                    best = (float(hits[nearest]), int(mesh.features[candidate[nearest]]))
        if best is None:
            return None
        east, north, height = (origin + best[0] * direction).tolist()
        return Hit(self.id, best[1], best[0], (east, north, height))

    def remarks(self) -> tuple[Remark, ...]:
        """Return on what the city stands when it is no terrain."""
        if self.data is None or not self.estimated_ground:
            return ()
        if self.data.store.ground is not None:
            return (Remark(Message(ON_FEET), Message(ON_FEET_HINT), "terrain"),)
        return (Remark(Message(ON_PLANE), Message(ON_PLANE_HINT), "terrain"),)

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return the full shapes of some buildings."""
        if self.data is None or not len(features):
            return []
        city: City = self.data
        numbers = city.tiles.numbers
        tiles = np.unique(city.store.features["tile"][features])
        meshes: list[Drawable] = []
        for tile in np.searchsorted(numbers, tiles[tiles >= 0]).tolist():
            for mesh in city.meshes(tile, BEST):
                keep = np.isin(mesh.features, features)
                if keep.any():
                    meshes.append(subset(mesh, keep))
        return meshes

    def centroids(self) -> NDArray[np.float64] | None:
        """Return the middle of each building, NaN for those without geometry."""
        if self.data is None:
            return None
        features = self.data.store.features
        centres = np.empty((self.data.store.count, 3))
        for axis, (low, high) in enumerate(zip(BOUNDS[:3], BOUNDS[3:], strict=True)):
            np.add(features[low], features[high], out=centres[:, axis])
        centres /= 2
        return centres
