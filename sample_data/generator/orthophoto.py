"""A picture of the town from above, made from its plan: ground, roofs, roads, trees, water, light, shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy import ndimage

from sample_data.generator import painting, shore
from sample_data.generator.faces import ROOF
from sample_data.generator.models import make_model
from sample_data.generator.painting import SUN, Colour, Frame, Layers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sample_data.generator.town import Town

STEP = 0.7
FOREST, GRASS, FIELD, YARD, HARD, ROAD, ROOFS, SEA, RIVER, STONE, TREE = range(11)
DEPTH_FADE = 260.0
# Colours of the ground of a lot by its use.
YARDS: dict[str, tuple[Colour, ...]] = {
    "slope": ((146, 138, 122), (128, 132, 104), (158, 152, 140), (118, 126, 96)),
    "house": ((152, 146, 132), (130, 134, 108), (164, 160, 150)),
    "large house": ((140, 140, 118), (126, 132, 102), (156, 150, 136)),
    "mixed": ((158, 156, 150), (146, 144, 138)),
    "commercial": ((150, 150, 150), (132, 132, 134)),
    "shop": ((152, 148, 142),),
    "fishing": ((168, 164, 154), (156, 152, 146)),
    "warehouse": ((162, 162, 160),),
    "factory": ((154, 152, 148), (166, 162, 154)),
    "port": ((170, 170, 168),),
    "public": ((160, 158, 152),),
    "temple": ((184, 178, 162),),
    "shrine": ((172, 166, 148),),
    "housing": ((134, 142, 112),),
    "cemetery": ((160, 160, 158),),
    "school": ((196, 180, 148),),
    "park": ((118, 138, 82),),
    "farm": ((124, 132, 78), (142, 128, 92), (106, 124, 66), (150, 140, 100)),
}
TILES: tuple[Colour, ...] = (
    (82, 84, 90),
    (96, 96, 100),
    (70, 72, 78),
    (108, 90, 78),
    (122, 84, 66),
    (88, 94, 104),
    (112, 110, 106),
    (78, 90, 96),
)
DECKS: tuple[Colour, ...] = (
    (178, 178, 174),
    (164, 166, 166),
    (192, 190, 184),
    (150, 156, 156),
    (170, 176, 168),
)
METAL: tuple[Colour, ...] = ((132, 150, 164), (168, 172, 172), (120, 146, 140), (176, 168, 156))
ASPHALT: Colour = (112, 113, 116)
ROAD_COLOURS: dict[str, Colour] = {
    "main": (104, 105, 109),
    "shopping": (166, 152, 138),
    "port": (126, 126, 126),
    "path": (150, 148, 142),
    "stairs": (166, 163, 155),
    "contour": (132, 132, 130),
}
WOODS: Colour = (60, 80, 50)
FRINGE, FRINGE_ROOM = 20.0, 42.0
TREE_SIZES = {"park": 60.0, "temple": 70.0, "shrine": 45.0, "large house": 130.0, "slope": 110.0}
SHADOW = 0.52
# At the very edge of the survey a picture would hang down over it.
EDGE = 14.0


def jittered(colours: tuple[Colour, ...], rng: np.random.Generator, spread: float = 7.0) -> Colour:
    """Return one of some colours, a little lighter or darker."""
    red, green, blue = colours[int(rng.integers(len(colours)))]
    light = float(rng.normal(0.0, spread))
    return red + light, green + light, blue + light


def ground_layers(town: Town, frame: Frame, rng: np.random.Generator) -> Layers:
    """Lay out woods, yards, roads, water and marks on roads."""
    layers = Layers(frame)
    everywhere = shapely.box(*town.terrain.outline.bounds)
    layers.add([everywhere], [WOODS], FOREST)
    outlines = np.array([lot.outline for lot in town.lots])
    edge = shapely.union_all(shapely.buffer(outlines, 5.0, quad_segs=2))
    layers.add([edge], [(104, 116, 76)], GRASS)
    for lot, shape in zip(town.lots, outlines, strict=True):
        kind = FIELD if lot.use == "farm" else GRASS if lot.use in ("park", "housing") else YARD
        kind = HARD if lot.use in ("commercial", "warehouse", "factory", "port", "public") else kind
        layers.add([shape], [jittered(YARDS[lot.use], rng)], kind)
    quays = shapely.difference(
        shapely.union_all(list(town.zone_outlines[:5])), shapely.union_all(shapely.buffer(outlines, 0.2))
    )
    layers.add([quays], [(158, 158, 155)], HARD)
    bridges = shapely.union_all([road.surface() for road in town.roads])
    bank = shapely.buffer(town.water.river, 2.6, cap_style="flat")
    layers.add([bank], [(150, 150, 144)], HARD)
    order = sorted(town.roads, key=lambda road: road.width)
    layers.add([town.water.river], [(74, 96, 92)], RIVER)
    surfaces = [road.surface() for road in order]
    layers.add(surfaces, [ROAD_COLOURS.get(road.kind, ASPHALT) for road in order], ROAD)
    main = [
        shapely.LineString(road.line) for road in town.roads if road.width >= 9.0 and road.kind != "shopping"
    ]
    layers.add([dashes(line) for line in main], [(206, 204, 196)] * len(main), ROAD)
    layers.add([shore.sea(town)], [(46, 84, 96)], SEA)
    layers.add([town.water.works], [(170, 170, 164)], STONE)
    layers.add([bridges.intersection(town.water.works)], [(150, 150, 150)], ROAD)
    moored = boats(town)
    layers.add(moored, [(222, 224, 224)] * len(moored), STONE)
    return layers


def dashes(line: shapely.LineString) -> shapely.Geometry:
    """Return the broken line in the middle of a road."""
    steps = np.arange(4.0, line.length - 6.0, 12.0)
    if not len(steps):
        return shapely.Polygon()
    a, b = shapely.line_interpolate_point(line, steps), shapely.line_interpolate_point(line, steps + 6.0)
    ends = np.stack([shapely.get_coordinates(a), shapely.get_coordinates(b)], axis=1)
    return shapely.union_all(shapely.buffer(shapely.linestrings(ends), 0.4, cap_style="flat"))


def boats(town: Town) -> list[shapely.Geometry]:
    """Return boats in rows beside the fishing piers and along the western quay."""
    valley = town.valley
    along = np.concatenate([np.arange(-44.0, -6.0, 5.5)] * 4 + [np.arange(-720.0, -70.0, 7.5)])
    rows = np.repeat([-200.5, -185.5, -240.5, -225.5], len(np.arange(-44.0, -6.0, 5.5)))
    quay = -(valley.floor_width(-1, np.arange(-720.0, -70.0, 7.5)) - 44.5)
    across = np.concatenate([rows, quay])
    middle = valley.place(along, across)
    ahead = valley.place(along, across + 1.0) - middle
    side = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    hull = np.array([[-3.6, -1.0], [1.4, -1.2], [4.0, 0.0], [1.4, 1.2], [-3.6, 1.0]])
    shapes = middle[:, None] + hull[:, :1] * ahead[:, None] + hull[:, 1:] * side[:, None]
    moored = (np.arange(len(along)) * 7919 % 10) < 7
    sea = town.water.sea()
    shapely.prepare(sea)
    found = shapely.polygons(shapes[moored])
    return list(found[shapely.contains(sea, found)])


def roof_layers(town: Town, layers: Layers, rng: np.random.Generator) -> None:
    """Lay every face of every roof, lighter where it looks to the sun."""
    for building in town.buildings:
        lot = town.lots[building.lot]
        flat = building.draft.roof == "flat"
        large = building.draft.structure == 604 or building.draft.roof in ("arch", "saw")
        base = np.array(jittered(DECKS if flat else METAL if large else TILES, rng, 6.0))
        for solid in make_model(building, lot.use).solids:
            for one in solid.faces:
                if one.kind != ROOF:
                    continue
                ring = one.rings[0]
                normal = normal_of(building.on_map(ring[:, :2]), ring[:, 2])
                light = 0.62 + 0.5 * float(normal @ SUN)
                shape = shapely.Polygon(
                    building.on_map(ring[:, :2]), [building.on_map(hole[:, :2]) for hole in one.rings[1:]]
                )
                red, green, blue = (base * light).tolist()
                layers.add([shape], [(red, green, blue)], ROOFS)


def normal_of(plane: NDArray[np.float64], height: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the upward normal of a face."""
    ring = np.column_stack([plane - plane[0], height])
    after = np.roll(ring, -1, axis=0)
    total = np.cross(ring, after).sum(axis=0)
    length = float(np.linalg.norm(total))
    return np.array([0.0, 0.0, 1.0]) if length == 0.0 else total / length * (1.0 if total[2] >= 0 else -1.0)


def shadow_shapes(town: Town) -> NDArray[np.object_]:
    """Return the shadow of each building on level ground."""
    footprints = np.array([building.footprint for building in town.buildings])
    height = np.array([building.eave + 0.8 for building in town.buildings])
    shift = -SUN[:2] / SUN[2]
    corners, owner = shapely.get_coordinates(footprints, return_index=True)
    moved = corners + height[owner, None] * shift
    hulls = shapely.convex_hull(
        shapely.multipoints(
            np.vstack([corners, moved])[np.argsort(np.tile(owner, 2), kind="stable")],
            indices=np.sort(np.tile(owner, 2)),
        )
    )
    return np.asarray(hulls, dtype=object)


def trees(town: Town, rng: np.random.Generator) -> tuple[NDArray[np.object_], list[Colour]]:
    """Return crowns of single trees in gardens, parks and along the main road, and their colours."""
    points: list[NDArray[np.float64]] = []
    for lot in town.lots:
        room = TREE_SIZES.get(lot.use, 240.0)
        count = int(rng.poisson(lot.outline.area / room))
        if lot.use in ("commercial", "warehouse", "factory", "port", "farm", "shop", "cemetery"):
            continue
        share = rng.random((count, 2))
        a, b, c, d = lot.corners
        near = a + share[:, :1] * (b - a)
        far = d + share[:, :1] * (c - d)
        points.append(near + (0.35 + 0.62 * share[:, 1:]) * (far - near))
    edge = shapely.union_all(shapely.buffer(np.array([lot.outline for lot in town.lots]), 2.0, quad_segs=2))
    ring = shapely.difference(shapely.buffer(edge, FRINGE, quad_segs=2), edge)
    west, south, east, north = ring.bounds
    count = int((east - west) * (north - south) / FRINGE_ROOM)
    fringe = rng.uniform((west, south), (east, north), (count, 2))
    fringe = fringe[shapely.contains_xy(ring, fringe[:, 0], fringe[:, 1])]
    wet = shapely.union_all([town.water.bay, town.water.river, *(road.surface() for road in town.roads)])
    quays = shapely.union_all(list(town.zone_outlines[:5]))
    shapely.prepare(open_ground := shapely.union(wet, quays))
    points.append(fringe[~shapely.contains_xy(open_ground, fringe[:, 0], fringe[:, 1])])
    for road in town.roads:
        if road.kind == "main" and road.width > 12.0:
            line = shapely.LineString(road.line)
            steps = np.arange(6.0, line.length, 14.0)
            for side in (-6.6, 6.6):
                parallel = shapely.offset_curve(line, side)
                points.append(shapely.get_coordinates(shapely.line_interpolate_point(parallel, steps)))
    places = np.vstack(points)
    blocked = shapely.union_all([building.footprint for building in town.buildings])
    shapely.prepare(blocked)
    free = ~shapely.dwithin(blocked, shapely.points(places), 0.4)
    places = places[free]
    size = rng.uniform(1.1, 2.6, len(places))
    shapes = shapely.buffer(shapely.points(places), size, quad_segs=3)
    light = rng.normal(0.0, 9.0, len(places))
    colours = [(62.0 + one * 0.9, 86.0 + one, 48.0 + one * 0.7) for one in light.tolist()]
    return np.asarray(shapes, dtype=object), colours


def textured(
    picture: NDArray[np.float32], kinds: NDArray[np.uint8], rng: np.random.Generator, step: float
) -> None:
    """Lay the grain of each kind of surface on the picture, in place."""
    shape = kinds.shape
    crowns = painting.noise(shape, 1.5 / step, rng) + 0.7 * painting.noise(shape, 3.6 / step, rng)
    lit = np.roll(crowns, 1, axis=0) - crowns + np.roll(crowns, 1, axis=1) - crowns
    groves = painting.noise(shape, 9.0 / step, rng)
    patches = painting.noise(shape, 38.0 / step, rng)
    fine = rng.standard_normal(shape).astype(np.float32)
    woods = kinds == FOREST
    picture[woods] += (7.0 * crowns - 13.0 * lit + 3.0 * groves)[woods][:, None] * np.array(
        [0.85, 1.0, 0.7], dtype=np.float32
    ) + patches[woods][:, None] * np.array([4.0, 3.5, 1.5], dtype=np.float32)
    for kind, coarse, grain in (
        (GRASS, 6.0, 3.0),
        (FIELD, 3.0, 3.0),
        (YARD, 3.5, 3.5),
        (HARD, 2.5, 2.0),
        (ROAD, 1.5, 1.6),
        (ROOFS, 0.0, 1.8),
        (STONE, 3.0, 2.0),
        (TREE, 0.0, 5.0),
    ):
        chosen = kinds == kind
        picture[chosen] += (coarse * patches + grain * fine)[chosen][:, None]


def water_texture(
    picture: NDArray[np.float32], kinds: NDArray[np.uint8], rng: np.random.Generator, step: float
) -> None:
    """Let the sea grow darker away from the land, with long low waves; in place."""
    wet = kinds == SEA
    small = ndimage.distance_transform_edt(wet[::4, ::4]).astype(np.float32) * 4 * step
    far = painting.stretched(small, kinds.shape)
    shallow = np.exp(-far / 14.0)
    deep = 1.0 - np.exp(-far / DEPTH_FADE)
    waves = ndimage.gaussian_filter(rng.standard_normal(kinds.shape).astype(np.float32), (1.0, 4.5))
    tone = np.stack(
        [46 + 30 * shallow - 20 * deep, 84 + 22 * shallow - 26 * deep, 96 + 8 * shallow - 16 * deep], axis=-1
    )
    picture[wet] = tone[wet] + (waves / waves.std() * 1.6)[wet][:, None]
    river = kinds == RIVER
    picture[river] += (waves / waves.std() * 2.0)[river][:, None]


def make_orthophoto(
    town: Town, rng: np.random.Generator
) -> tuple[Frame, NDArray[np.uint8], NDArray[np.bool_]]:
    """Paint the town.

    Returns
    -------
    tuple
        Where it lies, the picture (h, w, 3) uint8, and which pixels show the surveyed area.
    """
    frame = painting.frame_of(town.terrain.outline.bounds, STEP)
    layers = ground_layers(town, frame, rng)
    roof_layers(town, layers, rng)
    crowns, colours = trees(town, rng)
    layers.add(crowns, colours, TREE)
    picture, kinds = layers.paint()
    textured(picture, kinds, rng, STEP)
    coarse = painting.frame_of(town.terrain.outline.bounds, painting.GROUND_STEP)
    east = coarse.west + (np.arange(coarse.width) + 0.5) * coarse.step
    north = coarse.north - (np.arange(coarse.height) + 0.5) * coarse.step
    heights = painting.filled(town.terrain.height(*np.meshgrid(east, north)))
    heights = ndimage.gaussian_filter(heights, 1.2)
    light = painting.stretched(painting.relief_light(heights, coarse.step), frame.shape)
    land = (kinds != SEA) & (kinds != ROOFS)
    picture[land] *= np.clip(0.45 + 0.55 * light, 0.55, 1.25)[land][:, None]
    water_texture(picture, kinds, rng, STEP)
    dark = painting.mask_of(frame, [*shadow_shapes(town), *shifted(crowns)])
    dark &= (kinds != ROOFS) & (kinds != TREE)
    soft = ndimage.gaussian_filter(dark.astype(np.float32), 0.6)
    picture *= (1.0 - (1.0 - SHADOW) * soft)[:, :, None]
    haze = np.array([196.0, 204.0, 212.0], dtype=np.float32)
    picture = 1.14 * picture * 0.95 + 0.05 * haze
    picture = ndimage.gaussian_filter(picture, (0.45, 0.45, 0))
    shown = painting.mask_of(frame, [shapely.buffer(town.terrain.outline, -EDGE)])
    return frame, np.clip(picture, 0, 255).astype(np.uint8), shown


def shifted(crowns: NDArray[np.object_]) -> list[shapely.Geometry]:
    """Return the shadows of trees of about four metres."""
    shift = -SUN[:2] / SUN[2] * 3.0
    return list(shapely.transform(crowns, lambda points: points + shift))
