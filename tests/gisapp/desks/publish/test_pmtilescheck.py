"""The look at a file of tiles finds each kind of damage, and nothing in a sound one."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gisapp.desks.publish import varints
from gisapp.desks.publish.pmtiles import Cover, TileKind, compressed, spooled, write_archive
from gisapp.desks.publish.pmtilescheck import HEADER, check_pmtiles
from gisapp.desks.publish.tilegrid import tile_numbers, tile_of
from gisapp.desks.publish.vectortiles import TilePart, write_vector_tiles
from layers.feedback import Feedback
from tests.gisapp.desks.publish.tilecontent import ShapesContent, houses
from tests.gisapp.desks.publish.tilereading import DECODER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ALLOWED = {"houses": ("名称",)}
NUMBER = 5  # 1/0/0 is 1, this one lies at zoom 2
WORLD = (-180.0, -85.0, 180.0, 85.0)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "made.pmtiles"
    content = ShapesContent(houses(60), {"名称": [f"家{k}" for k in range(60)]})
    write_vector_tiles([TilePart("houses", content, ("名称",))], path, Feedback(), zooms=(13, 16))
    return path.read_bytes()


def codes(path: Path, allowed: Any = None) -> set[str]:
    found = check_pmtiles(path, ALLOWED if allowed is None else allowed)
    for one in found:
        assert "{" not in str(one.message)
    return {one.code for one in found}


def of_tile(
    folder: Path, tile: bytes, kind: TileKind = TileKind.MVT, metadata: Any = None, *, packed: bool = True
) -> Path:
    data = compressed(tile) if kind is TileKind.MVT and packed else tile
    path = folder / "one.pmtiles"
    spool = spooled(folder / "spool", [(NUMBER, data)])
    write_archive(path, [spool], Cover(kind, (2, 2), WORLD), {} if metadata is None else metadata)
    return path


def layer(geometry: Sequence[int], kind: int = 3, **more: Any) -> bytes:
    """Return a tile with one feature of these numbers."""
    told = {"name": "houses", "tags": [0, 0], "keys": ["名称"], "value": b"\x0a\x01a", "version": 2, **more}

    def field(number: int, content: bytes) -> bytes:
        return bytes([number << 3 | 2, len(content), *content])

    numbers = varints.written(np.array(geometry, np.uint64)).tobytes()
    feature = field(2, bytes(told["tags"])) + bytes([0x18, kind]) + field(4, numbers)
    body = bytes([0x78, told["version"]]) + field(1, told["name"].encode()) + field(2, feature)
    body += b"".join(field(3, key.encode()) for key in told["keys"]) + field(4, told["value"])
    return field(3, body)


SQUARE = [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15]


def test_nothing_is_wrong_with_a_sound_file(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "made.pmtiles"
    path.write_bytes(sound)
    assert check_pmtiles(path, ALLOWED) == ()
    assert codes(of_tile(tmp_path, layer(SQUARE))) == set()


def test_what_was_not_allowed_is_found(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "made.pmtiles"
    path.write_bytes(sound)
    assert codes(path, {"houses": ()}) == {"tile-field", "tile-metadata-key"}
    assert codes(path, {"roads": ("名称",)}) == {"tile-layer", "tile-metadata-key"}


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"name": "町", "attribution": "市 https://city.example/"}, None),
        ({"generator_options": "x"}, "tile-metadata-key"),
        ({"description": "tippecanoe -o out.pmtiles in.geojson"}, "tile-metadata-tells"),
        ({"description": "/home/suzuki/町.geojson"}, "tile-metadata-tells"),
        ({"description": "C:\\Users\\suzuki\\町.shp"}, "tile-metadata-tells"),
        ({"description": "\\\\server\\町"}, "tile-metadata-tells"),
        ({"attribution": "http://192.168.1.4/gis"}, "tile-metadata-tells"),
        ({"vector_layers": [{"id": "houses", "fields": {"所有者": "String"}}]}, "tile-metadata-key"),
        ({"vector_layers": [{"id": "houses", "path": "x"}]}, "tile-metadata-key"),
        (["no object"], "tile-metadata"),
    ],
)
def test_metadata_tell_no_more_than_they_may(tmp_path: Path, metadata: Any, code: str | None) -> None:
    assert codes(of_tile(tmp_path, layer(SQUARE), metadata=metadata)) == ({code} if code else set())


@pytest.mark.parametrize(
    ("tile", "detail"),
    [
        (b"", "no layer"),
        (layer(SQUARE)[:-3], "cut short"),
        (b"\x22\x00", "does not know"),
        (layer([9, 0, 0, 26, 20, 0, 0, 20, 19, 0]), "commands"),
        (layer([9, 0, 0, 18, 20, 0, 20, 0, 15]), "without area"),
        (layer([9, 0, 0, 26, 0, 20, 20, 0, 0, 19, 15]), "without area"),  # the wrong way round
        (layer([9, 0, 0, 26, 16383, 0, 0, 20, 19, 0, 15]), "outside"),
        (layer([9, 0, 0], kind=2), "commands"),
        (layer([9, 2, 2, 9, 2, 2], kind=1), "commands"),
        (layer(SQUARE, kind=0), "geometry or type"),
        (layer(SQUARE, tags=[0, 1]), "no key or value"),
        (layer(SQUARE, tags=[0]), "no key or value"),
        (layer(SQUARE, value=b"\x42\x00"), "a value that is none"),
        (layer(SQUARE, value=b"\x0a\x02a"), "a value that is none"),
        (layer(SQUARE, value=b"\x0a\x01\xff"), "text that is none"),
        (layer(SQUARE, version=1), "version"),
        (layer(SQUARE) * 2, "twice"),
    ],
)
def test_a_broken_tile_is_found(tmp_path: Path, tile: bytes, detail: str) -> None:
    (problem,) = check_pmtiles(of_tile(tmp_path, tile), ALLOWED)
    assert problem.code == "tile-content"
    assert detail in str(problem.message)


def test_a_tile_that_is_not_packed_is_found(tmp_path: Path) -> None:
    assert codes(of_tile(tmp_path, layer(SQUARE), packed=False)) == {"tile-content"}


def _changed(sound: bytes, field: int, value: int) -> bytes:
    values = list(HEADER.unpack(sound[: HEADER.size]))
    values[field] = value
    return HEADER.pack(*values) + sound[HEADER.size :]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: data[:100], "tile-archive"),
        (lambda data: b"PMTiles\x02" + data[8:], "tile-archive"),
        (lambda data: data[:-1], "tile-beyond"),
        (lambda data: _changed(data, 9, struct.unpack_from("<Q", data, 64)[0] - 1), "tile-beyond"),
        (lambda data: _changed(data, 3, 20), "tile-directory"),
        (lambda data: _changed(data, 10, 3), "tile-counts"),
        (lambda data: _changed(data, 12, 3), "tile-counts"),
        (lambda data: _changed(data, 17, 14), "tile-zoom"),
        (lambda data: _changed(data, 19, 1_350_000_000), "tile-place"),
        (lambda data: data[:-40] + bytes(40), "tile-content"),
        (lambda data: data[:130] + bytes(20) + data[150:], "tile-directory"),
    ],
)
def test_damage_is_found(tmp_path: Path, sound: bytes, damage: Callable[[bytes], bytes], code: str) -> None:
    path = tmp_path / "made.pmtiles"
    path.write_bytes(damage(sound))
    assert code in codes(path)


def test_a_directory_out_of_order_is_found(tmp_path: Path, sound: bytes) -> None:
    values = HEADER.unpack(sound[: HEADER.size])
    # Two leaves: the second begins before the first ends.
    tiles = [bytes([1, number, 2, len(b"x"), 1]) for number in (9, 5)]
    leaves = [compressed(one) for one in tiles]
    root = compressed(bytes([2, 5, 4, 0, 0, len(leaves[0]), len(leaves[1]), 1, 0]))
    told = compressed(b"{}")
    head = list(values)
    head[2:10] = [
        127,
        len(root),
        127 + len(root),
        len(told),
        127 + len(root) + len(told),
        len(leaves[0]) * 2,
        0,
        0,
    ]
    head[5] = len(told)
    head[7] = len(leaves[0]) + len(leaves[1])
    head[8], head[9] = head[6] + head[7], 1
    path = tmp_path / "made.pmtiles"
    path.write_bytes(HEADER.pack(*head) + root + told + leaves[0] + leaves[1] + b"x")
    assert "tile-order" in codes(path)


@given(st.data())
def test_no_damage_makes_it_fall_over(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sound) - 1))
    hurt = bytearray(sound)
    hurt[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("hurt") / "made.pmtiles"
    path.write_bytes(hurt)
    check_pmtiles(path, ALLOWED)


@given(st.integers(0, 16), st.data())
def test_numbers_of_tiles_backwards(zoom: int, data: st.DataObject) -> None:
    x, y = (data.draw(st.integers(0, (1 << zoom) - 1)) for _ in range(2))
    assert tile_of(int(tile_numbers(zoom, np.array([x]), np.array([y]))[0])) == (zoom, x, y)


def _picture(form: str, size: tuple[int, int] = (64, 64), **more: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (1, 2, 3)).save(file, form, **more)
    return file.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "camera"
    return exif


@pytest.mark.parametrize("kind", [TileKind.PNG, TileKind.JPEG, TileKind.WEBP])
def test_pictures_carry_pixels_alone(tmp_path: Path, kind: TileKind) -> None:
    plain = _picture(kind.name)
    assert codes(of_tile(tmp_path, plain, kind)) == set()
    assert codes(of_tile(tmp_path, _picture(kind.name, exif=_exif()), kind)) == {"tile-picture"}
    assert "tile-picture" in codes(of_tile(tmp_path, plain + b"\nsecret", kind))
    assert codes(of_tile(tmp_path, plain[: len(plain) // 2], kind)) == {"tile-content"}
    assert codes(of_tile(tmp_path, _picture(kind.name, (64, 32)), kind)) == {"tile-content"}


def test_tiles_of_another_program_are_sound_too(tmp_path: Path) -> None:
    features = [{"geometry": "POLYGON ((0 0, 10 0, 10 10, 0 0))", "properties": {"名称": "a"}}]
    tile = DECODER.encode([{"name": "houses", "features": features}])
    path = of_tile(tmp_path, tile)
    assert codes(path) == set()
