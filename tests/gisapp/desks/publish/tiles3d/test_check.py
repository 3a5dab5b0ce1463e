"""Whatever is broken in a tileset is found, and named as what it is."""

from __future__ import annotations

import json
import shutil
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from gisapp.desks.publish.tiles3d import check_tileset, write_tileset
from layers.feedback import Cancelled, Feedback
from layers.heightbase import StatedGeoid
from tests.gisapp.desks.publish.tiles3d.towns import Town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOWN = Town(count=140, spread=1200.0)
ALLOWED = ("名称", "高さ", "storeys")
GEOID = StatedGeoid(32.1, "にせ")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "tiles"
    write_tileset(TOWN, folder, Feedback(), geoid=GEOID, most=500)
    assert check_tileset(folder, ALLOWED, len(TOWN.with_shape)) == ()
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "tiles")


def _codes(folder: Path) -> set[str]:
    found = check_tileset(folder, ALLOWED, len(TOWN.with_shape))
    assert all(str(one.message) and "{" not in str(one.message) for one in found)
    return {one.code.removeprefix("tileset-") for one in found}


# ------------------------------------------------------------------------------- the document

Change = "Callable[[dict[str, Any]], object]"


def _leaf(document: dict[str, Any]) -> dict[str, Any]:
    tile: dict[str, Any] = document["root"]
    while "children" in tile:
        tile = tile["children"][0]
    return tile


def _put(holder: dict[str, Any], name: str, value: Any) -> None:
    holder[name] = value


def _shift(document: dict[str, Any], place: int, by: float) -> None:
    _leaf(document)["boundingVolume"]["region"][place] += by


def _moved(document: dict[str, Any], place: int, by: float) -> None:
    _leaf(document)["transform"][place] += by


def _lowered(tile: dict[str, Any]) -> None:
    tile["boundingVolume"]["region"][5] -= 5.0


def _sunk(document: dict[str, Any]) -> None:
    """Take the geoid off all tiles and volumes, as who forgets it does."""
    root = document["root"]
    up = np.array(root["transform"][8:11])
    root["transform"][12:15] = (np.array(root["transform"][12:15]) - 65 * up).tolist()
    waiting = [root]
    while waiting:
        tile = waiting.pop()
        for place in (4, 5):
            tile["boundingVolume"]["region"][place] -= 65
        waiting += tile.get("children", [])


DOCUMENTS: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "an older version": ("schema", lambda d: _put(d["asset"], "version", "1.0")),
    "no version": ("schema", lambda d: d["asset"].clear()),
    "no root": ("schema", lambda d: d.pop("root")),
    "no error of the whole": ("schema", lambda d: d.pop("geometricError")),
    "no error of a tile": ("schema", lambda d: _leaf(d).pop("geometricError")),
    "a negative error": ("schema", lambda d: _put(_leaf(d), "geometricError", -1)),
    "an error that is no number": ("schema", lambda d: _put(d["root"], "geometricError", "9")),
    "no refinement": ("schema", lambda d: d["root"].pop("refine")),
    "another refinement": ("schema", lambda d: _put(d["root"], "refine", "replace")),
    "no volume": ("schema", lambda d: _leaf(d).pop("boundingVolume")),
    "five numbers": ("schema", lambda d: _leaf(d)["boundingVolume"]["region"].pop()),
    "degrees": ("schema", lambda d: _put(_leaf(d)["boundingVolume"]["region"], 0, 129.8)),  # type: ignore[arg-type]
    "upside down": ("schema", lambda d: _leaf(d)["boundingVolume"]["region"].sort(reverse=True)),
    "no children in a list": ("schema", lambda d: _put(_leaf(d), "children", [])),
    "a list of something": ("schema", lambda d: _put(_leaf(d), "children", ["x"])),
    "twelve numbers": ("schema", lambda d: _leaf(d)["transform"].pop()),
    "a mirror": ("schema", lambda d: _moved(d, 0, -2.0)),
    "a member that nobody knows": ("schema", lambda d: _put(_leaf(d), "extras", {"owner": "長崎 太郎"})),
    "an extension": ("schema", lambda d: _put(d, "extensionsRequired", ["X"])),
    "metadata of another type": ("schema", lambda d: _put(d["metadata"]["properties"], "title", 3)),
    "metadata without a schema": ("schema", lambda d: d.pop("schema")),
    "no address": ("schema", lambda d: _leaf(d)["content"].pop("uri")),
    "a growing error": ("error-grows", lambda d: _put(_leaf(d), "geometricError", 1e6)),
    "a root above all": ("error-grows", lambda d: _put(d, "geometricError", 1.0)),
    "a narrow volume": ("volume", lambda d: _shift(d, 0, 2e-7)),
    "a low volume": ("volume", lambda d: _shift(d, 5, -1.0)),
    "a wide volume": ("loose-volume", lambda d: _shift(d, 3, 1e-4)),
    "a high volume": ("loose-volume", lambda d: _shift(d, 5, 30.0)),
    "a narrow volume above": ("volume", lambda d: _lowered(d["root"])),
    "a tile elsewhere": ("volume", lambda d: _moved(d, 12, 5.0)),
    "a sunken city": ("height", _sunk),
    "a way out": ("outside-folder", lambda d: _put(_leaf(d)["content"], "uri", "../secret.glb")),
    "another host": ("outside-folder", lambda d: _put(_leaf(d)["content"], "uri", "https://a.example/b.glb")),
    "an absolute path": ("outside-folder", lambda d: _put(_leaf(d)["content"], "uri", "/etc/passwd")),
    "a coded way out": ("outside-folder", lambda d: _put(_leaf(d)["content"], "uri", "%2e%2e/b.glb")),
    "a file that is not there": ("missing-file", lambda d: _put(_leaf(d)["content"], "uri", "tiles/x.glb")),
    "a tile twice": ("twice", lambda d: d["root"]["children"].append(d["root"]["children"][0])),
    "a tile less": ("count", lambda d: d["root"]["children"].pop()),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_damage_to_the_document_is_found(folder: Path, name: str) -> None:
    code, damage = DOCUMENTS[name]
    path = folder / "tileset.json"
    document = json.loads(path.read_text("utf-8"))
    before = json.dumps(document)
    damage(document)
    assert json.dumps(document) != before
    path.write_text(json.dumps(document), "utf-8")
    assert code in _codes(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000, '{"asset": 1}', "\ufeff{}", "NaN"])
def test_a_document_that_is_none_is_found(folder: Path, text: str) -> None:
    (folder / "tileset.json").write_text(text, "utf-8")
    assert _codes(folder) & {"unreadable", "schema"}


def test_a_file_that_nobody_uses_is_found(folder: Path) -> None:
    (folder / "tiles" / "notes.txt").write_text("長崎 太郎", "utf-8")
    assert _codes(folder) == {"stray-file"}


def test_a_link_that_leads_out_is_found(folder: Path, tmp_path: Path) -> None:
    (tile,) = sorted(folder.rglob("*.glb"))[:1]
    other = tmp_path / "other.glb"
    tile.rename(other)
    try:
        tile.symlink_to(other)
    except OSError:  # Windows asks for a right to make links
        shutil.copy(other, tile)
        return
    assert "outside-folder" in _codes(folder)


def test_the_check_can_be_stopped(folder: Path) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        check_tileset(folder, feedback=feedback)


# ------------------------------------------------------------------------------- a tile


class _File:
    """A tile taken apart to be damaged."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        size = struct.unpack_from("<I", data, 12)[0]
        self.path = path
        self.document: dict[str, Any] = json.loads(data[20 : 20 + size])
        self.binary = bytearray(data[28 + size :])

    @property
    def metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document["extensions"]["EXT_structural_metadata"]
        return found

    @property
    def table(self) -> dict[str, Any]:
        found: dict[str, Any] = self.metadata["propertyTables"][0]
        return found

    @property
    def primitive(self) -> dict[str, Any]:
        found: dict[str, Any] = self.document["meshes"][0]["primitives"][0]
        return found

    def accessor(self, name: str) -> dict[str, Any]:
        number = self.primitive["indices"] if name == "indices" else self.primitive["attributes"][name]
        found: dict[str, Any] = self.document["accessors"][number]
        return found

    def view(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self.document["bufferViews"][number]
        return found

    def write(self, name: str, kind: str, place: int, value: float) -> None:
        """Put a number into the array of an attribute, or of a property: ``values`` or ``stringOffsets``."""
        if name in self.table["properties"]:
            views = self.table["properties"][name]
            start = self.view(views["stringOffsets" if kind == "<u4" else "values"])["byteOffset"]
        else:
            start = self.view(self.accessor(name)["bufferView"])["byteOffset"]
        dtype = np.dtype(kind)
        size = dtype.itemsize
        begin = start + place * size
        self.binary[begin : begin + size] = np.array(value, dtype).tobytes()

    def save(self) -> None:
        text = json.dumps(self.document, ensure_ascii=False).encode()
        text += b" " * (-len(text) % 4)
        binary = bytes(self.binary)
        head = struct.pack("<4sII", b"glTF", 2, 28 + len(text) + len(binary))
        chunks = (
            struct.pack("<I4s", len(text), b"JSON")
            + text
            + struct.pack("<I4s", len(binary), b"BIN\0")
            + binary
        )
        self.path.write_bytes(head + chunks)


def _hidden_column(one: _File) -> None:
    one.metadata["schema"]["classes"]["feature"]["properties"]["field_1"]["name"] = "所有者"


def _half_letter(one: _File) -> None:
    start = one.view(one.table["properties"]["field_1"]["values"])["byteOffset"]
    one.binary[start] = 0xFF


TILES: dict[str, tuple[str, Callable[[_File], object]]] = {
    "another version": ("glb", lambda f: _put(f.document["asset"], "version", "1.0")),
    "no scene": ("glb", lambda f: f.document.pop("scenes")),
    "an empty scene": ("glb", lambda f: _put(f.document["scenes"][0], "nodes", [])),
    "a ring of nodes": ("glb", lambda f: _put(f.document["nodes"][0], "children", [0])),
    "a turned node": ("glb", lambda f: _put(f.document["nodes"][0], "rotation", [0, 0, 0, 1])),
    "a view beyond the end": ("glb", lambda f: _put(f.view(0), "byteLength", 10**9)),
    "an unused view beyond the end": (
        "glb",
        lambda f: f.document["bufferViews"].append({"buffer": 0, "byteOffset": 0, "byteLength": 10**9}),
    ),
    "too many points": ("glb", lambda f: _put(f.accessor("POSITION"), "count", 10**8)),
    "no points": ("glb", lambda f: _put(f.accessor("POSITION"), "count", 0)),
    "an odd place": ("glb", lambda f: _put(f.accessor("POSITION"), "byteOffset", 2)),
    "other bounds": ("glb", lambda f: _put(f.accessor("POSITION"), "min", [0, 0, 0])),
    "an index beyond the points": ("glb", lambda f: f.write("indices", "<u2", 0, 65_000)),
    "a point that is no number": ("glb", lambda f: f.write("POSITION", "<f4", 0, np.nan)),
    "a long normal": ("glb", lambda f: f.write("NORMAL", "<f4", 0, 3.0)),
    "lines": ("glb", lambda f: _put(f.primitive, "mode", 1)),
    "no extensions told": ("glb", lambda f: f.document.pop("extensionsUsed")),
    "an id beyond the table": ("feature-ids", lambda f: f.write("_FEATURE_ID_0", "<f4", 0, 4000.0)),
    "half an id": ("feature-ids", lambda f: f.write("_FEATURE_ID_0", "<f4", 0, 0.5)),
    "a negative id": ("feature-ids", lambda f: f.write("_FEATURE_ID_0", "<f4", 0, -1.0)),
    "an id of the neighbour": ("feature-ids", lambda f: f.write("_FEATURE_ID_0", "<f4", 0, 1.0)),
    "another table": (
        "feature-ids",
        lambda f: _put(f.primitive["extensions"]["EXT_mesh_features"]["featureIds"][0], "propertyTable", 1),
    ),
    "no such attribute": (
        "feature-ids",
        lambda f: _put(f.primitive["extensions"]["EXT_mesh_features"]["featureIds"][0], "attribute", 1),
    ),
    "fewer rows": ("table", lambda f: _put(f.table, "count", f.table["count"] - 1)),
    "no rows": ("table", lambda f: _put(f.table, "count", 0)),
    "falling offsets": ("table", lambda f: f.write("field_1", "<u4", 1, 4_000_000_000)),
    "offsets that do not begin": ("table", lambda f: f.write("field_1", "<u4", 0, 1)),
    "a broken letter": ("table", _half_letter),
    "a property less": ("table", lambda f: f.table["properties"].pop("field_2")),
    "another type": (
        "table",
        lambda f: _put(
            f.metadata["schema"]["classes"]["feature"]["properties"]["field_2"], "componentType", "X"
        ),
    ),
    "an odd column": (
        "table",
        lambda f: _put(f.view(f.table["properties"]["id"]["values"]), "byteOffset", 4),
    ),
    "a column that was not chosen": ("not-allowed", _hidden_column),
    "something hidden": (
        "not-allowed",
        lambda f: _put(f.document["asset"], "extras", {"owner": "長崎 太郎"}),
    ),
    "a picture": ("not-allowed", lambda f: _put(f.document, "images", [{"uri": "x.jpg"}])),
    "another file": ("outside-folder", lambda f: _put(f.document["buffers"][0], "uri", "x.bin")),
    "a raised tile": ("volume", lambda f: _put(f.document["nodes"][0], "translation", [0, 40, 0])),
}


@pytest.mark.parametrize("name", TILES)
def test_damage_to_a_tile_is_found(folder: Path, name: str) -> None:
    code, damage = TILES[name]
    one = _File(min(folder.rglob("*.glb")))
    before = (json.dumps(one.document), bytes(one.binary))
    damage(one)
    assert (json.dumps(one.document), bytes(one.binary)) != before
    one.save()
    assert code in _codes(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: b"glTF",
        lambda data: data[:-1],
        lambda data: data + b"\0\0\0\0",
        lambda data: b"gltf" + data[4:],
        lambda data: data[:4] + struct.pack("<I", 1) + data[8:],
        lambda data: data[:12] + struct.pack("<I", 10**9) + data[16:],
        lambda data: data[:16] + b"NOSJ" + data[20:],
        lambda data: data[:20] + b"}" + data[21:],
        lambda data: data[:20] + b"\xff" + data[21:],
        lambda data: data[: len(data) // 2],
    ],
)
def test_bytes_that_are_no_tile_are_found(folder: Path, change: Callable[[bytes], bytes]) -> None:
    path = min(folder.rglob("*.glb"))
    path.write_bytes(change(path.read_bytes()))
    assert _codes(folder) & {"unreadable", "glb"}
