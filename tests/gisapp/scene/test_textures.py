"""Pictures on walls: packed without loss of place, read without trust."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from gisapp.scene import textures
from gisapp.scene.bake import BakedMesh, bake
from layers.drawables import Mesh, Texture
from layers.feedback import Feedback

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def encoded(pixels: NDArray[np.uint8], kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, kind)
    return stream.getvalue()


def plain(colour: tuple[int, int, int], size: tuple[int, int] = (40, 60)) -> NDArray[np.uint8]:
    return np.full((*size, 3), colour, dtype=np.uint8)


def halves() -> NDArray[np.uint8]:
    """Return a picture whose upper half is red and whose lower half is blue."""
    pixels = plain((255, 0, 0))
    pixels[20:] = (0, 0, 255)
    return pixels


def test_packed_pictures_do_not_overlap_and_keep_their_pixels() -> None:
    rng = np.random.default_rng(5)
    images = {
        number: np.full((*rng.integers(3, 500, 2), 3), number + 1, dtype=np.uint8) for number in range(60)
    }
    pages, places = textures.pack(images)
    assert 1 <= len(pages) <= textures.PAGES
    for number, (page, left, top, width, height) in places.items():
        here = pages[page][top : top + height, left : left + width]
        assert here.shape[:2] == (height, width)
        assert (here == number + 1).all()


def test_too_many_pictures_get_smaller_until_they_fit() -> None:
    images = {number: np.zeros((500, 500, 3), dtype=np.uint8) for number in range(120)}
    pages, places = textures.pack(images)
    assert len(pages) <= textures.PAGES
    assert len(places) == 120
    assert {width for _, _, _, width, _ in places.values()} == {256}


def wall(texture: Texture, coordinates: list[tuple[float, float]]) -> Mesh:
    return Mesh(
        np.zeros(3),
        np.array([(0, 0, 0), (9, 0, 0), (9, 0, 5), (0, 0, 5)], dtype=np.float32),
        np.array([(0, 1, 2), (0, 2, 3)], dtype=np.uint32),
        np.array([3, 3], dtype=np.uint32),
        np.array([2, 2], dtype=np.uint8),
        np.array(coordinates, dtype=np.float32),
        (texture,),
    )


def texel(baked: BakedMesh, corner: int) -> list[int]:
    assert baked.image is not None
    assert baked.coordinates is not None
    high, wide = baked.image.shape[:2]
    right, up = baked.coordinates[corner]
    return baked.image[min(int((1 - up) * high), high - 1), min(int(right * wide), wide - 1)].tolist()


@pytest.mark.parametrize("kind", ["file", "archive"])
def test_corners_of_a_wall_find_their_pixels(tmp_path: Path, kind: str) -> None:
    data = encoded(halves())
    if kind == "file":
        path, member = tmp_path / "wall.png", ""
        path.write_bytes(data)
    else:
        path, member = tmp_path / "city.zip", "udx/bldg/wall.png"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(member, data)
    mesh = wall(Texture(path, member, 0, 2), [(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)])
    (baked,) = bake([mesh], Feedback())
    assert isinstance(baked, BakedMesh)
    # Texture coordinates begin at the bottom left: the foot of the wall is blue, its top is red.
    colours = {float(baked.points[corner, 2]): texel(baked, corner) for corner in range(len(baked.points))}
    assert colours == {0.0: [0, 0, 255], 5.0: [255, 0, 0]}
    assert not baked.repeats


def test_a_picture_that_repeats_keeps_a_page_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "tile.png"
    path.write_bytes(encoded(plain((9, 9, 9))))
    mesh = wall(Texture(path, "", 0, 2), [(0, 0), (7, 0), (7, 4), (0, 4)])
    (baked,) = bake([mesh], Feedback())
    assert isinstance(baked, BakedMesh)
    assert baked.repeats
    assert baked.coordinates is not None
    assert baked.coordinates.max() == 7


def test_triangles_without_picture_are_a_piece_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    path.write_bytes(encoded(halves()))
    mesh = wall(Texture(path, "", 0, 1), [(0, 0), (1, 0), (1, 1), (0, 1)])
    bare, pictured = bake([mesh], Feedback())
    assert isinstance(bare, BakedMesh)
    assert isinstance(pictured, BakedMesh)
    assert bare.image is None
    assert pictured.image is not None
    assert (bare.cost, pictured.cost, len(bare.points), len(pictured.points)) == (1, 1, 3, 3)


def huge_claim() -> bytes:
    """Return a PNG that claims 200,000 x 200,000 pixels in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 200_000, 200_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        encoded(halves())[:60],
        encoded(halves(), "JPEG")[:200],
        huge_claim(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
    ids=["empty", "text", "cut png", "cut jpeg", "huge claim", "svg", "postscript"],
)
def test_what_is_no_picture_leaves_the_wall_plain_and_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "wall.png"
    path.write_bytes(data)
    feedback = Feedback()
    mesh = wall(Texture(path, "", 0, 2), [(0, 0), (1, 0), (1, 1), (0, 1)])
    (baked,) = bake([mesh], feedback)
    assert isinstance(baked, BakedMesh)
    assert baked.image is None
    assert baked.cost == 2
    (finding,) = feedback.findings
    assert finding.code == "texture-unreadable"
    assert "wall.png" in str(finding.message)


def test_missing_file_missing_member_and_broken_archive(tmp_path: Path) -> None:
    archive, broken = tmp_path / "city.zip", tmp_path / "broken.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("a.png", encoded(halves()))
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    for texture in (
        Texture(tmp_path / "none.png", "", 0, 2),
        Texture(archive, "none.png", 0, 2),
        Texture(broken, "a.png", 0, 2),
    ):
        feedback = Feedback()
        bake([wall(texture, [(0, 0), (1, 0), (1, 1), (0, 1)])], feedback)
        assert [finding.code for finding in feedback.findings] == ["texture-unreadable"]


def test_an_archive_member_is_unpacked_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(textures, "MAX_BYTES", 1000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("wall.png", b"\0" * 5_000_000)
    feedback = Feedback()
    bake([wall(Texture(path, "wall.png", 0, 2), [(0, 0), (1, 0), (1, 1), (0, 1)])], feedback)
    assert "1000 bytes" in str(feedback.findings[0].message)
