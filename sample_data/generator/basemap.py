"""A map of the town as tiles: woods, water, roads, buildings and names, more of them at each zoom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_jp import sans_path
from pyproj import Transformer
from scipy import ndimage

from sample_data.generator import painting, shore
from sample_data.generator.districts import TOWN_BLOCKS
from sample_data.generator.painting import Frame, Layers
from sample_data.generator.picture_files import png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sample_data.generator.attributes import Record
    from sample_data.generator.town import Town

ZOOMS = (13, 14, 15, 16, 17)
TILE = 256
FINER = 2
HALF_WORLD = 20_037_508.342789244
LAND, BUILT, WOODS_COLOUR, PARK = (247, 246, 241), (240, 238, 231), (222, 233, 211), (205, 227, 189)
FIELDS, WATER = (234, 240, 214), (181, 211, 233)
CASING, STREET, MAIN, WALK = (196, 192, 184), (255, 255, 255), (252, 226, 148), (232, 226, 214)
HOUSE, PUBLIC, HOUSE_EDGE = (222, 213, 201), (212, 190, 190), (190, 180, 168)
QUAY = (233, 232, 228)
INK, HALO, PLACE_INK, WATER_INK = (62, 60, 58), (255, 255, 255), (96, 78, 120), (58, 104, 146)
LANDMARKS = {
    "汐見浜市役所本庁舎": "汐見浜市役所",
    "汐見浜警察署": "警察署",
    "汐見浜消防署": "消防署",
    "汐見浜市民会館": "市民会館",
    "汐見浜市民体育館": "市民体育館",
    "汐見浜中央病院": "中央病院",
    "汐見浜小学校校舎": "汐見浜小",
    "汐見浜中学校校舎": "汐見浜中",
    "汐見浜高等学校校舎": "汐見浜高",
    "坂上小学校校舎": "坂上小",
    "汐見浜神社拝殿": "汐見浜神社",
    "汐見浜灯台": "灯台",
}
# Metres along and across the valley, text, how far apart the letters stand.
WATERS = ((-420.0, 20.0, "汐見浜湾"), (660.0, -76.0, "汐見川"), (1500.0, -50.0, "汐見川"))


@dataclass(frozen=True)
class Label:
    """Words at a place: (2,) metres of the map, size in pixels, colour, first zoom, angle in degrees."""

    text: str
    place: NDArray[np.float64]
    size: int
    colour: tuple[int, int, int]
    first: int
    angle: float = 0.0
    spaced: bool = False


@cache
def to_mercator() -> Transformer:
    """Plane rectangular zone I to the metres of web maps."""
    return Transformer.from_crs("EPSG:6669", "EPSG:3857", always_xy=True)


def moved(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes in the metres of web maps."""
    made = shapely.transform(
        shapes, lambda points: np.column_stack(to_mercator().transform(points[:, 0], points[:, 1]))
    )
    return np.asarray(made, dtype=object)


def labels_of(town: Town, records: tuple[Record, ...]) -> list[Label]:
    """Return the names on the map, the most important first."""
    valley = town.valley

    def at(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_mercator().transform(points[:, 0], points[:, 1]))

    found = []
    for along, across, text in WATERS:
        place = at(valley.place(np.array([along]), np.array([across])))[0]
        sea = text.endswith("湾")
        found.append(Label(text, place, 19 if sea else 13, WATER_INK, 13 if sea else 15, spaced=sea))
    lots = np.array([lot.outline for lot in town.lots])
    middles = shapely.get_coordinates(shapely.centroid(lots))
    seen = set()
    for area, outline in zip(TOWN_BLOCKS, town.block_outlines, strict=True):
        inside = middles[shapely.contains_xy(outline, middles[:, 0], middles[:, 1])]
        if area.name in seen or not len(inside):
            continue
        seen.add(area.name)
        place = at(np.median(inside, axis=0)[None])[0]
        found.append(Label(area.name, place, 14, PLACE_INK, 15, spaced=True))
    places = at(np.array([building.footprint.centroid.coords[0] for building in town.buildings]))
    for record, place in zip(records, places, strict=True):
        if record.name in LANDMARKS:
            found.append(Label(LANDMARKS[record.name], place, 12, INK, 15))
    for record, place in zip(records, places, strict=True):
        if (
            record.name
            and record.name not in LANDMARKS
            and record.name.endswith(("公民館", "寺", "院", "郵便局"))
        ):
            found.append(Label(record.name, place, 11, INK, 17))
    found += road_labels(town)
    return found


def road_labels(town: Town) -> list[Label]:
    """Return the names of the larger roads, along them."""
    found, seen = [], set()
    for road in sorted(town.roads, key=lambda one: (-one.width, one.name)):
        line = moved(np.array([shapely.LineString(road.line)]))[0]
        if road.name in seen or road.kind in ("path", "stairs", "contour", "lane") or line.length < 220.0:
            continue
        seen.add(road.name)
        middle = line.length * 0.43
        a, b = (
            shapely.get_coordinates(shapely.line_interpolate_point(line, middle + shift))[0]
            for shift in (-30.0, 30.0)
        )
        angle = float(np.degrees(np.arctan2(b[1] - a[1], b[0] - a[0])))
        angle = angle - 180.0 if angle > 90.0 else angle + 180.0 if angle < -90.0 else angle
        found.append(Label(road.name, (a + b) / 2, 11, (110, 96, 70), 16 if road.width >= 8.0 else 17, angle))
    return found


def map_layers(town: Town, frame: Frame, zoom: int) -> Layers:
    """Lay out the map of a zoom in the metres of web maps."""
    layers = Layers(frame)
    outline = moved(np.array([town.terrain.outline]))
    everything = shapely.box(
        frame.west,
        frame.north - frame.height * frame.step,
        frame.west + frame.width * frame.step,
        frame.north,
    )
    layers.add([everything], [LAND], 0)
    layers.add(outline, [WOODS_COLOUR], 1)
    lots = np.array([lot.outline for lot in town.lots])
    uses = np.array([lot.use for lot in town.lots])
    built = shapely.union_all(shapely.buffer(lots[uses != "farm"], 6.0, quad_segs=2))
    layers.add(moved(np.array([built])), [BUILT], 1)
    quays = shapely.union_all(list(town.zone_outlines[:5]))
    layers.add(moved(np.array([quays])), [QUAY], 1)
    for use, colour in (("farm", FIELDS), ("park", PARK), ("cemetery", PARK), ("shrine", PARK)):
        chosen = moved(shapely.buffer(lots[uses == use], 0.6))
        layers.add(chosen, [colour] * len(chosen), 1)
    water = moved(np.array([shore.sea(town), town.water.river]))
    layers.add(water, [WATER] * 2, 2)
    layers.add(moved(np.array([town.water.works])), [QUAY], 0)
    least = 1.9 * frame.step * FINER
    roads = [
        road
        for road in sorted(town.roads, key=lambda one: one.width)
        if zoom >= 16 or road.width >= (4.0 if zoom == 15 else 6.0)
    ]
    lines = np.array([shapely.LineString(road.line) for road in roads])
    widths = np.array([max(road.width, least) for road in roads])
    edge = 0.7 * frame.step * FINER
    casing = moved(shapely.buffer(lines, widths / 2 + edge, cap_style="flat"))
    layers.add(casing, [CASING] * len(roads), 3)
    colours = [
        MAIN
        if road.kind == "main" or (road.kind == "port" and road.width > 10.0)
        else WALK
        if road.kind in ("stairs", "path")
        else STREET
        for road in roads
    ]
    layers.add(moved(shapely.buffer(lines, widths / 2, quad_segs=4)), colours, 3)
    if zoom >= 15:
        shapes = moved(np.array([building.footprint for building in town.buildings]))
        public = np.array([building.draft.usage in (421, 422) for building in town.buildings])
        if zoom >= 16:
            layers.add(shapes, [HOUSE_EDGE] * len(shapes), 4)
            shapes = shapely.buffer(shapes, -0.7 * frame.step * FINER, join_style="mitre")
        layers.add(shapes, [PUBLIC if one else HOUSE for one in public.tolist()], 4)
    return layers


def write_words(image: Image.Image, frame: Frame, labels: list[Label], zoom: int) -> None:
    """Write names with a light edge; one that would touch another is left out."""
    taken: list[tuple[float, float, float, float]] = []
    for label in labels:
        if zoom < label.first:
            continue
        row, column = (
            (frame.north - label.place[1]) / frame.step,
            (label.place[0] - frame.west) / frame.step,
        )
        font = ImageFont.truetype(str(sans_path()), label.size)
        text = "\u2009".join(label.text) if label.spaced else label.text
        left, top, right, bottom = font.getbbox(text, stroke_width=2)
        size = (int(right - left) + 6, int(bottom - top) + 6)
        patch = Image.new("RGBA", size, (*HALO, 0))
        ImageDraw.Draw(patch).text(
            (3 - left, 3 - top),
            text,
            font=font,
            fill=(*label.colour, 255),
            stroke_width=2,
            stroke_fill=(*HALO, 235),
        )
        if label.angle:
            patch = patch.rotate(label.angle, Image.Resampling.BICUBIC, expand=True)
        x, y = column - patch.width / 2, row - patch.height / 2
        box = (x - 3, y - 3, x + patch.width + 3, y + patch.height + 3)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        image.paste(patch, (round(x), round(y)), patch)


def shaded(town: Town, frame: Frame) -> NDArray[np.float32]:
    """Return the light on the slopes for a picture in the metres of web maps."""
    step = max(frame.step, 8.0)
    columns = frame.west + np.arange(step / 2, frame.width * frame.step, step)
    rows = frame.north - np.arange(step / 2, frame.height * frame.step, step)
    east, north = to_mercator().transform(*np.meshgrid(columns, rows), direction="INVERSE")
    heights = painting.filled(town.terrain.height(east, north))
    heights = ndimage.gaussian_filter(heights, 1.0)
    return painting.stretched(painting.relief_light(heights, step * 0.84), frame.shape)


def frame_of_zoom(bounds: tuple[float, float, float, float], zoom: int) -> tuple[Frame, int, int]:
    """Return the frame of all tiles of a zoom that show some bounds, and the first column and row."""
    side = 2 * HALF_WORLD / (1 << zoom)
    west, south, east, north = bounds
    first_column, last_column = (int((edge + HALF_WORLD) // side) for edge in (west, east))
    first_row, last_row = (int((HALF_WORLD - edge) // side) for edge in (north, south))
    step = side / TILE
    frame = Frame(
        first_column * side - HALF_WORLD,
        HALF_WORLD - first_row * side,
        step,
        (last_column - first_column + 1) * TILE,
        (last_row - first_row + 1) * TILE,
    )
    return frame, first_column, first_row


def make_tiles(town: Town, records: tuple[Record, ...]) -> Iterator[tuple[int, int, int, bytes]]:
    """Paint each zoom and cut it into tiles: zoom, column, row from the north, PNG."""
    labels = labels_of(town, records)
    bounds = tuple(shapely.total_bounds(moved(np.array([town.terrain.outline]))).tolist())
    for zoom in ZOOMS:
        frame, column, row = frame_of_zoom(bounds, zoom)
        fine = Frame(frame.west, frame.north, frame.step / FINER, frame.width * FINER, frame.height * FINER)
        picture, kinds = map_layers(town, fine, zoom).paint()
        light = shaded(town, fine)
        ground = kinds == 1
        picture[ground] *= np.clip(0.86 + 0.14 * light, 0.82, 1.04)[ground][:, None]
        picture = picture.reshape(frame.height, FINER, frame.width, FINER, 3).mean(axis=(1, 3))
        image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
        write_words(image, frame, labels, zoom)
        pixels = np.asarray(image)
        inside = painting.mask_of(frame, moved(np.array([town.terrain.outline])))
        for down in range(frame.height // TILE):
            for across in range(frame.width // TILE):
                place = np.s_[down * TILE : (down + 1) * TILE, across * TILE : (across + 1) * TILE]
                if inside[place].any():
                    yield zoom, column + across, row + down, png(pixels[place], inside[place])


def metadata(town: Town) -> dict[str, str]:
    """Return what an MBTiles file says of itself."""
    shape = town.terrain.outline
    to_degrees = Transformer.from_crs("EPSG:6669", "EPSG:6668", always_xy=True)
    corners = np.column_stack(to_degrees.transform(*shapely.get_coordinates(shape).T))
    low, high = corners.min(axis=0), corners.max(axis=0)
    return {
        "name": "汐見浜市 背景地図（架空）",
        "format": "png",
        "type": "baselayer",
        "version": "1.0",
        "description": "プログラムで作った架空の町の地図",
        "attribution": "gisapp 見本データ（CC0 1.0）",
        "minzoom": str(min(ZOOMS)),
        "maxzoom": str(max(ZOOMS)),
        "bounds": f"{low[0]:.6f},{low[1]:.6f},{high[0]:.6f},{high[1]:.6f}",
    }
