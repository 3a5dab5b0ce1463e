"""The whole town, frozen: what later additions (zones, hazards, parcels, scans) build on."""

from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator import districts
from sample_data.generator.buildings import Building, free_of_each_other, on_lot, on_site
from sample_data.generator.drafts import RULES
from sample_data.generator.hazards import scarp_outlines
from sample_data.generator.landform import Landform, make_landform
from sample_data.generator.lots import Lot, make_lots
from sample_data.generator.roads import Road, make_roads
from sample_data.generator.sites import Site, make_sites
from sample_data.generator.terrain import Terrain, make_terrain
from sample_data.generator.valley import SIDES, Floats, Hillside, Valley, make_hillside, make_valley
from sample_data.generator.water import Water, make_water

SEED = 42_999
# One random stream per topic, so that a change in one leaves the others as they are.
LANDFORM, LOTS, BUILDINGS, TERRAIN, ATTRIBUTES, TEXTURES, ORTHOPHOTO = range(7)


@dataclass(frozen=True, eq=False)
class Town:
    """The plan of the town. All outlines are in EPSG:6669 (east, north), heights T.P.

    Attributes
    ----------
    valley, hillsides
        The curved grids on which it is planned.
    landform
        Natural ground without terraces and walls.
    water
        Sea, river, harbour works.
    roads
        Every road, with centre line and width.
    sites
        Sites of public and large buildings.
    lots
        Every lot; ``Building.lot`` counts in this tuple.
    buildings
        Every building.
    bottoms
        (n,) lowest ground under each building.
    terrain
        The ground as it is; ``terrain.height(east, north)``.
    block_outlines
        One outline per row of ``districts.TOWN_BLOCKS``.
    zone_outlines
        One outline per row of ``districts.USE_ZONES``.
    """

    valley: Valley
    hillsides: dict[int, Hillside]
    landform: Landform
    water: Water
    roads: tuple[Road, ...]
    sites: tuple[Site, ...]
    lots: tuple[Lot, ...]
    buildings: tuple[Building, ...]
    bottoms: Floats
    terrain: Terrain
    block_outlines: tuple[shapely.Polygon, ...]
    zone_outlines: tuple[shapely.Polygon, ...]


def stream(topic: int) -> np.random.Generator:
    """Return the random stream of a topic."""
    return np.random.default_rng([SEED, topic])


def make_town() -> Town:
    """Build the town; the result is the same every time."""
    valley = make_valley()
    hillsides = {side: make_hillside(valley, side) for side in SIDES}
    landform = make_landform(valley, stream(LANDFORM))
    water = make_water(valley)
    sites = make_sites(valley, hillsides)
    site_ground = shapely.union_all([site.outline for site in sites])
    roads = tuple(
        Road(road.name, road.kind, road.width, shapely.get_coordinates(part))
        for road in make_roads(valley, hillsides)
        for part in shapely.get_parts(shapely.difference(shapely.LineString(road.line), site_ground))
        if part.length > 8.0
    )
    surface = shapely.union_all([road.surface() for road in roads])
    lots = make_lots(valley, hillsides, sites, surface, stream(LOTS))
    blocked = shapely.union_all([surface, water.sea(), water.river, *scarp_outlines(valley)])
    buildings = make_buildings(lots, sites, blocked, stream(BUILDINGS))
    built = {building.lot for building in buildings}
    terrain = make_terrain(valley, landform, roads, lots, built, water, stream(TERRAIN))
    footprints = np.array([building.footprint for building in buildings])
    return Town(
        valley=valley,
        hillsides=hillsides,
        landform=landform,
        water=water,
        roads=roads,
        sites=sites,
        lots=lots,
        buildings=buildings,
        bottoms=np.round(terrain.lowest_under(footprints), 3),
        terrain=terrain,
        block_outlines=tuple(districts.area_outline(valley, area) for area in districts.TOWN_BLOCKS),
        zone_outlines=tuple(districts.area_outline(valley, zone.area) for zone in districts.USE_ZONES),
    )


def make_buildings(
    lots: tuple[Lot, ...],
    sites: tuple[Site, ...],
    blocked: shapely.Geometry,
    rng: np.random.Generator,
) -> tuple[Building, ...]:
    """Build on every lot; nothing stands on blocked ground or in another building."""
    buildings: list[Building] = []
    for number, lot in enumerate(lots):
        if lot.site >= 0:
            buildings.extend(on_site(number, lot, sites[lot.site], rng))
        else:
            buildings.extend(on_lot(number, lot, RULES[lot.use](rng, lot), rng))
    return tuple(free_of_each_other(buildings, blocked))
