"""Cities of several zones in one project: each lies where it lies, to the millimetre."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from gisapp import reading
from importers.citygml.importer import CityGml, CityGmlOptions
from layers.base import View
from layers.feedback import Feedback, Severity
from layers.project import Project
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, archive, codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.base import Layer

SAGA, NAGASAKI, TOKYO = (33.2494, 130.2998), (32.7448, 129.8737), (35.6895, 139.6917)
ZONE_1, ZONE_2, ZONE_9 = "EPSG:6669", "EPSG:6670", "EPSG:6677"


def _city(path: Path, here: tuple[float, float], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gml, "HERE", here)
    return archive(path, {GML: gml.model(*gml.street(3))})


def _read(path: Path, stores: Path, target: str = "") -> Any:
    return CityGml().read(path, CityGmlOptions(stores=stores, target=target), Feedback())


def _written(here: tuple[float, float], target: str) -> np.ndarray:
    """Return where the corner at the origin of the made street is in a system, by pyproj alone."""
    east, north = Transformer.from_crs("EPSG:6697", target, always_xy=True).transform(here[1], here[0])
    return np.array([east, north])


@pytest.mark.parametrize(
    ("here", "own", "target", "told"),
    [
        (SAGA, ZONE_2, ZONE_1, Severity.INFO),
        (NAGASAKI, ZONE_1, ZONE_2, Severity.INFO),
        (TOKYO, ZONE_9, ZONE_1, Severity.WARNING),
    ],
)
def test_a_city_of_another_zone_lies_right_to_the_millimetre(
    here: tuple[float, float],
    own: str,
    target: str,
    told: Severity,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = _city(tmp_path / "city.zip", here, monkeypatch)
    at_home = _read(path, tmp_path / "stores")
    assert at_home.layers[0].data.crs == own
    assert "city-other-zone" not in codes(at_home.findings)
    away = _read(path, tmp_path / "stores", target)
    store, home = away.layers[0].data.store, at_home.layers[0].data.store
    assert store.crs == target
    assert store.folder != home.folder
    assert away.layers[0].id == at_home.layers[0].id
    (finding,) = [one for one in away.findings if one.code == "city-other-zone"]
    assert finding.severity == told
    assert "位置は正しく" in str(finding.message)

    # The corner that stands in the file as degrees; then all points of both stores, back to degrees.
    mesh = store.mesh(0)
    points = mesh.points.astype(np.float64)[:, :2] + mesh.origin[:2]
    assert np.linalg.norm(points - _written(here, target), axis=1).min() < 0.001
    apart = []
    for chunk in range(len(store.chunks["row"])):
        one, other = (_degrees(each.mesh(chunk), each.crs) for each in (store, home))
        apart.append(np.abs(one - other).max())
    assert max(apart) * 111_320 < 0.001
    print(f"at most {max(apart) * 111_320_000:.4f} mm apart")
    outlines = [
        shapely.from_wkb(each.columns(["geometry"]).column(0).to_numpy(zero_copy_only=False))
        for each in (store, home)
    ]
    scale = 1 + finding.values["percent"] / 100
    ratio = shapely.area(outlines[0]) / shapely.area(outlines[1])
    # The sentence tells of the middle of the file's envelope, half a kilometre away.
    np.testing.assert_allclose(ratio, (scale / _scale(here, own)) ** 2, rtol=5e-5)


def _degrees(mesh: Any, crs: str) -> np.ndarray:
    points = mesh.points.astype(np.float64)[:, :2] + mesh.origin[:2]
    back = Transformer.from_crs(crs, "EPSG:6668", always_xy=True)
    return np.column_stack(back.transform(points[:, 0], points[:, 1]))


def _scale(here: tuple[float, float], crs: str) -> float:
    from pyproj import Proj

    return float(Proj(crs).get_factors(here[1], here[0]).meridional_scale)


def _project(paths: Sequence[Path], stores: Path) -> Project:
    project = Project()
    for path in paths:
        result = _read(path, stores, project.crs)
        project, _ = reading.with_layers(project, result.layers)
    return project


def _reopened(layer: Layer, project: Project) -> Layer:
    return reading.read_again(layer, Feedback(), [], **reading.in_system(project, layer))


def test_nagasaki_and_saga_in_one_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = tmp_path / "stores"
    monkeypatch.setenv("GISAPP_STORES", str(stores))
    first = _city(tmp_path / "nagasaki.zip", NAGASAKI, monkeypatch)
    second = _city(tmp_path / "saga.zip", SAGA, monkeypatch)
    project = _project([first, second], stores)
    assert project.crs == ZONE_1
    assert {layer.data.crs for layer in project.layers} == {ZONE_1}
    extents = [layer.extent() for layer in project.layers]
    assert extents[0] is not None
    assert extents[1] is not None
    # By the inverse of the ellipsoid, which knows no zones: 68 km.
    from pyproj import Geod

    truth = Geod(ellps="GRS80").inv(NAGASAKI[1], NAGASAKI[0], SAGA[1], SAGA[0])[2]
    apart = np.hypot(extents[0][0] - extents[1][0], extents[0][1] - extents[1][1])
    assert apart == pytest.approx(truth, rel=2e-4)
    # Opened again, also by a project that was saved before cities came in its system.
    for layer in project.layers:
        assert _reopened(layer, project).data.crs == ZONE_1
        bare = type(layer)(
            id=layer.id,
            name=layer.name,
            crs=layer.crs,
            source=type(layer.source)(layer.source.path, "citygml"),
        )
        assert _reopened(bare, project).data.crs == ZONE_1
    shutil.move(second, tmp_path / "gone.zip")
    saga = project.layers[0]
    assert saga.source.path == second
    kept = _reopened(saga, project)
    assert kept.data.crs == ZONE_1
    assert json.loads((kept.data.folder / "store.json").read_text("utf-8"))["crs"] == ZONE_1


def test_a_city_in_another_system_than_the_project_is_never_laid_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from layers.errors import ImportFailed

    saga = _read(_city(tmp_path / "saga.zip", SAGA, monkeypatch), tmp_path / "stores")
    with pytest.raises(ImportFailed, match="重ねられません"):
        reading.with_layers(Project(crs=ZONE_1), saga.layers)


def test_of_a_city_out_of_view_only_the_manifest_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [NAGASAKI, SAGA, *((33.0 + 0.2 * k, 131.0) for k in range(4))]
    paths = [_city(tmp_path / f"city{number}.zip", here, monkeypatch) for number, here in enumerate(places)]
    project = _project(paths, tmp_path / "stores")
    layers = [_reopened(layer, project) for layer in project.layers]
    box = np.array(layers[-1].extent())
    centre = (box[:3] + box[3:]) / 2
    down = View(
        centre + np.array([0.0, 0.0, 300.0]), centre, np.array([0.0, 1.0, 0.0]), 30.0, (800, 600), 1_000_000
    )
    shown = {layer.name: bool(layer.parts(down)) for layer in layers}
    opened = [set(vars(layer.data.store)) & {"features", "chunks", "ground", "parquet"} for layer in layers]
    assert [bool(names) for names in opened] == [False] * 5 + [True]
    assert layers[-1].parts(down)
    assert shown
    assert project.extent() is not None
