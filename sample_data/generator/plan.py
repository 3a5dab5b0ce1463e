"""The street plan, in plan numbers: which lines run where, and what stands between them.

Nothing here touches the map; ``roads`` and ``lots`` lay it out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sample_data.generator.valley import EAST, WEST, Floats, Valley, interpolated

RIVER_ALONG = (-200.0, 900.0, 1900.0, 2600.0)
RIVER_ACROSS = (-76.0, -76.0, -22.0, -10.0)
MAIN_ALONG = (-200.0, 1000.0, 1900.0, 2600.0)
MAIN_ACROSS = (0.0, 0.0, 16.0, 14.0)
RIVER_WIDTH = 15.0

QUAY_ROAD = 78.0
PORT_DEPTH = {EAST: 182.0, WEST: 38.0}
PORT_START = {EAST: -690.0, WEST: -760.0}


@dataclass(frozen=True)
class Line:
    """A street that runs along the valley.

    Attributes
    ----------
    name
        Name on the map.
    kind
        Kind of road, see ``roads``.
    width
        Metres.
    start, end
        First and last metre along the axis.
    anchor
        ``axis``, ``main``, ``river``, ``foot_east`` or ``foot_west``.
    offset
        Metres from the anchor, positive to the right (looking inland).
    """

    name: str
    kind: str
    width: float
    start: float
    end: float
    anchor: str
    offset: float

    def across(self, valley: Valley, along: ArrayLike) -> Floats:
        """Metres across the axis at each ``along``."""
        along = np.asarray(along, dtype=np.float64)
        if self.anchor == "main":
            base = interpolated(MAIN_ALONG, MAIN_ACROSS, along)
        elif self.anchor == "river":
            base = interpolated(RIVER_ALONG, RIVER_ACROSS, along)
        elif self.anchor == "foot_east":
            base = valley.floor_width(EAST, along)
        elif self.anchor == "foot_west":
            base = -valley.floor_width(WEST, along)
        else:
            base = np.zeros_like(along)
        return base + self.offset


FOOT = {
    EAST: Line("東山手通り", "foot", 6.0, -690.0, 1960.0, "foot_east", 0.0),
    WEST: Line("西山手通り", "foot", 6.0, -760.0, 1960.0, "foot_west", 0.0),
}

# From the river outward. A line stops by itself where the foot of the slope comes near.
LINES = {
    EAST: (
        Line("東川岸通り", "riverside", 5.0, QUAY_ROAD, 1960.0, "river", 13.0),
        Line("県道汐見浜港線", "main", 16.0, QUAY_ROAD, 1065.0, "main", 0.0),
        Line("県道汐見浜港線", "main", 9.0, 1065.0, 2260.0, "main", 0.0),
        Line("帆柱通り商店街", "shopping", 8.0, QUAY_ROAD, 605.0, "axis", 58.0),
        Line("帆柱通り", "street", 6.0, 605.0, 1600.0, "axis", 58.0),
        Line("市道中央1号線", "lane", 4.0, 690.0, 1600.0, "axis", 88.0),
        Line("市道中央2号線", "street", 6.0, QUAY_ROAD, 1600.0, "axis", 118.0),
        Line("市道中央3号線", "lane", 4.0, 520.0, 1600.0, "axis", 148.0),
        Line("市道中央4号線", "street", 6.0, QUAY_ROAD, 1600.0, "axis", 178.0),
        Line("市道中央5号線", "lane", 4.0, 285.0, 1600.0, "axis", 208.0),
        Line("市道中央6号線", "street", 6.0, QUAY_ROAD, 1600.0, "axis", 238.0),
        Line("市道中央7号線", "lane", 4.0, 360.0, 1600.0, "axis", 268.0),
        Line("寺前通り", "street", 6.0, QUAY_ROAD, 520.0, "axis", 298.0),
    ),
    WEST: (
        Line("西川岸通り", "riverside", 5.0, QUAY_ROAD, 1960.0, "river", -13.0),
        Line("市道西1号線", "lane", 4.0, 210.0, 1600.0, "axis", -120.0),
        Line("魚見通り", "street", 6.0, QUAY_ROAD, 1600.0, "axis", -150.0),
        Line("市道西2号線", "lane", 4.0, 210.0, 1600.0, "axis", -180.0),
        Line("市道西3号線", "street", 6.0, QUAY_ROAD, 1600.0, "axis", -210.0),
    ),
}
PORT_LINES = {
    EAST: (Line("臨港道路", "port", 12.0, PORT_START[EAST], QUAY_ROAD, "foot_east", -88.0),),
    WEST: (),
}

# Cross streets: metre along, width, name, the sides they serve. Both sides means a bridge.
BOTH = 0
CROSSINGS = (
    (QUAY_ROAD, 14.0, "海岸通り", BOTH),
    (142.0, 6.0, "波止場筋", EAST),
    (148.0, 6.0, "魚見筋", WEST),
    (212.0, 6.0, "魚河岸筋", BOTH),
    (286.0, 12.0, "市役所通り", BOTH),
    (350.0, 5.0, "松筋", WEST),
    (362.0, 6.0, "帆柱筋", EAST),
    (432.0, 5.0, "鐘楼筋", WEST),
    (440.0, 6.0, "菊筋", EAST),
    (520.0, 9.0, "学校通り", BOTH),
    (590.0, 5.0, "銀杏筋", WEST),
    (605.0, 6.0, "柳筋", EAST),
    (690.0, 6.0, "楠筋", BOTH),
    (762.0, 5.0, "梅筋", WEST),
    (784.0, 6.0, "椿筋", EAST),
    (870.0, 6.0, "石橋筋", BOTH),
    (965.0, 5.0, "桜筋", EAST),
    (978.0, 5.0, "桐筋", WEST),
    (1065.0, 6.0, "谷口筋", BOTH),
    (1160.0, 5.0, "柿木筋", EAST),
    (1178.0, 5.0, "栗筋", WEST),
    (1280.0, 5.0, "水車筋", BOTH),
    (1400.0, 5.0, "棚田口", BOTH),
    (1540.0, 4.0, "段畑筋", BOTH),
    (1680.0, 4.0, "上谷筋", BOTH),
    (1820.0, 4.0, "水源筋", BOTH),
    (1960.0, 4.0, "奥谷筋", BOTH),
)
PORT_CROSSINGS = {
    EAST: (-690.0, -575.0, -455.0, -340.0, -225.0, -110.0),
    WEST: (-760.0, -600.0, -450.0, -300.0, -150.0),
}
STREET_SPACING = 30.0
# How far up the slope people have built, by place along its foot.
BUILT_LIMIT = {
    EAST: (
        (
            -130,
            -60,
            0,
            80,
            150,
            250,
            390,
            480,
            545,
            610,
            680,
            740,
            850,
            930,
            990,
            1080,
            1150,
            1210,
            1320,
            1420,
            1500,
            1570,
        ),
        (0, 34, 66, 130, 215, 256, 256, 215, 122, 92, 152, 215, 186, 95, 95, 186, 152, 64, 125, 64, 32, 0),
    ),
    WEST: (
        (
            -780,
            -680,
            -560,
            -460,
            -350,
            -260,
            -170,
            -110,
            -40,
            60,
            180,
            300,
            400,
            480,
            545,
            610,
            700,
            840,
            900,
            960,
            1040,
            1110,
            1180,
            1290,
            1370,
            1460,
        ),
        (
            0,
            64,
            124,
            108,
            126,
            64,
            12,
            34,
            100,
            200,
            226,
            288,
            240,
            122,
            92,
            126,
            215,
            186,
            112,
            92,
            170,
            155,
            64,
            112,
            62,
            0,
        ),
    ),
}
STAIRS = {
    EAST: (-30, 62, 148, 228, 318, 402, 486, 566, 668, 748, 836, 930, 1012, 1104, 1190, 1286, 1384, 1470),
    WEST: (
        -640,
        -545,
        -450,
        -360,
        -270,
        -80,
        14,
        96,
        188,
        270,
        352,
        436,
        556,
        660,
        742,
        830,
        922,
        1016,
        1110,
        1220,
        1310,
        1400,
    ),
}
# Hill roads for cars, as (place along the foot, metres up the slope).
HILL_ROADS = {
    EAST: (
        (
            "坂本道",
            (
                (180, 0),
                (262, 30),
                (345, 62),
                (440, 98),
                (468, 108),
                (472, 121),
                (440, 134),
                (350, 165),
                (262, 198),
                (235, 210),
                (238, 223),
                (270, 232),
                (345, 244),
            ),
        ),
        (
            "月見坂道",
            (
                (690, 0),
                (770, 32),
                (850, 66),
                (885, 80),
                (888, 93),
                (858, 104),
                (780, 132),
                (700, 164),
                (682, 176),
                (690, 188),
                (730, 200),
                (790, 212),
            ),
        ),
        ("上谷坂道", ((1030, 0), (1110, 28), (1190, 60), (1270, 88), (1330, 108))),
    ),
    WEST: (
        ("灯台道", ((-250, 0), (-320, 26), (-400, 55), (-480, 82), (-560, 104))),
        (
            "魚見坂道",
            (
                (20, 0),
                (105, 32),
                (190, 66),
                (290, 104),
                (318, 116),
                (320, 129),
                (290, 140),
                (200, 172),
                (120, 200),
                (104, 211),
                (112, 222),
                (180, 236),
                (290, 262),
            ),
        ),
        (
            "椿坂道",
            (
                (610, 0),
                (690, 30),
                (770, 62),
                (860, 96),
                (880, 107),
                (880, 120),
                (850, 130),
                (770, 156),
                (700, 180),
            ),
        ),
    ),
}


def built_limit(side: int, foot: ArrayLike) -> Floats:
    """Metres up the slope to which the town is built, by place along the foot."""
    knots, values = BUILT_LIMIT[side]
    return interpolated(knots, values, foot)


def crossings(side: int) -> tuple[tuple[float, float, str], ...]:
    """Cross streets of one side, in order: metre along, width, name."""
    return tuple((place, width, name) for place, width, name, served in CROSSINGS if served in (side, BOTH))
