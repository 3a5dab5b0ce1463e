"""CityGML as text, made for tests."""

from __future__ import annotations

from dataclasses import dataclass

DEGREES_PER_METRE = 1e-5
"""About right for both directions in the middle of Japan; tests that want metres project themselves."""
HERE = (36.101, 139.501)
"""Latitude and longitude where the buildings of tests stand."""
MESH = "54391420"
"""The mesh that holds them."""

NAMESPACES = {
    "core": "http://www.opengis.net/citygml/2.0",
    "gml": "http://www.opengis.net/gml",
    "bldg": "http://www.opengis.net/citygml/building/2.0",
    "app": "http://www.opengis.net/citygml/appearance/2.0",
    "gen": "http://www.opengis.net/citygml/generics/2.0",
    "tran": "http://www.opengis.net/citygml/transportation/2.0",
    "uro": "https://www.geospatial.jp/iur/uro/3.1",
    "xlink": "http://www.w3.org/1999/xlink",
}
SRS = "http://www.opengis.net/def/crs/EPSG/0/6697"

Point = tuple[float, float, float]


def model(
    *members: str, srs: str = SRS, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>\n'
) -> str:
    """Return a document around members."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    named = f' srsName="{srs}"' if srs else ""
    return (
        f"{declaration}<core:CityModel {declared}>\n"
        f'<gml:boundedBy><gml:Envelope{named} srsDimension="3">'
        f"<gml:lowerCorner>{HERE[0]} {HERE[1]} 0</gml:lowerCorner>"
        f"<gml:upperCorner>{HERE[0] + 0.01} {HERE[1] + 0.01} 50</gml:upperCorner>"
        "</gml:Envelope></gml:boundedBy>\n" + "\n".join(members) + "\n</core:CityModel>\n"
    )


def member(content: str) -> str:
    return f"<core:cityObjectMember>\n{content}\n</core:cityObjectMember>"


def positions(points: list[Point]) -> str:
    """Return the text of a ring; points are metres east, north, up from :data:`HERE`."""
    return " ".join(
        f"{HERE[0] + north * DEGREES_PER_METRE!r} {HERE[1] + east * DEGREES_PER_METRE!r} {up!r}"
        for east, north, up in points
    )


def ring(points: list[Point], *, closed: bool = True, id: str = "") -> str:  # noqa: A002 - as GML calls it
    points = [*points, points[0]] if closed and points else points
    named = f' gml:id="{id}"' if id else ""
    return f"<gml:LinearRing{named}><gml:posList>{positions(points)}</gml:posList></gml:LinearRing>"


def polygon(points: list[Point], *holes: list[Point], id: str = "", closed: bool = True) -> str:  # noqa: A002
    inner = "".join(f"<gml:interior>{ring(hole)}</gml:interior>" for hole in holes)
    named = f' gml:id="{id}"' if id else ""
    ring_id = f"{id}_ring" if id else ""
    return (
        f"<gml:Polygon{named}><gml:exterior>{ring(points, closed=closed, id=ring_id)}</gml:exterior>"
        f"{inner}</gml:Polygon>"
    )


def surfaces(*polygons: str) -> str:
    inside = "".join(f"<gml:surfaceMember>{text}</gml:surfaceMember>" for text in polygons)
    return f"<gml:MultiSurface>{inside}</gml:MultiSurface>"


def solid(*polygons: str) -> str:
    inside = "".join(f"<gml:surfaceMember>{text}</gml:surfaceMember>" for text in polygons)
    return (
        "<gml:Solid><gml:exterior><gml:CompositeSurface>"
        f"{inside}</gml:CompositeSurface></gml:exterior></gml:Solid>"
    )


@dataclass(frozen=True)
class Box:
    """A box: corner and size in metres from :data:`HERE`."""

    east: float = 0.0
    north: float = 0.0
    bottom: float = 0.0
    width: float = 10.0
    depth: float = 8.0
    height: float = 6.0

    def corners(self, up: float) -> list[Point]:
        """Return the corners counter-clockwise seen from above."""
        east, north = self.east + self.width, self.north + self.depth
        return [
            (self.east, self.north, up),
            (east, self.north, up),
            (east, north, up),
            (self.east, north, up),
        ]

    def faces(self) -> list[list[Point]]:
        """Return bottom, top and four walls, each counter-clockwise seen from outside."""
        low, high = self.corners(self.bottom), self.corners(self.bottom + self.height)
        walls = [[low[k], low[(k + 1) % 4], high[(k + 1) % 4], high[k]] for k in range(4)]
        return [low[::-1], high, *walls]


def lod0(box: Box) -> str:
    return f"<bldg:lod0RoofEdge>{surfaces(polygon(box.corners(0.0)))}</bldg:lod0RoofEdge>"


def lod1(box: Box) -> str:
    return f"<bldg:lod1Solid>{solid(*(polygon(face) for face in box.faces()))}</bldg:lod1Solid>"


def lod2(box: Box, prefix: str) -> str:
    """Return boundary surfaces with a solid that refers to them."""
    kinds = ["GroundSurface", "RoofSurface", *["WallSurface"] * 4]
    names = [f"{prefix}_{number}" for number in range(6)]
    links = "".join(f'<gml:surfaceMember xlink:href="#{name}"/>' for name in names)
    bounding = "".join(
        f"<bldg:boundedBy><bldg:{kind}><bldg:lod2MultiSurface>{surfaces(polygon(face, id=name))}"
        f"</bldg:lod2MultiSurface></bldg:{kind}></bldg:boundedBy>"
        for kind, name, face in zip(kinds, names, box.faces(), strict=True)
    )
    return (
        "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface>"
        f"{links}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>{bounding}"
    )


def building(id: str, content: str = "", name: str = "") -> str:  # noqa: A002 - as GML calls it
    """Return a member with a building; without content it is a box of LOD1."""
    named = f"<gml:name>{name}</gml:name>" if name else ""
    return member(
        f'<bldg:Building gml:id="{id}">{named}<bldg:measuredHeight uom="m">6.0</bldg:measuredHeight>'
        f"{content or lod1(Box())}</bldg:Building>"
    )


def street(count: int) -> list[str]:
    """Return buildings side by side."""
    return [building(f"bldg_{k}", lod1(Box(east=20.0 * k))) for k in range(count)]
