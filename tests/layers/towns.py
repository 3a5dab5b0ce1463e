"""A project that uses everything a project file can hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from layers.base import Layer, Source
from layers.computed import Computed
from layers.filters import AnyOf, Condition, Not, Operator
from layers.namedsets import NamedSet
from layers.project import Camera, Group, Note, Project
from layers.query.model import (
    Arithmetic,
    Call,
    Circle,
    Column,
    Compare,
    Features,
    Kind,
    Number,
    Relation,
    Ring,
    Share,
    Sign,
)
from layers.registry import Registry
from styles.presets import preset
from styles.style import Fixed
from tests.fakes import BoxCity, box_city

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, eq=False)
class TintedCity(BoxCity):
    """A kind of layer with settings of its own."""

    kind: ClassVar[str] = "tinted"
    tint: str = "warm"
    edges: bool = True
    strength: float = 0.5
    levels: tuple[int, ...] = (1, 2)


STOREYS = Column("storeys")
LOW = Arithmetic(Sign.TIMES, STOREYS, Number(2.5))
STOREY_HEIGHT = Arithmetic(Sign.OVER, Column("measured_height"), STOREYS)

KINDS: Registry[type[Layer]] = Registry(
    "", {"boxes": "tests.fakes:BoxCity", "tinted": "tests.layers.towns:TintedCity"}
)


def town(folder: Path) -> Project:
    """Return a project that uses everything a project file can hold."""
    boxes = replace(
        box_city(20, name="館林市の建物"),
        source=Source(
            folder / "data" / "10207_tatebayashi-shi_2020.zip",
            "boxes",
            {"count": 20, "lods": [1, 2]},
            modified="2026-11-21T10:00:00+09:00",
            size=1234,
            digest="ab" * 32,
            licence="CC BY 4.0",
            credit="国土交通省 Project PLATEAU",
        ),
        visible=False,
        opacity=0.4,
        group="建物",
        style=preset("measured_height").style("measured_height"),
        filter=(
            Condition("measured_height", Operator.AT_LEAST, 10),
            AnyOf((Condition("usage", Operator.IN, ("411", "412")), Condition("year", Operator.MISSING))),
            Not(
                Compare(
                    Column("measured_height"), Operator.LESS, Arithmetic(Sign.TIMES, STOREYS, Number(2.5))
                )
            ),
            Condition("storeys", Operator.BETWEEN, (1, 40)),
            AnyOf(
                (
                    Relation(Kind.NEAR, Features("third", Condition("usage", Operator.IN, ("401",))), 50.0),
                    Relation(Kind.INSIDE, Ring(((0.0, 0.0), (100.0, 0.5), (50.0, 80.0)))),
                    Compare(Share(Circle(1.0, 2.0, 30.0)), Operator.AT_LEAST, Number(50.0)),
                )
            ),
        ),
        columns=(Computed("calc_1", "階高", "m", Call("round", (STOREY_HEIGHT, Number(1.0)))),),
    )
    plain = box_city(4, "second")
    plain = replace(plain, source=replace(plain.source, path=folder / "data" / "box_city.gml"))
    tinted = TintedCity(
        "third", "色つき", plain.crs, plain.source, data=plain.data, tint="cold", levels=(0,), strength=1
    )
    return Project(
        name="港町",
        crs="EPSG:6669",
        origin=(34700.0, -27700.0, 10.0),
        layers=(
            replace(boxes, style=preset("building_usage").style("usage")),
            replace(boxes, id="heights"),
            replace(plain, style=Fixed((1, 2, 3))),
            tinted,
        ),
        groups=(Group("建物", open=False), Group("空")),
        camera=Camera((1.5, 2.0, 300.0), (0.0, 1e-9, 12.0), (0.0, 1.0, 0.0), 45.0),
        sets=(
            NamedSet("空き家の候補", "heights", (Condition("year", Operator.LESS, 1981),)),
            NamedSet("現地で見た 5 棟", "second", runs=((0, 2), (3, 1)), data=":4"),
        ),
        notes=(Note("n1", "ここで待ち合わせ 🚶\n二行目", (129.87, 32.75, 12.3), "2026-11-21"),),
    )


def first_town(folder: Path) -> Project:
    """Return the town as far as format 1 could hold it."""
    project = town(folder)

    def older(layer: Layer) -> Layer:
        return replace(layer, filter=layer.filter[:2], columns=())

    return replace(project, layers=tuple(older(layer) for layer in project.layers), sets=())
