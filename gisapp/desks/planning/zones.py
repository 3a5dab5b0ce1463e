"""The parts of a site that lie in different zones, and what a city plan says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.planning.districts import District, district

if TYPE_CHECKING:
    import shapely


@dataclass(frozen=True)
class Slope:
    """A height that begins at a boundary and rises with the distance from it."""

    height: float
    rise: float


@dataclass(frozen=True, eq=False)
class Zone:
    """What the city plan says of one part of a site.

    Attributes
    ----------
    use
        Id or name of the use district.
    floor_area_ratio, coverage_ratio
        As designated, %; None when nobody knows.
    area
        Where it holds, metres; None for the whole site.
    road_width_factor
        k of 52条2項, None for the usual one of the district.
    road_slope, road_reach
        Of the road slant where the special authority designated others (別表第三備考三), None for the usual.
    adjacent
        Height and slope of the adjacent slant where another was designated, None for the usual.
    height_limit
        Of 55条 or of a district plan, metres above the ground level; None for none.
    shadow_class
        1, 2 or 3 of 別表第四 when an ordinance designates the zone, 0 when it is known that none does, None
        when nobody knows.
    shadow_plane
        Measuring height above the mean ground level, metres.
    wall_setback
        外壁後退 of 54条 or of a district plan, metres.
    height_district_north
        Slopes of a height district (高度地区) from the true north: each holds, the lowest counts.
    height_district_limit
        Highest height of a height district, metres.
    """

    use: str
    floor_area_ratio: float | None = None
    coverage_ratio: float | None = None
    area: shapely.Geometry | None = None
    road_width_factor: float | None = None
    road_slope: float | None = None
    road_reach: float | None = None
    adjacent: Slope | None = None
    height_limit: float | None = None
    shadow_class: int | None = None
    shadow_plane: float = 4.0
    wall_setback: float = 0.0
    height_district_north: tuple[Slope, ...] = ()
    height_district_limit: float | None = None

    @property
    def district(self) -> District:
        """The use district."""
        return district(self.use)

    @property
    def factor(self) -> float:
        """The k of 52条2項."""
        return (
            self.district.road_width_factors[0] if self.road_width_factor is None else self.road_width_factor
        )

    @property
    def slope(self) -> float:
        """Slope of the road slant."""
        return self.district.road_slopes[0] if self.road_slope is None else self.road_slope

    @property
    def adjacent_slope(self) -> Slope | None:
        """The adjacent slant (56条1項2号), None where there is none."""
        if self.adjacent is not None or not self.district.adjacent:
            return self.adjacent
        return Slope(*self.district.adjacent[0])

    @property
    def north_slope(self) -> Slope | None:
        """The north slant (56条1項3号), None where there is none.

        In 中高層 it is off where an ordinance designates a shadow class (text of 56条1項3号).
        """
        found = self.district.north
        if found is None or (self.district.group == "mid" and self.shadow_class):
            return None
        return Slope(*found)

    @property
    def doubles_slope(self) -> bool:
        """Whether 56条3項 holds: steeper from 1.25 times the width of a road of 12 m and more."""
        return self.district.group in ("mid", "residential")
