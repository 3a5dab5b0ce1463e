"""Closed LOD2 solids of buildings: gable, hip, shed, temple, saw-tooth and vaulted roofs, parts."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from sample_data.generator import footprints
from sample_data.generator.buildings import Building
from sample_data.generator.faces import (
    ROOF,
    WALL,
    Corner,
    Face,
    around,
    face,
    flat,
    ground,
    level,
    upright,
    wall,
)
from sample_data.generator.footprints import Outline


def gable_parts(width: float, front: float, back: float, eave: float, ridge: float) -> list[Face]:
    """Front, right, back and left wall, then both roof faces; the ridge runs along x."""
    middle = (front + back) / 2.0
    return [
        upright((0, front), (width, front), 0, eave),
        wall(
            (width, front, 0),
            (width, back, 0),
            (width, back, eave),
            (width, middle, ridge),
            (width, front, eave),
        ),
        upright((width, back), (0, back), 0, eave),
        wall((0, back, 0), (0, front, 0), (0, front, eave), (0, middle, ridge), (0, back, eave)),
        face(ROOF, (0, front, eave), (width, front, eave), (width, middle, ridge), (0, middle, ridge)),
        face(ROOF, (width, back, eave), (0, back, eave), (0, middle, ridge), (width, middle, ridge)),
    ]


def hip_parts(width: float, front: float, back: float, eave: float, ridge: float) -> list[Face]:
    """As :func:`gable_parts` with four slopes; a pyramid when nearly square."""
    middle, inset = (front + back) / 2.0, (back - front) / 2.0
    walls = [
        upright((0, front), (width, front), 0, eave),
        upright((width, front), (width, back), 0, eave),
        upright((width, back), (0, back), 0, eave),
        upright((0, back), (0, front), 0, eave),
    ]
    left, right = inset, width - inset
    corners: list[Corner] = [(0, front, eave), (width, front, eave), (width, back, eave), (0, back, eave)]
    if right - left < 0.6:
        top = (width / 2.0, middle, ridge)
        return walls + [
            face(ROOF, a, b, top) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
        ]
    start, end = (left, middle, ridge), (right, middle, ridge)
    return [
        *walls,
        face(ROOF, corners[0], corners[1], end, start),
        face(ROOF, corners[1], corners[2], end),
        face(ROOF, corners[2], corners[3], start, end),
        face(ROOF, corners[3], corners[0], start),
    ]


def gable(width: float, depth: float, eave: float, rise: float) -> list[Face]:
    """Gable roof over a rectangle."""
    return [ground(footprints.rectangle(width, depth)), *gable_parts(width, 0, depth, eave, eave + rise)]


def hip(width: float, depth: float, eave: float, rise: float) -> list[Face]:
    """Hip roof over a rectangle at least as wide as deep."""
    return [ground(footprints.rectangle(width, depth)), *hip_parts(width, 0, depth, eave, eave + rise)]


def shed(width: float, depth: float, eave: float, rise: float) -> list[Face]:
    """One slope, highest at the back."""
    top = eave + rise
    return [
        ground(footprints.rectangle(width, depth)),
        upright((0, 0), (width, 0), 0, eave),
        wall((width, 0, 0), (width, depth, 0), (width, depth, top), (width, 0, eave)),
        upright((width, depth), (0, depth), 0, top),
        wall((0, depth, 0), (0, 0, 0), (0, 0, eave), (0, depth, top)),
        face(ROOF, (0, 0, eave), (width, 0, eave), (width, depth, top), (0, depth, top)),
    ]


def irimoya(width: float, depth: float, eave: float, rise: float) -> list[Face]:
    """Hip-and-gable roof of temples: slopes all around, gables above the end slopes."""
    inset = 0.26 * depth
    middle, ridge = depth / 2.0, eave + rise
    knee = eave + rise * inset / middle
    right = width - inset
    back = depth - inset
    return [
        ground(footprints.rectangle(width, depth)),
        *around(footprints.rectangle(width, depth).shell, 0.0, eave),
        face(ROOF, (0, 0, eave), (width, 0, eave), (right, inset, knee), (right, middle, ridge),
             (inset, middle, ridge), (inset, inset, knee)),
        face(ROOF, (width, depth, eave), (0, depth, eave), (inset, back, knee), (inset, middle, ridge),
             (right, middle, ridge), (right, back, knee)),
        face(ROOF, (width, 0, eave), (width, depth, eave), (right, back, knee), (right, inset, knee)),
        face(ROOF, (0, depth, eave), (0, 0, eave), (inset, inset, knee), (inset, back, knee)),
        face(WALL, (right, inset, knee), (right, back, knee), (right, middle, ridge)),
        face(WALL, (inset, back, knee), (inset, inset, knee), (inset, middle, ridge)),
    ]  # fmt: skip


def saw(width: float, depth: float, eave: float, rise: float) -> list[Face]:
    """Saw-tooth roof: lights on the left of each tooth."""
    count = max(3, round(width / 11.0))
    places = [round(width * tooth / count, 3) for tooth in range(count + 1)]
    top = eave + rise
    front: list[Corner] = [(width, 0, eave)]
    for place in reversed(places[1:-1]):
        front += [(place, 0, top), (place, 0, eave)]
    front.append((0, 0, top))
    rear: list[Corner] = [(x, depth, z) for x, _, z in reversed(front)]
    faces = [
        ground(footprints.rectangle(width, depth)),
        wall((0, 0, 0), (width, 0, 0), *front),
        upright((width, 0), (width, depth), 0, eave),
        wall((width, depth, 0), (0, depth, 0), *rear),
        upright((0, depth), (0, 0), 0, top),
    ]
    for left, right in pairwise(places):
        faces.append(face(ROOF, (left, 0, top), (right, 0, eave), (right, depth, eave), (left, depth, top)))
        if left > 0:
            faces.append(upright((left, depth), (left, 0), eave, top))
    return faces


def arch(width: float, depth: float, eave: float, rise: float) -> list[Face]:
    """Vaulted roof of a sports hall, in eight strips along x."""
    angle = np.linspace(0.0, np.pi, 9)
    places = np.round(depth * (1.0 - np.cos(angle)) / 2.0, 3).tolist()
    heights = np.round(eave + rise * np.sin(angle), 3).tolist()
    profile = list(zip(places, heights, strict=True))
    faces = [
        ground(footprints.rectangle(width, depth)),
        upright((0, 0), (width, 0), 0, eave),
        wall((width, 0, 0), (width, depth, 0), *((width, y, z) for y, z in reversed(profile))),
        upright((width, depth), (0, depth), 0, eave),
        wall((0, depth, 0), (0, 0, 0), *((0, y, z) for y, z in profile)),
    ]
    for (near, low), (far, high) in pairwise(profile):
        faces.append(face(ROOF, (0, near, low), (width, near, low), (width, far, high), (0, far, high)))
    return faces


def l_gable(width: float, depth: float, eave: float, pitch: float) -> list[Face]:
    """Gable roof over an L: the lower ridge of the wing runs into the front slope."""
    wing, length = footprints.wing_size(width, depth)
    middle, ridge = (length + depth) / 2.0, eave + pitch * (depth - length) / 2.0
    half, low = wing / 2.0, eave + pitch * wing / 2.0
    meet = length + half
    shell = footprints.ring(
        (0, 0), (wing, 0), (wing, length), (width, length), (width, depth), (0, depth), (0, length)
    )
    return [
        ground(Outline(shell)),
        wall((0, 0, 0), (wing, 0, 0), (wing, 0, eave), (half, 0, low), (0, 0, eave)),
        upright((wing, 0), (wing, length), 0, eave),
        upright((wing, length), (width, length), 0, eave),
        wall((width, length, 0), (width, depth, 0), (width, depth, eave), (width, middle, ridge),
             (width, length, eave)),
        upright((width, depth), (0, depth), 0, eave),
        wall((0, depth, 0), (0, length, 0), (0, length, eave), (0, middle, ridge), (0, depth, eave)),
        upright((0, length), (0, 0), 0, eave),
        face(ROOF, (0, 0, eave), (half, 0, low), (half, meet, low), (0, length, eave)),
        face(ROOF, (wing, 0, eave), (wing, length, eave), (half, meet, low), (half, 0, low)),
        face(ROOF, (0, length, eave), (half, meet, low), (wing, length, eave), (width, length, eave),
             (width, middle, ridge), (0, middle, ridge)),
        face(ROOF, (width, depth, eave), (0, depth, eave), (0, middle, ridge), (width, middle, ridge)),
    ]  # fmt: skip


def with_lean_to(width: float, depth: float, eave: float, roof: str, pitch: float) -> list[Face]:
    """Make a house with a lower lean-to at the front."""
    left, right, length = footprints.lean_to_size(width, depth)
    high = min(2.9, 0.85 * eave)
    low = high - 0.45
    body = depth - length
    if roof == "flat":
        main = around(footprints.ring((0, length), (width, length), (width, depth), (0, depth)), 0.0, eave)
        main.append(
            level(ROOF, footprints.ring((0, length), (width, length), (width, depth), (0, depth)), eave)
        )
    else:
        rise = pitch * min(body, width) / 2.0
        parts = hip_parts if roof == "hip" and width >= body else gable_parts
        main = parts(width, length, depth, eave, eave + rise)
    notch = wall(
        (0, length, 0), (left, length, 0), (left, length, high), (right, length, high), (right, length, 0),
        (width, length, 0), (width, length, eave), (0, length, eave),
    )  # fmt: skip
    return [
        ground(footprints.lean_to(width, depth)),
        notch,
        *main[1:],
        upright((left, 0), (right, 0), 0, low),
        wall((right, 0, 0), (right, length, 0), (right, length, high), (right, 0, low)),
        wall((left, length, 0), (left, 0, 0), (left, 0, low), (left, length, high)),
        face(ROOF, (left, 0, low), (right, 0, low), (right, length, high), (left, length, high)),
    ]


RECTANGLE_ROOFS: dict[str, Callable[[float, float, float, float], list[Face]]] = {
    "gable": gable,
    "hip": hip,
    "shed": shed,
    "irimoya": irimoya,
    "saw": saw,
    "arch": arch,
}


def rise_of(building: Building) -> float:
    """Metres from the eaves to the highest point of the roof."""
    draft = building.draft
    short = min(building.width, building.depth)
    if draft.roof == "flat":
        return 0.0
    if draft.roof == "shed":
        return round(min(draft.pitch, 0.25) * building.depth, 2)
    if draft.roof in ("saw", "arch"):
        return 2.4 if draft.roof == "saw" else round(0.16 * short, 2)
    if draft.shape == "l":
        return round(
            draft.pitch * (building.depth - footprints.wing_size(building.width, building.depth)[1]) / 2.0, 2
        )
    if draft.shape == "lean-to":
        body = building.depth - footprints.lean_to_size(building.width, building.depth)[2]
        return round(draft.pitch * min(body, building.width) / 2.0, 2)
    return round(draft.pitch * short / 2.0, 2)


def median_height(building: Building) -> float:
    """Height of the LOD1 block: the middle of the roof."""
    return round(building.eave + rise_of(building) / 2.0, 2)


def turned(faces: list[Face], width: float) -> list[Face]:
    """Quarter turn of faces drawn over (depth, width), so that their x runs along y."""
    return [
        Face(
            one.kind,
            tuple(np.column_stack([width - ring[:, 1], ring[:, 0], ring[:, 2]]) for ring in one.rings),
        )
        for one in faces
    ]


def swapped(faces: list[Face], width: float) -> list[Face]:
    """Left and right exchanged."""
    return [
        Face(
            one.kind,
            tuple(np.column_stack([width - ring[:, 0], ring[:, 1], ring[:, 2]])[::-1] for ring in one.rings),
        )
        for one in faces
    ]


def parapet_of(storeys: int) -> float:
    """Height of the parapet."""
    return 0.9 if storeys >= 3 else 0.35


def solid(building: Building) -> list[Face]:
    """Make the closed solid of a building without parts.

    Parameters
    ----------
    building
        Any building except a podium or terminal, which consist of parts.

    Returns
    -------
    list[Face]
        Faces in the building's frame.
    """
    draft, width, depth, eave = building.draft, building.width, building.depth, building.eave
    rise = rise_of(building)
    if draft.shape == "l" and draft.roof == "gable":
        faces = l_gable(width, depth, eave, draft.pitch)
    elif draft.shape == "lean-to":
        faces = with_lean_to(width, depth, eave, draft.roof, draft.pitch)
    elif draft.shape == "rectangle" and draft.roof != "flat":
        build = RECTANGLE_ROOFS[draft.roof]
        if depth > width and draft.roof not in ("shed", "saw"):
            return turned(build(depth, width, eave, rise), width)
        faces = build(width, depth, eave, rise)
    else:
        parapet = 0.0 if draft.shape == "round" else parapet_of(draft.storeys)
        return flat(building.local, eave, parapet)
    return swapped(faces, width) if building.mirrored else faces


def parts(building: Building) -> list[tuple[list[Face], int, float]]:
    """Make the parts of a podium or terminal: faces, storeys and height of each."""
    width, depth, draft = building.width, building.depth, building.draft
    if draft.shape == "podium":
        left, right, near, low = 0.16 * width, 0.84 * width, 0.38 * depth, min(3, draft.storeys - 1)
    else:
        left, right, near, low = 0.08 * width, 0.24 * width, 0.42 * depth, 2
    tower_storeys = draft.storeys if draft.shape == "podium" else 4
    tower = round(tower_storeys * draft.storey_height + 0.4, 2)
    base = round(low * draft.storey_height + 0.4, 2)
    around_tower = footprints.ring(
        (0, 0),
        (width, 0),
        (width, depth),
        (right, depth),
        (right, near),
        (left, near),
        (left, depth),
        (0, depth),
    )
    block = footprints.ring((left, near), (right, near), (right, depth), (left, depth))
    return [
        (flat(Outline(around_tower), base, parapet_of(low)), low, base),
        (flat(Outline(block), tower, parapet_of(tower_storeys)), tower_storeys, tower),
    ]
