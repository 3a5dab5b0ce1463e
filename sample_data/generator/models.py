"""What is drawn of one building: solids, things attached to it, windows and doors."""

from dataclasses import dataclass

import numpy as np

from sample_data.generator import roofs
from sample_data.generator.buildings import Building
from sample_data.generator.faces import WALL, Face, box
from sample_data.generator.valley import Floats

LANDMARK = "汐見浜市役所本庁舎"
ARCADE, ROOF_HOUSE = "1020", "1041"
WINDOW, DOOR = "Window", "Door"


@dataclass(frozen=True)
class Opening:
    """A window or door in a wall.

    Attributes
    ----------
    kind
        ``Window`` or ``Door``.
    ring
        (4, 3) counter-clockwise from outside, not closed.
    """

    kind: str
    ring: Floats


@dataclass(frozen=True)
class Solid:
    """A closed solid with the openings of its faces.

    Attributes
    ----------
    faces
        Faces in the building's frame.
    storeys, height
        Of this solid; metres.
    openings
        Openings by number of the face.
    """

    faces: tuple[Face, ...]
    storeys: int
    height: float
    openings: dict[int, tuple[Opening, ...]]


@dataclass(frozen=True)
class Model:
    """Everything drawn of a building.

    Attributes
    ----------
    solids
        One, or one for each building part.
    attached
        Function code and faces of each installation.
    """

    solids: tuple[Solid, ...]
    attached: tuple[tuple[str, tuple[Face, ...]], ...]


def make_model(building: Building, use: str) -> Model:
    """Make the LOD2 (and for the landmark LOD3) model of a building.

    Parameters
    ----------
    building
        The building.
    use
        Use of its lot.
    """
    if building.draft.shape in ("podium", "terminal"):
        solids = tuple(
            Solid(tuple(faces), storeys, height, {}) for faces, storeys, height in roofs.parts(building)
        )
    else:
        faces = tuple(roofs.solid(building))
        openings = windows(faces, building) if building.draft.name == LANDMARK else {}
        height = round(building.eave + roofs.rise_of(building), 1)
        solids = (Solid(faces, building.draft.storeys, height, openings),)
    return Model(solids, tuple(attachments(building, use)))


def attachments(building: Building, use: str) -> list[tuple[str, tuple[Face, ...]]]:
    """Arcade roofs along the shopping street, stair and lift houses on flat roofs."""
    draft, found = building.draft, []
    if use == "shop":
        low = np.array([0.0, -2.6, 5.0])
        high = np.array([building.width, 0.0, 5.3])
        found.append((ARCADE, tuple(box(low, high))))
    room = min(building.width, building.depth)
    if (
        draft.roof == "flat"
        and draft.storeys >= 5
        and draft.shape in ("rectangle", "slab", "hall", "notched")
        and room > 9.0
    ):
        deck = building.eave - roofs.parapet_of(draft.storeys)
        low = np.array([0.42 * building.width, 0.34 * building.depth, deck])
        high = low + np.array([4.6, 3.8, 3.4])
        found.append((ROOF_HOUSE, tuple(box(low, high))))
    return found


def windows(faces: tuple[Face, ...], building: Building) -> dict[int, tuple[Opening, ...]]:
    """Make a regular front: one row of windows per storey, an entrance in the longest wall."""
    lengths = {
        number: wall_length(one)
        for number, one in enumerate(faces)
        if one.kind == WALL and reaches_ground(one)
    }
    longest = max(lengths, key=lambda number: lengths[number])
    found = {}
    for number, length in lengths.items():
        if length < 7.0:
            continue
        columns = int(length // 4.2)
        cells = []
        for storey in range(building.draft.storeys):
            low = storey * building.draft.storey_height
            for column in range(columns):
                middle = (column + 0.5) * length / columns
                entrance = storey == 0 and number == longest and column == columns // 2
                half, sill, top = (1.6, 0.05, 2.8) if entrance else (1.05, 1.0, 2.7)
                cells.append(
                    (DOOR if entrance else WINDOW, middle - half, middle + half, low + sill, low + top)
                )
        found[number] = tuple(Opening(kind, on_wall(faces[number], *cell)) for kind, *cell in cells)
    return found


def wall_length(one: Face) -> float:
    """Length of the foot of a wall."""
    return float(np.linalg.norm(one.rings[0][1, :2] - one.rings[0][0, :2]))


def reaches_ground(one: Face) -> bool:
    """Whether a wall stands on the ground."""
    return bool(one.rings[0][0, 2] == 0.0)


def on_wall(one: Face, left: float, right: float, low: float, high: float) -> Floats:
    """Rectangle on a wall, metres from its left end and above the ground."""
    start, end = one.rings[0][0, :2], one.rings[0][1, :2]
    ahead = (end - start) / np.linalg.norm(end - start)
    a, b = start + left * ahead, start + right * ahead
    return np.array([[*a, low], [*b, low], [*b, high], [*a, high]])
