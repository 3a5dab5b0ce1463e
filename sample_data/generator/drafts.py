"""What people build where: one small rule per use of land."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sample_data.generator.buildings import Draft
from sample_data.generator.lots import Lot

WOOD, STEEL_CONCRETE, CONCRETE, STEEL, LIGHT_STEEL = 601, 602, 603, 604, 605
INF = float("inf")

HOUSE_SHAPES = ("rectangle", "l", "lean-to")


def pick(rng: np.random.Generator, options: tuple[str, ...], weights: tuple[float, ...]) -> str:
    """One of the options."""
    return options[int(rng.choice(len(options), p=np.array(weights) / sum(weights)))]


def year(rng: np.random.Generator, middle: float, spread: float) -> int:
    """Draft a year of construction, not after the survey."""
    return int(np.clip(round(rng.normal(middle, spread)), 1905, 2023))


def house(rng: np.random.Generator, size: float, middle_year: float, setback: float) -> Draft:
    """Draft a detached house, mostly of wood with two storeys."""
    storeys = int(rng.choice([1, 2, 3], p=[0.16, 0.78, 0.06]))
    shape = pick(rng, HOUSE_SHAPES, (0.5, 0.28, 0.22))
    roof = pick(rng, ("gable", "hip", "shed", "flat"), (0.58, 0.26, 0.06, 0.10))
    if shape == "l":
        roof = "flat" if roof == "flat" else "gable"
    elif shape == "lean-to" and roof == "shed":
        roof = "gable"
    built = year(rng, middle_year, 15.0)
    structure = CONCRETE if roof == "flat" and rng.random() < 0.5 else WOOD
    if (roof == "flat" and structure == WOOD) or (built > 1980 and rng.random() < 0.15):
        structure = LIGHT_STEEL
    grow = 1.22 if storeys == 1 else 1.0
    return Draft(
        usage=411,
        structure=structure,
        width=float(np.clip(rng.normal(8.6, 1.1), 6.2, 11.5)) * size * grow,
        depth=float(np.clip(rng.normal(7.6, 0.9), 5.8, 9.8)) * size,
        setback=setback * float(rng.uniform(0.8, 1.5)),
        gap=0.6,
        shape=shape,
        roof=roof,
        storeys=storeys,
        storey_height=2.85,
        pitch=float(rng.choice([0.4, 0.45, 0.5])),
        year=built,
    )


def block(
    rng: np.random.Generator,
    usage: int,
    storeys: int,
    *,
    structure: int = CONCRETE,
    setback: float = 0.6,
    gap: float = 0.5,
    depth: float = INF,
    height: float = 3.3,
) -> Draft:
    """Draft a block with a flat roof that fills the width of its lot."""
    return Draft(
        usage=usage,
        structure=structure,
        width=INF,
        depth=depth,
        setback=setback,
        gap=gap,
        shape=pick(rng, ("rectangle", "notched"), (0.72, 0.28)),
        roof="flat",
        storeys=storeys,
        storey_height=height,
        pitch=0.0,
        year=year(rng, 1984.0, 12.0),
    )


def apartments(rng: np.random.Generator, storeys: int, usage: int = 412) -> Draft:
    """Draft an apartment building: a slab along the street."""
    return Draft(
        usage=usage,
        structure=STEEL_CONCRETE if storeys > 9 else CONCRETE,
        width=INF,
        depth=float(rng.uniform(12.5, 15.5)),
        setback=float(rng.uniform(2.0, 5.0)),
        gap=1.2,
        shape="slab" if rng.random() < 0.7 else "rectangle",
        roof="flat",
        storeys=storeys,
        storey_height=2.95,
        pitch=0.0,
        year=year(rng, 1999.0, 10.0),
    )


def shop(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Shopping street: narrow fronts, no gap, old town houses between newer blocks."""
    del lot
    if rng.random() < 0.05:
        return []
    usage = int(rng.choice([413, 402, 414], p=[0.55, 0.35, 0.10]))
    if rng.random() < 0.42:
        return [
            Draft(
                413,
                WOOD,
                INF,
                float(rng.uniform(12.0, 17.0)),
                0.3,
                0.22,
                "rectangle",
                "gable",
                2,
                3.0,
                0.45,
                year(rng, 1952.0, 14.0),
            )
        ]
    storeys = int(rng.choice([2, 3, 4, 5], p=[0.25, 0.42, 0.23, 0.10]))
    return [block(rng, usage, storeys, setback=0.3, gap=0.25, depth=float(rng.uniform(14.0, 20.0)))]


def commercial(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Draft the main street: offices and shops of three to ten storeys."""
    if rng.random() < 0.09:
        return []
    on_main = lot.road == "main"
    shares = [0.2, 0.25, 0.22, 0.15, 0.11, 0.07] if on_main else [0.46, 0.3, 0.14, 0.06, 0.03, 0.01]
    storeys = int(rng.choice([3, 4, 5, 6, 8, 10], p=shares))
    usage = int(rng.choice([401, 402, 404, 414], p=[0.38, 0.28, 0.18, 0.16]))
    structure = STEEL_CONCRETE if storeys > 7 else CONCRETE if rng.random() < 0.7 else STEEL
    return [block(rng, usage, storeys, structure=structure, depth=float(rng.uniform(15.0, 20.0)))]


def mixed(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Around the centre: apartment buildings on wide lots, shops, clinics and houses on others."""
    front = float(np.linalg.norm(lot.corners[1] - lot.corners[0]))
    chance = rng.random()
    if chance < 0.08:
        return []
    if front > 21.0:
        storeys = int(rng.choice([5, 7, 9, 11, 13, 14], p=[0.22, 0.24, 0.2, 0.16, 0.1, 0.08]))
        usage = 414 if rng.random() < 0.3 else 412
        tower = apartments(rng, storeys, usage)
        if usage == 414 and storeys >= 7:
            return [replace(tower, shape="podium", depth=20.0, setback=1.0, gap=0.6)]
        return [tower]
    if chance < 0.55:
        usage = int(rng.choice([413, 401, 402, 422, 415], p=[0.42, 0.2, 0.2, 0.1, 0.08]))
        return [
            block(
                rng,
                usage,
                int(rng.integers(2, 5)),
                depth=float(rng.uniform(13.0, 20.0)),
                setback=1.2,
                gap=0.8,
            )
        ]
    return [house(rng, 1.15, 1978.0, 2.0)]


def detached(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Residential lanes on the valley floor."""
    chance = rng.random()
    if chance < 0.08:
        return []
    if chance < 0.15:
        return [
            block(
                rng,
                412,
                2,
                structure=WOOD if rng.random() < 0.5 else LIGHT_STEEL,
                depth=8.5,
                setback=1.4,
                height=2.8,
            )
        ]
    if chance < 0.21:
        return [block(rng, int(rng.choice([413, 415, 402])), int(rng.integers(2, 4)), depth=9.5, setback=0.8)]
    return [house(rng, 1.0, 1977.0, 1.2 if lot.road == "lane" else 1.6)]


def large_house(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Deeper lots: larger houses with a shed, small apartment buildings, car parks."""
    front = float(np.linalg.norm(lot.corners[1] - lot.corners[0]))
    chance = rng.random()
    if chance < 0.09:
        return []
    if chance < 0.25 and front > 15.0:
        return [apartments(rng, int(rng.choice([3, 4, 5])))]
    if chance < 0.34:
        return [
            block(
                rng,
                int(rng.choice([401, 402, 415, 422])),
                int(rng.integers(1, 4)),
                structure=STEEL,
                depth=13.0,
                setback=3.0,
                gap=1.0,
            )
        ]
    main = house(rng, 1.22, 1970.0, 3.2)
    return [main, shed(rng)] if rng.random() < 0.3 else [main]


def shed(rng: np.random.Generator) -> Draft:
    """Draft a small outbuilding at the back of a lot."""
    return Draft(
        454,
        WOOD,
        float(rng.uniform(4.3, 5.5)),
        float(rng.uniform(4.3, 5.0)),
        0.0,
        0.8,
        "rectangle",
        "shed",
        1,
        2.5,
        0.2,
        year(rng, 1985.0, 14.0),
        behind=True,
    )


def slope(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Slope housing: small houses, more empty lots where no car can reach."""
    chance = rng.random()
    if chance < (0.10 if lot.road == "foot" else 0.16 if lot.road == "contour" else 0.25):
        return []
    if lot.road == "foot" and chance > 0.9:
        return [block(rng, int(rng.choice([412, 413])), 3, depth=9.5, setback=0.8)]
    return [house(rng, 0.94, 1966.0 if lot.road == "path" else 1974.0, 0.9)]


def temple(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Draft a temple: main hall under a hip-and-gable roof."""
    del lot
    return [
        Draft(
            422,
            WOOD,
            17.0,
            16.0,
            13.0,
            3.0,
            "rectangle",
            "irimoya",
            1,
            5.2,
            0.62,
            int(rng.integers(1640, 1880)),
        )
    ]


def farm(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Upper valley: fields, here and there a farmhouse with a barn."""
    del lot
    if rng.random() < 0.55:
        return []
    main = Draft(
        411,
        WOOD,
        float(rng.uniform(11.0, 14.5)),
        float(rng.uniform(7.5, 9.0)),
        4.0,
        1.5,
        "rectangle",
        pick(rng, ("gable", "hip", "irimoya"), (0.5, 0.25, 0.25)),
        int(rng.choice([1, 2])),
        3.0,
        0.5,
        year(rng, 1948.0, 22.0),
    )
    if rng.random() < 0.5:
        return [main]
    barn = Draft(
        451,
        WOOD,
        float(rng.uniform(6.5, 9.0)),
        float(rng.uniform(5.5, 6.5)),
        0.0,
        1.0,
        "rectangle",
        "gable",
        1,
        3.4,
        0.4,
        year(rng, 1965.0, 15.0),
        behind=True,
    )
    return [main, barn]


def factory(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Works: one large hall."""
    del lot
    roof = pick(rng, ("saw", "gable", "flat"), (0.3, 0.45, 0.25))
    return [
        Draft(
            441,
            STEEL,
            float(rng.uniform(26.0, 44.0)),
            float(rng.uniform(20.0, 30.0)),
            5.0,
            3.0,
            "rectangle",
            roof,
            1,
            float(rng.uniform(7.0, 10.0)),
            0.25,
            year(rng, 1976.0, 10.0),
        )
    ]


def warehouse(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Harbour sheds in a row."""
    del lot
    if rng.random() < 0.06:
        return []
    roof = pick(rng, ("gable", "flat", "shed"), (0.68, 0.22, 0.1))
    usage = int(rng.choice([431, 441, 402], p=[0.75, 0.17, 0.08]))
    return [
        Draft(
            usage,
            STEEL,
            INF,
            float(rng.uniform(20.0, 30.0)),
            5.0,
            2.2,
            "rectangle",
            roof,
            1,
            float(rng.uniform(6.5, 9.0)),
            0.24,
            year(rng, 1973.0, 10.0),
        )
    ]


def fishing(rng: np.random.Generator, lot: Lot) -> list[Draft]:
    """Fishing hamlet: houses on the coast road, net sheds behind them at the water."""
    del lot
    if rng.random() < 0.1:
        return []
    drafts = [house(rng, 0.92, 1962.0, 0.6)]
    if rng.random() < 0.62:
        drafts.append(
            Draft(
                451,
                WOOD,
                INF,
                6.5,
                0.0,
                0.5,
                "rectangle",
                pick(rng, ("gable", "shed"), (0.7, 0.3)),
                1,
                3.3,
                0.35,
                year(rng, 1970.0, 12.0),
                behind=True,
            )
        )
    return drafts


RULES: dict[str, Callable[[np.random.Generator, Lot], list[Draft]]] = {
    "shop": shop,
    "commercial": commercial,
    "mixed": mixed,
    "house": detached,
    "large house": large_house,
    "slope": slope,
    "temple": temple,
    "farm": farm,
    "factory": factory,
    "warehouse": warehouse,
    "fishing": fishing,
}
