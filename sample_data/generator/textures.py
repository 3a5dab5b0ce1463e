"""Drawn textures for a few buildings: fronts with windows, tiled roofs."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from sample_data.generator.buildings import Building
from sample_data.generator.faces import GROUND, ROOF, WALL, Face
from sample_data.generator.valley import Floats

SIZE = 256
PIXELS_PER_METRE = 9.0
GAP = 2
ROOF_TILE = 56

Colour = tuple[int, int, int]
PLASTER: tuple[Colour, ...] = (
    (226, 216, 196),
    (208, 196, 176),
    (232, 228, 220),
    (190, 176, 150),
    (214, 204, 208),
)
CONCRETE: tuple[Colour, ...] = (
    (204, 202, 196),
    (222, 214, 200),
    (186, 190, 194),
    (210, 190, 170),
    (176, 160, 148),
)
AWNINGS: tuple[Colour, ...] = ((150, 52, 44), (36, 84, 120), (44, 100, 70), (176, 120, 36), (96, 56, 96))
GLASS: Colour = (92, 118, 138)
WOOD: Colour = (104, 76, 54)


@dataclass(frozen=True)
class Texture:
    """The image of a building and where it lies on its faces.

    Attributes
    ----------
    suffix
        File name ending, ``jpg`` or ``png``.
    mime_type
        Its kind.
    data
        The file.
    coordinates
        Name of each polygon and, ring by ring, (n, 2) texture coordinates, v upward.
    """

    suffix: str
    mime_type: str
    data: bytes
    coordinates: tuple[tuple[str, tuple[Floats, ...]], ...]


@dataclass(frozen=True)
class Slot:
    """A place in the image: left, top, width, height in pixels."""

    left: int
    top: int
    width: int
    height: int


def wall_size(one: Face) -> tuple[float, float]:
    """Length and height of a wall in metres."""
    ring = one.rings[0]
    length = np.linalg.norm(ring[1, :2] - ring[0, :2])
    return float(length), float(ring[:, 2].max() - ring[:, 2].min())


def pack(sizes: list[tuple[float, float]]) -> list[Slot]:
    """Shelves of slots for walls, largest scale that fits beside the roof tile."""
    scale = PIXELS_PER_METRE
    while True:
        slots, left, top, shelf = [], ROOF_TILE + GAP, 0, ROOF_TILE
        for length, height in sizes:
            width = min(max(8, round(length * scale)), SIZE - GAP)
            tall = max(8, round(height * scale))
            if left + width > SIZE:
                left, top, shelf = 0, top + shelf + GAP, 0
            slots.append(Slot(left, top, width, tall))
            left, shelf = left + width + GAP, max(shelf, tall)
        if top + shelf <= SIZE:
            return slots
        scale *= 0.9


def pick(rng: np.random.Generator, colours: tuple[Colour, ...]) -> Colour:
    """One of the colours, a little lighter or darker."""
    chosen = colours[int(rng.integers(len(colours)))]
    shift = int(rng.integers(-8, 9))
    return tuple(int(np.clip(part + shift, 0, 255)) for part in chosen)  # type: ignore[return-value]


def darker(colour: Colour, share: float) -> Colour:
    """Return a colour with less light."""
    return tuple(int(part * share) for part in colour)  # type: ignore[return-value]


def block_front(draw: ImageDraw.ImageDraw, slot: Slot, storeys: int, colours: tuple[Colour, Colour]) -> None:
    """Concrete front: bands between the storeys, windows, a shop window below."""
    base, sign = colours
    right, bottom = slot.left + slot.width - 1, slot.top + slot.height - 1
    draw.rectangle((slot.left, slot.top, right, bottom), fill=base)
    storey = slot.height / storeys
    columns = max(1, round(slot.width / max(storey * 0.95, 9.0)))
    for level in range(storeys):
        low = bottom - level * storey
        draw.line((slot.left, round(low), right, round(low)), fill=darker(base, 0.82))
        if level == 0:
            draw.rectangle(
                (slot.left + 2, round(low - 0.72 * storey), right - 2, round(low - 1)),
                fill=darker(GLASS, 0.8),
            )
            draw.rectangle(
                (slot.left, round(low - 0.98 * storey), right, round(low - 0.74 * storey)), fill=sign
            )
            continue
        for column in range(columns):
            start = slot.left + (column + 0.2) * slot.width / columns
            end = slot.left + (column + 0.8) * slot.width / columns
            draw.rectangle(
                (round(start), round(low - 0.8 * storey), round(end), round(low - 0.3 * storey)), fill=GLASS
            )


def wood_front(draw: ImageDraw.ImageDraw, slot: Slot, storeys: int, colours: tuple[Colour, Colour]) -> None:
    """Old town house: plaster above, lattice below, posts between."""
    base, sign = colours
    right, bottom = slot.left + slot.width - 1, slot.top + slot.height - 1
    draw.rectangle((slot.left, slot.top, right, bottom), fill=base)
    storey = slot.height / (storeys + 0.6)
    draw.rectangle((slot.left, round(bottom - 0.8 * storey), right, bottom), fill=darker(WOOD, 0.8))
    for place in range(slot.left + 2, right, 4):
        draw.line((place, round(bottom - 0.76 * storey), place, bottom), fill=WOOD)
    draw.rectangle((slot.left, round(bottom - storey), right, round(bottom - 0.82 * storey)), fill=sign)
    for part in (0.2, 0.6):
        start, end = slot.left + part * slot.width, slot.left + (part + 0.22) * slot.width
        draw.rectangle(
            (round(start), round(bottom - 1.7 * storey), round(end), round(bottom - 1.25 * storey)),
            fill=GLASS,
        )
    for place in (slot.left, right):
        draw.line((place, slot.top, place, bottom), fill=WOOD)


def temple_front(draw: ImageDraw.ImageDraw, slot: Slot, storeys: int, colours: tuple[Colour, Colour]) -> None:
    """Temple hall: white fields between dark posts, a dark gallery below."""
    del storeys, colours
    right, bottom = slot.left + slot.width - 1, slot.top + slot.height - 1
    draw.rectangle((slot.left, slot.top, right, bottom), fill=(236, 230, 216))
    draw.rectangle((slot.left, round(bottom - 0.2 * slot.height), right, bottom), fill=WOOD)
    for step in range(8):
        place = slot.left + round(step * (slot.width - 1) / 7)
        draw.line((place, slot.top, place, bottom), fill=WOOD, width=2)
    draw.line(
        (slot.left, round(slot.top + 0.3 * slot.height), right, round(slot.top + 0.3 * slot.height)),
        fill=WOOD,
        width=2,
    )


def plain_wall(draw: ImageDraw.ImageDraw, slot: Slot, storeys: int, colours: tuple[Colour, Colour]) -> None:
    """Inside of a parapet, gable above a lower roof."""
    del storeys
    box = (slot.left, slot.top, slot.left + slot.width - 1, slot.top + slot.height - 1)
    draw.rectangle(box, fill=darker(colours[0], 0.9))


def roof_tile(draw: ImageDraw.ImageDraw, rng: np.random.Generator, *, tiled: bool) -> None:
    """Roof pattern in the upper left corner."""
    base: Colour = (96, 98, 104) if tiled else (150, 150, 146)
    if tiled and rng.random() < 0.35:
        base = (132, 82, 62)
    draw.rectangle((0, 0, ROOF_TILE - 1, ROOF_TILE - 1), fill=base)
    if tiled:
        for row in range(0, ROOF_TILE, 7):
            draw.line((0, row, ROOF_TILE - 1, row), fill=darker(base, 0.7))
        for column in range(0, ROOF_TILE, 5):
            draw.line((column, 0, column, ROOF_TILE - 1), fill=darker(base, 0.86))
    else:
        draw.rectangle((3, 3, ROOF_TILE - 4, ROOF_TILE - 4), outline=darker(base, 0.9))


def on_slot(one: Face, slot: Slot) -> tuple[Floats, ...]:
    """Texture coordinates of a wall."""
    start, end = one.rings[0][0, :2], one.rings[0][1, :2]
    length, height = wall_size(one)
    ahead = (end - start) / length
    low = one.rings[0][:, 2].min()
    found = []
    for ring in one.rings:
        u = (slot.left + (ring[:, :2] - start) @ ahead / length * slot.width) / SIZE
        v = 1.0 - (slot.top + (1.0 - (ring[:, 2] - low) / height) * slot.height) / SIZE
        found.append(np.clip(np.column_stack([u, v]), 0.0, 1.0))
    return tuple(found)


def on_roof(one: Face) -> tuple[Floats, ...]:
    """Texture coordinates of a roof face: its outline over the roof pattern, courses level."""
    outer = one.rings[0]
    normal = np.cross(outer[1] - outer[0], outer[2] - outer[1])
    normal /= np.linalg.norm(normal)
    level = np.array([-normal[1], normal[0], 0.0])
    across = np.array([1.0, 0.0, 0.0]) if np.linalg.norm(level) < 1e-6 else level / np.linalg.norm(level)
    up = np.cross(normal, across)
    plane = [np.column_stack([ring @ across, ring @ up]) for ring in one.rings]
    low, high = plane[0].min(axis=0), plane[0].max(axis=0)
    inside = (ROOF_TILE - 2) / SIZE
    return tuple(
        (corners - low) / (high - low) * inside + np.array([1.0 / SIZE, 1.0 - inside - 1.0 / SIZE])
        for corners in plane
    )


Front = Callable[[ImageDraw.ImageDraw, Slot, int, tuple[Colour, Colour]], None]


def make_texture(
    building: Building, faces: tuple[Face, ...], name: str, rng: np.random.Generator, *, png: bool
) -> Texture:
    """Draw the texture of one building.

    Parameters
    ----------
    building
        What it is.
    faces
        Faces of its solid.
    name
        Name under which its polygons are written.
    rng
        Source of colours.
    png
        PNG instead of JPEG.
    """
    draft = building.draft
    walls = [number for number, one in enumerate(faces) if one.kind == WALL and min(wall_size(one)) > 0.4]
    slots = dict(zip(walls, pack([wall_size(faces[number]) for number in walls]), strict=True))
    image = Image.new("RGB", (SIZE, SIZE), (200, 198, 192))
    draw = ImageDraw.Draw(image)
    roof_tile(draw, rng, tiled=draft.roof != "flat")
    wooden = draft.structure == 601
    front: Front = temple_front if draft.roof == "irimoya" else wood_front if wooden else block_front
    colours = (pick(rng, PLASTER if wooden else CONCRETE), pick(rng, AWNINGS))
    coordinates = []
    for number, one in enumerate(faces):
        if number in slots:
            draw_wall = front if one.rings[0][:, 2].min() == 0.0 else plain_wall
            draw_wall(draw, slots[number], draft.storeys, colours)
            coordinates.append((f"{name}_{number}", on_slot(one, slots[number])))
        elif one.kind == ROOF:
            coordinates.append((f"{name}_{number}", on_roof(one)))
        elif one.kind != GROUND:
            continue
    stream = io.BytesIO()
    if png:
        image.quantize(48, method=Image.Quantize.MEDIANCUT).save(stream, "PNG", optimize=True)
    else:
        image.save(stream, "JPEG", quality=82)
    return Texture(
        "png" if png else "jpg", "image/png" if png else "image/jpeg", stream.getvalue(), tuple(coordinates)
    )
