from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from lxml import etree

from importers.citygml import stream
from importers.citygml.dataset import open_dataset
from layers.buildings import Buildings
from layers.drawables import Mesh
from tests import cities
from tests.importers.citygml import gml, source
from tests.importers.citygml.oracle import NAMESPACES
from tests.importers.citygml.reading import GML, archive, codes, folder, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.base import ImportResult

FOLDER = GML.rpartition("/")[0]
CORNERS = "0 0 1 0 1 1 0 1 0 0"


def texture(image: str, **rings: str) -> str:
    targets = "".join(
        f'<app:target uri="#{ring}"><app:TexCoordList><app:textureCoordinates ring="#{ring}">{text}'
        "</app:textureCoordinates></app:TexCoordList></app:target>"
        for ring, text in rings.items()
    )
    named = f"<app:imageURI>{image}</app:imageURI>" if image else ""
    return (
        f"<app:surfaceDataMember><app:ParameterizedTexture>{named}{targets}"
        "</app:ParameterizedTexture></app:surfaceDataMember>"
    )


def appearance(*textures: str, theme: str = "rgbTexture") -> str:
    return (
        f"<app:appearanceMember><app:Appearance><app:theme>{theme}</app:theme>{''.join(textures)}"
        "</app:Appearance></app:appearanceMember>"
    )


def town(
    base: Path, *members: str, images: tuple[str, ...] = ("a.jpg", "b.jpg"), zipped: bool = False
) -> ImportResult:
    """Import a building `p` of LOD2 with appearances; its polygons are p_0 (ground), p_1 (roof), p_2 …"""
    files: dict[str, str | bytes] = {GML: gml.model(gml.building("p", gml.lod2(gml.Box(), "p")), *members)}
    files |= {f"{FOLDER}/look/{image}": b"image" for image in images}
    path = archive(base / "a.zip", files) if zipped else folder(base, files)
    return load(path, base / "stores")


def full(result: ImportResult) -> Mesh:
    layer = result.layers[0]
    assert isinstance(layer, Buildings)
    (mesh,) = layer.data.meshes(0, (3, 2, 4, 1, 0))
    assert isinstance(mesh, Mesh)
    return mesh


def looks(mesh: Mesh) -> list[tuple[int, str, list[list[float]]]]:
    """Return for each textured triangle its surface, image and texture coordinates."""
    assert mesh.coordinates is not None
    found = []
    for run in mesh.textures:
        for triangle in range(run.first, run.stop):
            name = run.member or str(run.image)
            places = mesh.coordinates[mesh.triangles[triangle]].tolist()
            found.append((int(mesh.surfaces[triangle]), name.rpartition("/")[2], places))
    return found


@pytest.mark.parametrize("zipped", [False, True])
def test_images_lie_on_the_rings_that_name_them(zipped: bool, tmp_path: Path) -> None:
    member = appearance(
        texture("look/a.jpg", p_1_ring=CORNERS), texture("look/b.jpg", p_2_ring=CORNERS, p_3_ring=CORNERS)
    )
    result = town(tmp_path, member, zipped=zipped)
    assert not result.findings
    mesh = full(result)
    found = looks(mesh)
    assert [(surface, image) for surface, image, _ in found] == [(1, "a.jpg")] * 2 + [(2, "b.jpg")] * 4
    for run in mesh.textures:
        assert run.image.is_file()
        assert bool(run.member) == zipped
        if zipped:
            assert zipfile.ZipFile(run.image).read(run.member) == b"image"
        else:
            assert run.image.read_bytes() == b"image"
    # The corners of the image lie on the corners of the ring.
    roof = [place for surface, _, places in found if surface == 1 for place in places]
    assert {tuple(place) for place in roof} == {(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)}


def test_the_preferred_theme_wins_whatever_the_order(tmp_path: Path) -> None:
    preferred = appearance(texture("look/a.jpg", p_1_ring=CORNERS))
    other = appearance(texture("look/b.jpg", p_1_ring=CORNERS, p_2_ring=CORNERS), theme="winter")
    for number, members in enumerate(((preferred, other), (other, preferred))):
        found = looks(full(town(tmp_path / str(number), *members)))
        assert {(surface, image) for surface, image, _ in found} == {(1, "a.jpg"), (2, "b.jpg")}


def test_names_of_images_may_differ_in_case_and_slashes(tmp_path: Path) -> None:
    member = appearance(texture("LOOK\\A.JPG", p_1_ring=CORNERS), texture(" look/./b.jpg ", p_2_ring=CORNERS))
    result = town(tmp_path, member)
    assert {image for _, image, _ in looks(full(result))} == {"a.jpg", "b.jpg"}


def test_missing_images_are_counted_and_their_surfaces_plain(tmp_path: Path) -> None:
    member = appearance(
        texture("look/gone.jpg", p_1_ring=CORNERS),
        texture("", p_2_ring=CORNERS),
        texture("look/a.jpg", p_3_ring=CORNERS),
    )
    result = town(tmp_path, member)
    (finding,) = result.findings
    assert finding.code == "texture-missing"
    assert finding.count == 1
    assert "look/gone.jpg" in str(finding.message)
    assert [(surface, image) for surface, image, _ in looks(full(result))] == [(2, "a.jpg")] * 2


@pytest.mark.parametrize(
    "text", ["0 0 1 0", "", "0 0 1 0 1", "a b c d e f g h", "nan nan 1e300 -1e300 1e400 1 0 1 0 0"]
)
def test_coordinates_that_do_not_fit_are_told_or_made_finite(text: str, tmp_path: Path) -> None:
    result = town(tmp_path, appearance(texture("look/a.jpg", p_1_ring=text)))
    mesh = full(result)
    assert mesh.coordinates is not None
    assert np.isfinite(mesh.coordinates).all()
    if len(text.split()) < 8:
        assert codes(result.findings) == {"texture-coordinates"}
        assert next(iter(result.findings)).count == 4 - len(text.split()) // 2


def test_a_ring_that_was_repaired_keeps_its_corners_of_the_image(tmp_path: Path) -> None:
    """Texture coordinates go by the points as written, also when a repeated one is dropped."""
    corners = gml.Box().corners(9.0)
    ring = [corners[0], corners[0], *corners[1:]]
    roof = gml.surfaces(gml.polygon(ring, id="q"))
    roof = f"<bldg:RoofSurface><bldg:lod2MultiSurface>{roof}</bldg:lod2MultiSurface></bldg:RoofSurface>"
    look = appearance(texture("look/a.jpg", q_ring="0 0 0 0 1 0 1 1 0 1 0 0"))
    files: dict[str, str | bytes] = {
        GML: gml.model(gml.building("p", f"<bldg:boundedBy>{roof}</bldg:boundedBy>"), look),
        f"{FOLDER}/look/a.jpg": b"image",
    }
    result = load(folder(tmp_path, files), tmp_path / "stores")
    mesh = full(result)
    assert mesh.coordinates is not None
    by_place = {}
    for triangle in mesh.triangles:
        for corner in triangle:
            by_place[tuple(np.round(mesh.points[corner, :2]).tolist())] = mesh.coordinates[corner].tolist()
    east = sorted({place[0] for place in by_place})
    north = sorted({place[1] for place in by_place})
    assert by_place[east[0], north[0]] == [0, 0]
    assert by_place[east[1], north[0]] == [1, 0]
    assert by_place[east[1], north[1]] == [1, 1]
    assert by_place[east[0], north[1]] == [0, 1]


def test_textures_at_the_end_of_a_long_file_reach_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = stream.read_elements
    monkeypatch.setattr(
        "importers.citygml.read_file.read_elements", lambda file, progress: real(file, progress, 4096)
    )
    result = town(tmp_path, *gml.street(20), appearance(texture("look/a.jpg", p_1_ring=CORNERS)))
    layer = result.layers[0]
    assert isinstance(layer, Buildings)
    meshes = [
        mesh
        for tile in range(len(layer.data.tiles.numbers))
        for mesh in layer.data.meshes(tile, (3, 2, 4, 1, 0))
    ]
    assert sum(run.stop - run.first for mesh in meshes for run in mesh.textures) == 2


def test_a_dataset_without_textures_has_none(real_data: Callable[[str], Path]) -> None:
    store = cities.buildings(cities.SHUNAN).data.store
    assert all(not store.mesh(chunk).textures for chunk in range(len(store.chunks["row"])))


def test_real_rings_have_the_coordinates_of_the_file(real_data: Callable[[str], Path]) -> None:
    layer = cities.buildings(cities.TOKYO)
    store = layer.data.store
    path = cities.path(cities.TOKYO)
    metres = source.Metres(store.crs)
    drawn: dict[tuple[float, ...], set[tuple[float, float]]] = {}
    images: dict[tuple[float, ...], set[str]] = {}
    for chunk in np.flatnonzero(store.chunks["lod"] >= 2).tolist():
        mesh = store.mesh(chunk)
        if mesh.coordinates is None:
            continue
        for run in mesh.textures:
            for corner in mesh.triangles[run.first : run.stop].ravel().tolist():
                key = tuple(np.round(mesh.points[corner].astype(np.float64) + mesh.origin, 2).tolist())
                drawn.setdefault(key, set()).add(tuple(np.round(mesh.coordinates[corner], 4).tolist()))
                images.setdefault(key, set()).add(run.member.rpartition("/")[2])
    assert drawn
    compared = 0
    dataset = open_dataset(path)
    with dataset.container.open(dataset.files[0].path) as opened:
        tree = etree.parse(opened, etree.XMLParser(huge_tree=True))
    spaces = {**NAMESPACES, "app": gml.NAMESPACES["app"]}
    rings = {
        ring.get("{http://www.opengis.net/gml}id"): ring
        for ring in tree.iterfind(".//gml:exterior/gml:LinearRing", spaces)
    }
    for written in tree.iterfind(".//app:ParameterizedTexture", spaces):
        image = written.findtext("app:imageURI", "", spaces).rpartition("/")[2]
        if not any(name.endswith("/" + image) for name in dataset.container.names()):
            continue
        for coordinates in written.iterfind(".//app:textureCoordinates", spaces):
            ring = rings.get(str(coordinates.get("ring")).removeprefix("#"))
            if ring is None:
                continue
            points = source._ring(ring.findtext("gml:posList", "", spaces))
            pairs = np.array(str(coordinates.text).split(), dtype=np.float64).reshape(-1, 2)
            if len(points.words) != len(pairs) - 1:
                continue  # it was repaired
            for place, pair in zip(metres(points).tolist(), np.round(pairs[:-1], 4).tolist(), strict=True):
                key = tuple(np.round(place, 2).tolist())
                if key in drawn:
                    assert any(np.abs(np.array(known) - pair).max() < 2e-4 for known in drawn[key])
                    assert image in images[key]
                    compared += 1
    assert compared > 1000
