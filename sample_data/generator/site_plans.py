"""Sites planned by hand: public buildings, schools, parks, and what stands on them."""

from dataclasses import dataclass

from sample_data.generator.valley import EAST, WEST


@dataclass(frozen=True)
class Planned:
    """One building planned by hand on a site.

    Attributes
    ----------
    name
        Facility name, empty for none.
    usage
        Usage code of the standard list.
    left, front, width, depth
        Metres in the frame of the site: from its left end, from its front, along and
        away from the front.
    storeys
        Storeys above ground.
    roof
        Kind of roof, see ``roofs``.
    shape
        Outline, see ``footprints``.
    structure
        Structure code of the standard list.
    storey_height
        Metres.
    """

    name: str
    usage: int
    left: float
    front: float
    width: float
    depth: float
    storeys: int
    roof: str = "flat"
    shape: str = "rectangle"
    structure: int = 603
    storey_height: float = 3.6


@dataclass(frozen=True)
class SitePlan:
    """A site in plan numbers.

    Attributes
    ----------
    name
        Name of the site.
    use
        Use of the lot, see ``lots``.
    box
        On the floor: along from, to, across from, to. On a slope: foot from, to, rise from, to.
    front
        Side on which the street runs: ``low`` or ``high`` (along), ``left`` or ``right``
        (across, looking inland).
    slope
        ``None`` on the floor, else the side of the valley.
    planned
        The buildings.
    """

    name: str
    use: str
    box: tuple[float, float, float, float]
    front: str
    slope: int | None
    planned: tuple[Planned, ...]


def slabs(count: int, name: str) -> tuple[Planned, ...]:
    """Parallel slabs of public housing."""
    return tuple(
        Planned(
            f"{name}{number + 1}号棟", 412, 6.0, 5.0 + 20.5 * number, 62.0, 10.5, 5, "flat", "slab", 603, 2.85
        )
        for number in range(count)
    )


TOWN_SITES = (
    SitePlan(
        "汐見浜市役所",
        "public",
        (293.5, 357.5, -53.0, -9.5),
        "right",
        None,
        (
            Planned("汐見浜市役所本庁舎", 421, 5.0, 14.0, 40.0, 17.0, 7, "flat", "hall", 602, 3.9),
            Planned("汐見浜市役所別館", 421, 49.0, 9.0, 12.0, 26.0, 4),
        ),
    ),
    SitePlan(
        "汐見浜警察署",
        "public",
        (366.0, 400.0, -53.0, -9.5),
        "right",
        None,
        (Planned("汐見浜警察署", 421, 3.0, 8.0, 27.0, 18.0, 5, shape="bay"),),
    ),
    SitePlan(
        "汐見浜消防署",
        "public",
        (402.0, 436.0, -53.0, -9.5),
        "right",
        None,
        (
            Planned("汐見浜消防署", 421, 3.0, 10.0, 27.0, 16.0, 3, storey_height=4.2),
            Planned("", 421, 27.0, 32.0, 5.0, 5.0, 5),
        ),
    ),
    SitePlan(
        "汐見浜市民会館",
        "public",
        (444.0, 515.0, -53.0, -9.5),
        "right",
        None,
        (
            Planned("汐見浜市民会館", 422, 3.0, 5.0, 34.0, 33.0, 3, shape="court", storey_height=5.2),
            Planned("汐見浜市立図書館", 422, 42.0, 9.0, 26.0, 26.0, 3, shape="court", storey_height=4.4),
        ),
    ),
    SitePlan(
        "汐見浜市民体育館",
        "public",
        (609.0, 686.0, -53.0, -9.5),
        "right",
        None,
        (
            Planned(
                "汐見浜市民体育館", 422, 12.0, 6.0, 48.0, 32.0, 2, "arch", structure=604, storey_height=6.0
            ),
        ),
    ),
    SitePlan(
        "中央病院",
        "public",
        (444.0, 515.0, 121.5, 174.5),
        "left",
        None,
        (Planned("汐見浜中央病院", 422, 5.0, 6.0, 60.0, 36.0, 9, "flat", "podium", 602, 4.0),),
    ),
    SitePlan(
        "中央公園",
        "park",
        (366.0, 436.5, 121.5, 174.5),
        "left",
        None,
        (Planned("中央公園管理棟", 422, 58.0, 44.0, 7.0, 5.0, 1, "hip", structure=601),),
    ),
    SitePlan(
        "帆柱通り百貨店",
        "commercial",
        (293.5, 357.5, 62.5, 114.5),
        "left",
        None,
        (Planned("帆柱通り百貨店", 402, 2.0, 2.0, 58.0, 46.0, 6, shape="notched", storey_height=4.3),),
    ),
    SitePlan(
        "谷口ショッピングセンター",
        "commercial",
        (609.0, 686.0, 9.0, 54.0),
        "left",
        None,
        (
            Planned(
                "谷口ショッピングセンター", 402, 14.0, 16.0, 56.0, 26.0, 2, structure=604, storey_height=4.5
            ),
        ),
    ),
    SitePlan(
        "汐見浜小学校",
        "school",
        (354.0, 514.0, -263.0, -214.0),
        "right",
        None,
        (
            Planned("汐見浜小学校校舎", 422, 8.0, 32.0, 92.0, 13.0, 4, shape="slab"),
            Planned(
                "汐見浜小学校体育館",
                422,
                122.0,
                20.0,
                24.0,
                26.0,
                1,
                "arch",
                structure=604,
                storey_height=8.0,
            ),
            Planned("", 422, 106.0, 6.0, 10.0, 8.0, 1, "gable", structure=601),
        ),
    ),
    SitePlan(
        "汐見浜中学校",
        "school",
        (788.5, 865.0, 62.5, 174.5),
        "left",
        None,
        (
            Planned("汐見浜中学校校舎", 422, 6.0, 70.0, 66.0, 36.0, 4, shape="court"),
            Planned(
                "汐見浜中学校体育館", 422, 8.0, 10.0, 22.0, 30.0, 1, "arch", structure=604, storey_height=8.5
            ),
        ),
    ),
    SitePlan(
        "汐見浜高等学校",
        "school",
        (983.0, 1060.0, -158.0, -95.0),
        "right",
        None,
        (
            Planned("汐見浜高等学校校舎", 422, 5.0, 24.0, 46.0, 34.0, 4, shape="u"),
            Planned(
                "汐見浜高等学校体育館",
                422,
                52.0,
                4.0,
                20.0,
                30.0,
                1,
                "arch",
                structure=604,
                storey_height=8.5,
            ),
        ),
    ),
    SitePlan("谷口市営住宅", "housing", (969.0, 1061.0, 62.0, 147.0), "left", None, slabs(4, "谷口市営住宅")),
    SitePlan(
        "汐見浜神社",
        "shrine",
        (500.0, 550.0, 93.5, 138.0),
        "right",
        WEST,
        (
            Planned(
                "汐見浜神社拝殿", 422, 19.0, 14.0, 13.0, 9.0, 1, "irimoya", structure=601, storey_height=4.6
            ),
            Planned(
                "汐見浜神社本殿", 422, 22.0, 28.0, 7.0, 7.0, 1, "gable", structure=601, storey_height=4.8
            ),
            Planned("", 422, 35.5, 16.0, 8.0, 6.5, 1, "hip", structure=601),
        ),
    ),
    SitePlan(
        "坂上小学校",
        "school",
        (702.0, 786.0, 213.0, 258.0),
        "left",
        EAST,
        (
            Planned("坂上小学校校舎", 422, 12.0, 27.0, 60.0, 11.0, 3, shape="slab"),
            Planned(
                "坂上小学校体育館", 422, 57.0, 3.5, 17.0, 21.0, 1, "arch", structure=604, storey_height=7.5
            ),
        ),
    ),
    SitePlan("山手墓地", "cemetery", (330.0, 440.0, 261.0, 296.0), "left", EAST, ()),
    SitePlan(
        "灯台公園",
        "park",
        (-610.0, -560.0, 128.0, 160.0),
        "right",
        WEST,
        (Planned("汐見浜灯台", 454, 20.0, 10.0, 6.0, 6.0, 4, "flat", "round", 603, 4.0),),
    ),
)
