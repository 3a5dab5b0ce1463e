"""Point clouds leave as COPC with what was chosen, and with nothing that hides in points or records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import laspy
import numpy as np
import pytest
from pyproj import CRS

from gisapp.desks.publish.model import Generalisation, Publication, PublicField
from gisapp.desks.publish.projection import public_content
from gisapp.export.content import content_of
from gisapp.export.copcfile import KEPT_RECORDS
from gisapp.export.formats import formats_for, write, write_content
from gisapp.export.readback import compare
from layers.feedback import Feedback
from layers.project import Project
from tests.gisapp.desks.survey.shapes import opened

if TYPE_CHECKING:
    from pathlib import Path

    from layers.pointcloud import PointCloud

COUNT = 6000
SECRET = b"/srv/yamada/survey.las"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> PointCloud:
    """Return a cloud with all that may hide in one: user data, sources, extra bytes, records, times."""
    folder = tmp_path_factory.mktemp("cloud")
    random = np.random.default_rng(3)
    header = laspy.LasHeader(point_format=7, version="1.4")
    header.scales, header.offsets = np.full(3, 0.001), np.array([31_000.0, 32_000.0, 0.0])
    header.add_crs(CRS("EPSG:6669"))
    header.add_extra_dim(laspy.ExtraBytesParams(name="owner", type="u4", description="kept secret"))
    header.vlrs.append(laspy.VLR("surveyor", 77, SECRET.decode(), SECRET))
    header.system_identifier = "drone of yamada"
    points = laspy.ScaleAwarePointRecord.zeros(COUNT, header=header)
    points.x, points.y = (31_000 + random.uniform(0, 60, COUNT), 32_000 + random.uniform(0, 60, COUNT))
    points.z = random.uniform(0, 5, COUNT)
    points.classification[:] = random.choice([2, 5, 6], COUNT)
    points.intensity[:] = random.integers(1, 999, COUNT)
    points.red[:], points.green[:], points.blue[:] = random.integers(0, 65535, (3, COUNT))
    points.user_data[:], points.point_source_id[:], points.scan_angle[:] = 7, 42, 100
    points.gps_time = 1.0e9 + np.arange(COUNT)
    points.return_number[:], points.number_of_returns[:] = 1, 2
    points["owner"] = np.full(COUNT, 0xCAFE)
    path = folder / "scan.laz"
    with laspy.open(path, mode="w", header=header) as file:
        file.write_points(points)
    return opened(path, folder / "stores")


def _read(path: Path) -> laspy.LasData:
    data = laspy.read(path)
    assert {(one.user_id, one.record_id) for one in data.header.vlrs} <= KEPT_RECORDS
    content = path.read_bytes()
    for secret in (SECRET, b"yamada", b"surveyor", b"owner"):
        assert secret not in content
    for name in ("user_data", "point_source_id", "scan_angle"):
        assert not np.asarray(data[name]).any()
    return data


@pytest.fixture(scope="module")
def shown(cloud: PointCloud) -> PointCloud:
    """Return the cloud without a class."""
    return replace(cloud, hidden=(5,))


@pytest.fixture(scope="module")
def written(shown: PointCloud, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(shown, tmp_path_factory.mktemp("copc") / "a.copc.laz", Feedback())


def test_a_cloud_leaves_without_what_hides_in_it(cloud: PointCloud, written: Path) -> None:
    assert [one.id for one in formats_for(cloud)] == ["copc"]
    data = _read(written)
    assert set(np.unique(data.classification).tolist()) == {2, 6}
    assert set(np.asarray(data.number_of_returns).tolist()) == {2}
    assert np.asarray(data.red).any()
    assert not np.asarray(data.gps_time).any()  # tells when somebody was where
    assert data.header.parse_crs().name == "JGD2011 / Japan Plane Rectangular CS I"
    with laspy.CopcReader.open(written) as reader:
        assert len(reader.query()) == len(data.points) < COUNT


def test_the_public_gets_what_was_chosen(cloud: PointCloud, tmp_path: Path) -> None:
    said = Publication(
        cloud.id,
        "点群",
        fields=(PublicField("classification", "分類"),),
        generalisation=Generalisation(grid=2.0),
    )
    content = public_content(Project(layers=(cloud,), crs="EPSG:6669"), cloud, said, Feedback())
    data = _read(write_content(content, tmp_path / "a.copc.laz", Feedback()))
    assert len(data.points) < 31 * 31 * 4
    cubes = np.floor((data.xyz - data.xyz.min(axis=0)) / 2.0)
    assert len(np.unique(cubes, axis=0)) > 0.4 * len(cubes)
    assert np.asarray(data.classification).any()
    for name in ("intensity", "gps_time"):
        assert not np.asarray(data[name]).any()
    assert "red" not in data.point_format.dimension_names


def test_what_is_missing_or_too_much_is_noticed(
    cloud: PointCloud, shown: PointCloud, written: Path, tmp_path: Path
) -> None:
    assert compare(content_of(shown), written, Feedback()) == ()
    codes = {one.code for one in compare(content_of(cloud), written, Feedback())}
    assert codes == {"read-back-rows", "read-back-values"}
    changed = laspy.read(written)
    changed.header.vlrs = type(changed.header.vlrs)(
        [one for one in changed.header.vlrs if one.user_id == "LASF_Projection"]
    )
    changed.evlrs = None
    changed.user_data[:] = 1
    changed.write(tmp_path / "b.copc.laz")
    assert {one.code for one in compare(content_of(shown), tmp_path / "b.copc.laz", Feedback())} == {
        "read-back-values"
    }
