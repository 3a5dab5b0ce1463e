"""Buildings: what stands on each lot, how large, how high, under what roof."""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from sample_data.generator.footprints import Outline, outline
from sample_data.generator.lots import Lot
from sample_data.generator.site_plans import Planned
from sample_data.generator.sites import Site
from sample_data.generator.valley import Floats


@dataclass(frozen=True)
class Draft:
    """What is wanted on a lot, before it is fitted into it.

    Attributes
    ----------
    usage, structure
        Codes of the standard lists.
    width, depth
        Wanted metres; ``inf`` takes what the lot gives.
    setback, gap
        Metres kept free at the front and on the sides.
    shape, roof
        See ``footprints`` and ``roofs``.
    storeys
        Above ground.
    storey_height, pitch
        Metres; rise over run of the roof.
    year
        Year of construction.
    name
        Facility name, empty for none.
    behind
        Stands behind the first building of its lot.
    """

    usage: int
    structure: int
    width: float
    depth: float
    setback: float
    gap: float
    shape: str
    roof: str
    storeys: int
    storey_height: float
    pitch: float
    year: int
    name: str = ""
    behind: bool = False


@dataclass(frozen=True)
class Building:
    """One building in its place.

    Attributes
    ----------
    lot
        Number of its lot.
    draft
        What it is.
    corner, axis
        (2,) front left corner, EPSG:6669; unit vector along the front.
    width, depth
        Metres of the surrounding rectangle.
    mirrored
        Left and right swapped.
    local
        Outline in its own frame.
    footprint
        Outline on the map.
    """

    lot: int
    draft: Draft
    corner: Floats
    axis: Floats
    width: float
    depth: float
    mirrored: bool
    local: Outline
    footprint: shapely.Polygon

    @property
    def eave(self) -> float:
        """Height of the eaves, or of a flat roof, above the lowest ground, metres."""
        return round(self.draft.storeys * self.draft.storey_height + 0.4, 2)

    def on_map(self, local: Floats) -> Floats:
        """Frame to map.

        Parameters
        ----------
        local
            (n, 2) metres in the building's frame.
        """
        return to_map(local, self.corner, self.axis)


def to_map(local: Floats, corner: Floats, axis: Floats) -> Floats:
    """Points of a frame given by its corner and x axis on the map, (n, 2)."""
    across = np.array([-axis[1], axis[0]])
    return corner + local[:, :1] * axis + local[:, 1:2] * across


def place(
    lot: int, draft: Draft, corner: Floats, axis: Floats, size: tuple[float, float], *, mirrored: bool
) -> Building:
    """Put a draft of a given size at a corner."""
    local = outline(draft.shape, *size, mirrored=mirrored)
    shell = to_map(local.shell, corner, axis)
    holes = [to_map(hole, corner, axis) for hole in local.holes]
    return Building(
        lot=lot,
        draft=draft,
        corner=corner,
        axis=axis,
        width=size[0],
        depth=size[1],
        mirrored=mirrored,
        local=local,
        footprint=shapely.Polygon(shell, holes),
    )


def on_lot(number: int, lot: Lot, drafts: list[Draft], rng: np.random.Generator) -> list[Building]:
    """Fit the drafts of a lot into it, those that stand behind the first one last."""
    buildings: list[Building] = []
    for draft in drafts:
        setback = draft.setback
        if draft.behind:
            if not buildings:
                continue
            first = buildings[0]
            inward = np.array([-first.axis[1], first.axis[0]])
            setback = float((first.corner - lot.corners[0]) @ inward) + first.depth + 0.9
        building = fit(number, lot, draft, setback, rng)
        if building is not None:
            buildings.append(building)
    return buildings


def fit(number: int, lot: Lot, draft: Draft, setback: float, rng: np.random.Generator) -> Building | None:
    """Fit a draft into a lot, parallel to its street; ``None`` when there is no room."""
    corners = lot.corners
    axis = corners[1] - corners[0]
    axis = axis / np.linalg.norm(axis)
    across = np.array([-axis[1], axis[0]])
    x = (corners - corners[0]) @ axis
    y = (corners - corners[0]) @ across
    left, right = max(x[0], x[3]) + draft.gap, min(x[1], x[2]) - draft.gap
    room = shapely.buffer(lot.outline, -0.25)
    front = setback
    width = min(draft.width, right - left)
    depth = min(draft.depth, min(y[2], y[3]) - front - 0.5 * draft.gap - 0.3)
    if width < 4.2 or depth < 4.2:
        return None
    if draft.shape == "slab" and width < 18.0:
        draft = replace(draft, shape="rectangle")
    spare = right - left - width
    start = left + spare * float(rng.uniform(0.2, 0.8))
    mirrored = bool(rng.random() < 0.5)
    for _ in range(9):
        corner = corners[0] + start * axis + front * across
        building = place(number, draft, corner, axis, (round(width, 2), round(depth, 2)), mirrored=mirrored)
        if shapely.contains(room, building.footprint):
            return building
        start, front = start + 0.04 * width, front + 0.25
        width, depth = width * 0.93, depth * 0.93
        if width < 4.0 or depth < 4.0:
            return None
    return None


def planned_draft(planned: Planned, year: int) -> Draft:
    """Draft of a building planned by hand."""
    pitch = {"irimoya": 0.62, "gable": 0.28 if planned.width > 20.0 else 0.5, "hip": 0.45}.get(
        planned.roof, 0.35
    )
    return Draft(
        usage=planned.usage,
        structure=planned.structure,
        width=planned.width,
        depth=planned.depth,
        setback=0.0,
        gap=0.0,
        shape=planned.shape,
        roof=planned.roof,
        storeys=planned.storeys,
        storey_height=planned.storey_height,
        pitch=pitch,
        year=year,
        name=planned.name,
    )


def on_site(number: int, lot: Lot, site: Site, rng: np.random.Generator) -> list[Building]:
    """Return the buildings of a site, in the frame of its front."""
    front = lot.corners[1] - lot.corners[0]
    axis = front / np.linalg.norm(front)
    year = int(rng.integers(1966, 2016))
    buildings = []
    for planned in site.plan.planned:
        old = 1868 if site.plan.use == "shrine" else year
        draft = planned_draft(planned, old)
        corner = to_map(np.array([[planned.left, planned.front]]), lot.corners[0], axis)[0]
        buildings.append(place(number, draft, corner, axis, (planned.width, planned.depth), mirrored=False))
    return buildings


def free_of_each_other(buildings: list[Building], blocked: shapely.Geometry) -> list[Building]:
    """Leave out what stands in a road or in water, or on an earlier building."""
    footprints = np.array([building.footprint for building in buildings])
    shapely.prepare(blocked)
    keep = ~shapely.intersects(blocked, footprints)
    first, second = shapely.STRtree(footprints).query(footprints, predicate="intersects")
    for earlier, later in zip(first, second, strict=True):
        if earlier < later and keep[earlier]:
            keep[later] = False
    return [building for building, stays in zip(buildings, keep, strict=True) if stays]
