"""GML in the shape of published PLATEAU files: head of a file, codes, polygons, solids, textures."""

from collections.abc import Iterable, Iterator

import numpy as np
import shapely

from sample_data.generator.mesh import to_degrees
from sample_data.generator.textures import Texture
from sample_data.generator.valley import Floats

CREATED = "2025-03-21"
NAMESPACES = {
    "core": "http://www.opengis.net/citygml/2.0",
    "bldg": "http://www.opengis.net/citygml/building/2.0",
    "dem": "http://www.opengis.net/citygml/relief/2.0",
    "tran": "http://www.opengis.net/citygml/transportation/2.0",
    "wtr": "http://www.opengis.net/citygml/waterbody/2.0",
    "gen": "http://www.opengis.net/citygml/generics/2.0",
    "app": "http://www.opengis.net/citygml/appearance/2.0",
    "gml": "http://www.opengis.net/gml",
    "xlink": "http://www.w3.org/1999/xlink",
    "xAL": "urn:oasis:names:tc:ciq:xsdschema:xAL:2.0",
    "uro": "https://www.geospatial.jp/iur/uro/3.1",
    "urf": "https://www.geospatial.jp/iur/urf/3.1",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
MODULES = ("building", "relief", "transportation", "waterBody", "generics", "appearance")
SCHEMAS = " ".join(
    [
        "https://www.geospatial.jp/iur/uro/3.1 ../../schemas/iur/uro/3.1/urbanObject.xsd",
        "https://www.geospatial.jp/iur/urf/3.1 ../../schemas/iur/urf/3.1/urbanFunction.xsd",
        *(
            f"http://www.opengis.net/citygml/{module.lower()}/2.0 "
            f"http://schemas.opengis.net/citygml/{module}/2.0/{module}.xsd"
            for module in MODULES
        ),
    ]
)
SRS = "http://www.opengis.net/def/crs/EPSG/0/6697"

Lines = Iterator[str]


def model_start(lower: Floats, upper: Floats) -> str:
    """Head of a file: namespaces and envelope (latitude, longitude, height)."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<core:CityModel {spaces} xsi:schemaLocation="{SCHEMAS}">\n'
        "\t<gml:boundedBy>\n"
        f'\t\t<gml:Envelope srsName="{SRS}" srsDimension="3">\n'
        f"\t\t\t<gml:lowerCorner>{lower[0]:.9f} {lower[1]:.9f} {lower[2]:.3f}</gml:lowerCorner>\n"
        f"\t\t\t<gml:upperCorner>{upper[0]:.9f} {upper[1]:.9f} {upper[2]:.3f}</gml:upperCorner>\n"
        "\t\t</gml:Envelope>\n"
        "\t</gml:boundedBy>\n"
    )


def coded(tag: str, code: object, code_list: str, depth: int = 2) -> str:
    """Write an element with a code; the file lies `depth` folders below the data set."""
    return f'<{tag} codeSpace="{"../" * depth}codelists/{code_list}.xml">{code}</{tag}>'


def positions(corners: Floats) -> str:
    """Text of a closed position list: latitude, longitude, height."""
    closed = np.vstack([corners, corners[:1]])
    return " ".join(f"{a:.9f} {b:.9f} {c:.3f}" for a, b, c in closed.tolist())


def rings_of(shape: shapely.Polygon, level: float = 0.0) -> list[Floats]:
    """Return the rings of a polygon as latitude, longitude and a height; shells turn left, holes right."""
    turned = shapely.orient_polygons(shape)
    found = []
    for ring in (turned.exterior, *turned.interiors):
        degrees = to_degrees(shapely.get_coordinates(ring)[:-1])
        found.append(np.column_stack([degrees, np.full(len(degrees), level)]))
    return found


def areas(tag: str, shape: shapely.Geometry, indent: str) -> Lines:
    """Write a property that holds the polygons of a flat shape, EPSG:6669, at height 0 as PLATEAU has it."""
    yield from multi_surface(tag, [(rings_of(part), "") for part in shapely.get_parts(shape)], indent)


def envelope(shapes: Iterable[shapely.Geometry], low: float = 0.0, high: float = 0.0) -> str:
    """Return the head of a file that holds some shapes."""
    west, south, east, north = shapely.total_bounds(np.array(list(shapes)))
    corners = to_degrees(np.array([[west, south], [east, south], [west, north], [east, north]]))
    return model_start(np.append(corners.min(axis=0), low), np.append(corners.max(axis=0), high))


def polygon(rings: list[Floats], indent: str, name: str = "") -> Lines:
    """Write a polygon; with a name its rings get ids that textures refer to."""
    poly = f' gml:id="poly_{name}"' if name else ""
    yield f"{indent}<gml:Polygon{poly}>"
    for number, ring in enumerate(rings):
        role = "exterior" if number == 0 else "interior"
        line = f' gml:id="line_{name}_{number}"' if name else ""
        yield f"{indent}\t<gml:{role}>"
        yield f"{indent}\t\t<gml:LinearRing{line}>"
        yield f"{indent}\t\t\t<gml:posList>{positions(ring)}</gml:posList>"
        yield f"{indent}\t\t</gml:LinearRing>"
        yield f"{indent}\t</gml:{role}>"
    yield f"{indent}</gml:Polygon>"


def multi_surface(tag: str, polygons: list[tuple[list[Floats], str]], indent: str) -> Lines:
    """Write a property that holds a MultiSurface of polygons and their names."""
    yield f"{indent}<{tag}>"
    yield f"{indent}\t<gml:MultiSurface>"
    for rings, name in polygons:
        yield f"{indent}\t\t<gml:surfaceMember>"
        yield from polygon(rings, indent + "\t\t\t", name)
        yield f"{indent}\t\t</gml:surfaceMember>"
    yield f"{indent}\t</gml:MultiSurface>"
    yield f"{indent}</{tag}>"


def solid_start(tag: str, indent: str) -> Lines:
    """Write the opening tags of a solid."""
    yield f"{indent}<{tag}>"
    yield f"{indent}\t<gml:Solid>"
    yield f"{indent}\t\t<gml:exterior>"
    yield f"{indent}\t\t\t<gml:CompositeSurface>"


def solid_end(tag: str, indent: str) -> Lines:
    """Write the closing tags of a solid."""
    yield f"{indent}\t\t\t</gml:CompositeSurface>"
    yield f"{indent}\t\t</gml:exterior>"
    yield f"{indent}\t</gml:Solid>"
    yield f"{indent}</{tag}>"


def linked_solid(tag: str, names: list[str], indent: str) -> Lines:
    """Write a solid that refers to polygons kept elsewhere."""
    yield from solid_start(tag, indent)
    for name in names:
        yield f'{indent}\t\t\t\t<gml:surfaceMember xlink:href="#poly_{name}"/>'
    yield from solid_end(tag, indent)


def appearance_lines(textures: list[tuple[str, Texture]]) -> Lines:
    """Write the textures of a file: image path beside it, then texture coordinates by ring."""
    yield "\t<app:appearanceMember>"
    yield "\t\t<app:Appearance>"
    yield "\t\t\t<app:theme>rgbTexture</app:theme>"
    for path, texture in textures:
        yield "\t\t\t<app:surfaceDataMember>"
        yield "\t\t\t\t<app:ParameterizedTexture>"
        yield f"\t\t\t\t\t<app:imageURI>{path}</app:imageURI>"
        yield f"\t\t\t\t\t{coded('app:mimeType', texture.mime_type, 'Appearance_mimeType')}"
        for name, rings in texture.coordinates:
            yield f'\t\t\t\t\t<app:target uri="#poly_{name}">'
            yield "\t\t\t\t\t\t<app:TexCoordList>"
            for number, ring in enumerate(rings):
                closed = np.vstack([ring, ring[:1]])
                text = " ".join(f"{u:.5f} {v:.5f}" for u, v in closed.tolist())
                tag = f'app:textureCoordinates ring="#line_{name}_{number}"'
                yield f"\t\t\t\t\t\t\t<{tag}>{text}</app:textureCoordinates>"
            yield "\t\t\t\t\t\t</app:TexCoordList>"
            yield "\t\t\t\t\t</app:target>"
        yield "\t\t\t\t</app:ParameterizedTexture>"
        yield "\t\t\t</app:surfaceDataMember>"
    yield "\t\t</app:Appearance>"
    yield "\t</app:appearanceMember>"
