"""Writes the ground as a relief file: one TIN per grid square of about 1 km."""

from collections.abc import Iterator

import numpy as np

from sample_data.generator.attributes import feature_id
from sample_data.generator.gml import model_start
from sample_data.generator.mesh import third_mesh, to_degrees
from sample_data.generator.terrain import Terrain
from sample_data.generator.valley import Floats

# Neighbouring triangles stand near each other in the file, which packs better.
TILE = 50.0


def relief_files(terrain: Terrain) -> Iterator[tuple[str, str]]:
    """Six-digit grid square and text of each relief file.

    Parameters
    ----------
    terrain
        The triangulated ground.
    """
    degrees = np.column_stack([to_degrees(terrain.points[:, :2]), terrain.points[:, 2]])
    centre = terrain.points[terrain.triangles][:, :, :2].mean(axis=1)
    middle = degrees[terrain.triangles][:, :, :2].mean(axis=1)
    squares = third_mesh(middle[:, 0], middle[:, 1])
    tiles = np.floor(centre / TILE)
    order = np.lexsort((centre[:, 1], centre[:, 0], tiles[:, 1], tiles[:, 0], squares))
    squares = squares[order]
    triangles = terrain.triangles[order]
    texts = [f"{a:.9f} {b:.9f} {c:.3f}" for a, b, c in degrees.tolist()]
    for second in np.unique(np.array([square[:6] for square in squares])):
        chosen = np.char.startswith(squares, second)
        used = degrees[np.unique(triangles[chosen])]
        pieces = [model_start(used.min(axis=0), used.max(axis=0))]
        pieces += [
            relief_feature(square, triangles[squares == square], texts)
            for square in np.unique(squares[chosen])
        ]
        yield str(second), "".join([*pieces, "</core:CityModel>\n"])


def relief_feature(square: str, triangles: Floats, texts: list[str]) -> str:
    """Write the relief of one grid square."""
    patches = "".join(
        "\t\t\t\t\t\t\t\t<gml:Triangle>\n"
        "\t\t\t\t\t\t\t\t\t<gml:exterior>\n"
        "\t\t\t\t\t\t\t\t\t\t<gml:LinearRing>\n"
        f"\t\t\t\t\t\t\t\t\t\t\t<gml:posList>{texts[a]} {texts[b]} {texts[c]} {texts[a]}</gml:posList>\n"
        "\t\t\t\t\t\t\t\t\t\t</gml:LinearRing>\n"
        "\t\t\t\t\t\t\t\t\t</gml:exterior>\n"
        "\t\t\t\t\t\t\t\t</gml:Triangle>\n"
        for a, b, c in triangles.tolist()
    )
    return (
        "\t<core:cityObjectMember>\n"
        f'\t\t<dem:ReliefFeature gml:id="dem_{feature_id("relief", square)}">\n'
        f"\t\t\t<gml:name>{square}</gml:name>\n"
        "\t\t\t<dem:lod>1</dem:lod>\n"
        "\t\t\t<dem:reliefComponent>\n"
        f'\t\t\t\t<dem:TINRelief gml:id="dem_{feature_id("tin", square)}">\n'
        f"\t\t\t\t\t<gml:name>{square}</gml:name>\n"
        "\t\t\t\t\t<dem:lod>1</dem:lod>\n"
        "\t\t\t\t\t<dem:tin>\n"
        "\t\t\t\t\t\t<gml:TriangulatedSurface>\n"
        "\t\t\t\t\t\t\t<gml:trianglePatches>\n"
        f"{patches}"
        "\t\t\t\t\t\t\t</gml:trianglePatches>\n"
        "\t\t\t\t\t\t</gml:TriangulatedSurface>\n"
        "\t\t\t\t\t</dem:tin>\n"
        "\t\t\t\t</dem:TINRelief>\n"
        "\t\t\t</dem:reliefComponent>\n"
        "\t\t</dem:ReliefFeature>\n"
        "\t</core:cityObjectMember>\n"
    )
