from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyproj import CRS

from layers.errors import DamagedFile, SourceMissing, UnsupportedVersion
from layers.store import format as store_format
from layers.store.city import CityStore
from layers.store.format import block_of, tile_of
from layers.store.publish import publish
from tests import cities, realdata
from tests.importers.citygml.reading import expect_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = [cities.KAGA, cities.SHUNAN, cities.TOKYO, cities.TATEBAYASHI]
PAGE = realdata.ROOT / "docs" / "STORE.md"


@pytest.fixture(params=NAMES)
def store(request: pytest.FixtureRequest, real_data: Callable[[str], Path]) -> CityStore:
    found: CityStore = cities.buildings(request.param).data.store
    return found


@pytest.fixture
def copy(tmp_path: Path, real_data: Callable[[str], Path]) -> Path:
    """Return a store that a test may damage."""
    return Path(shutil.copytree(cities.buildings(cities.KAGA).data.store.folder, tmp_path / "store"))


# ------------------------------------------------------------------------------------- for other programs


def test_geopandas_alone_opens_the_table(store: CityStore) -> None:
    frame = geopandas.read_parquet(store.folder / store_format.TABLE)
    assert len(frame) == store.count
    assert frame.crs == CRS.from_user_input(store.crs)
    assert frame.crs.to_epsg() in range(6669, 6688)
    geometry = frame.geometry
    assert set(geometry.geom_type) <= {"Polygon", "MultiPolygon"}
    assert geometry.is_valid.mean() > 0.999
    assert not geometry.is_empty.any()
    west, south, _, east, north, _ = store.manifest["bounds"]
    assert geometry.total_bounds[0] >= west - 1e-6
    assert geometry.total_bounds[1] >= south - 1e-6
    assert geometry.total_bounds[2] <= east + 1e-6
    assert geometry.total_bounds[3] <= north + 1e-6
    # East comes first: in degrees the city lies in Japan.
    degrees = geometry.to_crs(6668).total_bounds
    assert 122 < degrees[0] < degrees[2] < 154
    assert 24 < degrees[1] < degrees[3] < 46
    heights = frame["top_height"] - frame["ground_height"]
    assert (heights >= 0).all()
    assert (heights < 400).all()


def test_columns_have_the_types_that_the_page_states(store: CityStore) -> None:
    schema = pq.read_schema(store.folder / store_format.TABLE)
    kinds = {attribute["name"]: attribute["kind"] for attribute in store.manifest["attributes"]}
    allowed: dict[str, Callable[[pa.DataType], bool]] = {
        "text": lambda kind: pa.types.is_string(kind) or pa.types.is_dictionary(kind),
        "code": pa.types.is_dictionary,
        "number": pa.types.is_floating,
        "integer": pa.types.is_integer,
        "year": pa.types.is_integer,
        "date": pa.types.is_string,
        "list": pa.types.is_list,
    }
    assert kinds
    for name, kind in kinds.items():
        assert allowed[kind](schema.field(name).type), (name, kind, schema.field(name).type)
        if kind == "code":
            assert pa.types.is_dictionary(schema.field(f"{name}_code").type)
    assert store.manifest["columns"] == [name for name in schema.names if name != "geometry"]
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_the_examples_of_the_page_run_as_they_stand(tmp_path: Path, real_data: Callable[[str], Path]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    folder = cities.buildings(cities.KAGA).data.store.folder
    for block in blocks:
        done = subprocess.run(
            [sys.executable, "-c", f"store, out = {str(folder)!r}, {str(tmp_path)!r}\n{block}"],
            cwd=tmp_path,  # neither the project nor its packages are there
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout
    assert (tmp_path / "buildings.geojson").stat().st_size > 10_000


def test_the_page_names_every_file_column_and_key(real_data: Callable[[str], Path]) -> None:
    text = PAGE.read_text("utf-8")
    assert f"format **{store_format.FORMAT}**" in text
    named = set(re.findall(r"[a-z_0-9]+", text))
    for schema in (store_format.FEATURE_COLUMNS, store_format.CHUNK_COLUMNS, store_format.MESH_COLUMNS):
        assert set(schema.names) <= named
    assert named >= store_format.MANIFEST_KEYS
    store = cities.buildings(cities.KAGA).data.store
    assert set(store.manifest) <= named
    for file in store.folder.rglob("*"):
        assert file.name in text
    ground = pa.ipc.open_file(pa.memory_map(str(store.folder / store_format.GROUND))).schema
    assert set(ground.names) <= named


# ------------------------------------------------------------------------------------- what is in it


def test_meshes_chunks_and_features_agree(store: CityStore) -> None:
    features, chunks = store.features, store.chunks
    random = np.random.default_rng(0)
    sample = random.permutation(len(chunks["row"]))[:60]
    for chunk in sample.tolist():
        mesh = store.mesh(chunk)
        assert len(mesh.points) == chunks["points"][chunk]
        assert len(mesh.triangles) == len(mesh.features) == len(mesh.surfaces) == chunks["triangles"][chunk]
        assert len(np.unique(mesh.features)) == chunks["features"][chunk]
        assert mesh.triangles.max() < len(mesh.points)
        assert len(np.unique(mesh.triangles)) == len(mesh.points)
        ground = int(chunks["ground"][chunk])
        is_ground = mesh.surfaces == 3
        assert is_ground.sum() == ground
        assert is_ground[len(is_ground) - ground :].all()
        places = mesh.points.astype(np.float64) + mesh.origin
        low = [chunks[name][chunk] for name in ("west", "south", "bottom")]
        high = [chunks[name][chunk] for name in ("east", "north", "top")]
        np.testing.assert_allclose(places.min(axis=0), low, atol=1e-3)
        np.testing.assert_allclose(places.max(axis=0), high, atol=1e-3)
        assert np.abs(mesh.points).max() < 5_000  # so that float32 is good for tenths of a millimetre
        rows = np.unique(mesh.features)
        assert (features["tile"][rows] == chunks["tile"][chunk]).all()
        assert (features["source"][rows] == chunks["source"][chunk]).all()
        assert ((features["lods"][rows] >> chunks["lod"][chunk]) & 1 == 1).all()
        inside = (places[mesh.triangles[:, 0], 2] >= features["bottom"][mesh.features] - 1e-2) & (
            places[mesh.triangles[:, 0], 2] <= features["top"][mesh.features] + 1e-2
        )
        assert inside.all() or chunks["lod"][chunk] == 0


def test_every_building_with_a_shape_is_in_some_chunk(store: CityStore) -> None:
    drawn = np.zeros(store.count, dtype=bool)
    for chunk in range(len(store.chunks["row"])):
        drawn[store.mesh(chunk).features] = True
    assert drawn.all() == (store.features["lods"] > 0).all()
    assert (drawn == (store.features["lods"] > 0)).mean() > 0.9999


def test_closed_chunks_have_no_open_edge(store: CityStore) -> None:
    closed = np.flatnonzero(store.chunks["closed"])
    assert len(closed)
    for chunk in closed[:10].tolist():
        mesh = store.mesh(chunk)
        corners = np.round(mesh.points[mesh.triangles].astype(np.float64) * 1000).astype(np.int64)
        edges: dict[tuple[int, ...], int] = {}
        for triangle, feature in zip(corners.tolist(), mesh.features.tolist(), strict=True):
            for a, b in ((0, 1), (1, 2), (2, 0)):
                one, other = (feature, *triangle[a]), (feature, *triangle[b])
                edges[one + other] = edges.get(one + other, 0) + 1
        half = len(next(iter(edges))) // 2
        loose = sum(edges.get(edge[half:] + edge[:half], 0) != count for edge, count in edges.items())
        # Millimetres may fall on either side of a rounding; faces that are split differently leave pairs.
        assert loose < 0.02 * len(edges)


def test_tiles_nest_in_the_meshes_of_jis() -> None:
    assert tile_of(np.array([139.501]), np.array([36.101])).tolist() == [17328 << 20 | 44640]
    longitude, latitude = np.meshgrid(np.linspace(129.0, 129.2, 90), np.linspace(32.5, 32.7, 90))
    tiles = tile_of(longitude.ravel(), latitude.ravel())
    blocks = block_of(tiles)
    third_row = np.floor(latitude.ravel() * 120).astype(int)
    third_column = np.floor(longitude.ravel() * 80).astype(int)
    for block in np.unique(blocks):
        mine = blocks == block
        assert len(set(third_row[mine])) == len(set(third_column[mine])) == 1
        assert len(np.unique(tiles[mine])) <= 16


def test_rows_are_read_from_their_row_groups_only(real_data: Callable[[str], Path]) -> None:
    store = cities.buildings(cities.TATEBAYASHI).data.store
    wanted = [5, 8191, 8192, 40_000, store.count - 1]
    rows = store.rows(wanted)
    everything = store.columns(["gml_id"]).column(0)
    assert rows.column("gml_id").to_pylist() == [everything[row].as_py() for row in wanted]
    assert "geometry" not in rows.column_names


def test_the_ground_lies_below_the_houses(store: CityStore) -> None:
    ground = store.ground
    assert ground is not None
    heights = ground["heights"]
    assert heights.shape == (ground["rows"], ground["columns"])
    assert np.isfinite(heights).all()
    bottom = store.features["bottom"][store.features["lods"] > 1]
    assert heights.min() >= bottom.min() - 1e-3
    assert heights.max() <= bottom.max() + 1e-3
    column = ((store.features["box_east"] - ground["west"]) / ground["cell"]).astype(int)
    row = ((store.features["box_north"] - ground["south"]) / ground["cell"]).astype(int)
    solid = store.features["lods"] > 1
    apart = np.abs(heights[row[solid], column[solid]] - bottom)
    assert np.median(apart) < 2.0


def test_a_store_is_a_quarter_of_its_source(real_data: Callable[[str], Path]) -> None:
    store = cities.buildings(cities.TATEBAYASHI).data.store
    size = sum(file.stat().st_size for file in store.folder.rglob("*") if file.is_file())
    source = sum(file["size"] for file in store.manifest["sources"])
    print(f"store {size / 1e6:.0f} MB of {source / 1e6:.0f} MB: {size / source:.1%}")
    assert size <= 0.25 * source


# ------------------------------------------------------------------------------------- what is no store


def test_no_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing) as caught:
        CityStore.open(tmp_path / "nothing")
    expect_sentence(caught.value, "見つかりません", "もう一度読み込んで")


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "3", "[" * 100_000, '{"format": 4', "\x00\xff"])
def test_a_damaged_manifest_is_said(content: str, copy: Path) -> None:
    (copy / "store.json").write_text(content, encoding="latin-1")
    with pytest.raises((DamagedFile, UnsupportedVersion)) as caught:
        CityStore.open(copy)
    expect_sentence(caught.value, "もう一度読み込んで")


@pytest.mark.parametrize("number", [0, store_format.FORMAT - 1, store_format.FORMAT + 1, "4", None])
def test_another_format_is_said(number: Any, copy: Path) -> None:
    manifest = json.loads((copy / "store.json").read_text("utf-8"))
    (copy / "store.json").write_text(json.dumps({**manifest, "format": number}), "utf-8")
    with pytest.raises(UnsupportedVersion) as caught:
        CityStore.open(copy)
    expect_sentence(caught.value, "別の版", "もう一度読み込んで")


@pytest.mark.parametrize("key", sorted(store_format.MANIFEST_KEYS - {"format"}))
def test_a_manifest_that_lacks_something_is_damaged(key: str, copy: Path) -> None:
    manifest = json.loads((copy / "store.json").read_text("utf-8"))
    del manifest[key]
    (copy / "store.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(DamagedFile):
        CityStore.open(copy)


def test_a_file_that_is_cut_or_gone_is_told_before_it_is_mapped(copy: Path) -> None:
    files = [file for file in copy.rglob("*") if file.is_file() and file.name != "store.json"]
    assert len(files) == 11
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content[:-1])
        with pytest.raises(DamagedFile, match="壊れて"):
            CityStore.open(copy)
        file.unlink()
        with pytest.raises(DamagedFile, match="壊れて"):
            CityStore.open(copy)
        file.write_bytes(content)
        CityStore.open(copy)


def test_publishing_replaces_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "city"
    (tmp_path / "city.old-1234").mkdir()
    for number in range(3):
        work = tmp_path / f"work{number}"
        work.mkdir()
        (work / "store.json").write_text(str(number))
        publish(work, target)
        assert (target / "store.json").read_text() == str(number)
        assert [path.name for path in tmp_path.iterdir()] == ["city"]


def test_a_store_that_cannot_be_published_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, work = tmp_path / "city", tmp_path / "work"
    for folder in (target, work):
        folder.mkdir()
        (folder / "store.json").write_text(folder.name)
    real = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if self == work:
            raise PermissionError(13, "in use")
        return real(self, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        publish(work, target)
    assert (target / "store.json").read_text() == "city"
