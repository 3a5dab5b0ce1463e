"""What worker threads make of drawables."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.scene.bake import BakedImage, BakedLabels, BakedLines, BakedMesh, BakedPoints, bake
from layers.drawables import NO_FEATURE, Image, Labels, Lines, Mesh, Points, Surface
from layers.feedback import Cancelled, Feedback
from tests.fakes import FULL, PRISM, box_city


def one(mesh: Mesh) -> BakedMesh:
    (baked,) = bake([mesh], Feedback())
    assert isinstance(baked, BakedMesh)
    return baked


def quad(*, features: tuple[int, int] = (5, 5), surfaces: tuple[int, int] = (1, 1)) -> Mesh:
    return Mesh(
        np.array([1000.0, 2000.0, 3.0]),
        np.array([(0, 0, 0), (9, 0, 0), (9, 9, 0), (0, 9, 0)], dtype=np.float32),
        np.array([(0, 1, 2), (0, 2, 3)], dtype=np.uint32),
        np.array(features, dtype=np.uint32),
        np.array(surfaces, dtype=np.uint8),
    )


def test_mapped_arrays_are_used_as_they_are() -> None:
    mesh = quad()
    baked = one(mesh)
    assert np.shares_memory(baked.points, mesh.points)
    assert np.shares_memory(baked.triangles, mesh.triangles)
    assert baked.triangles.dtype == np.int32
    assert baked.origin.tolist() == [1000.0, 2000.0, 3.0]
    assert baked.features.tolist() == [5, 5, 5, 5]


def test_undersides_are_not_drawn_but_the_ground_is() -> None:
    assert one(quad(surfaces=(Surface.ROOF, Surface.GROUND))).triangles.tolist() == [[0, 1, 2]]
    assert one(quad(surfaces=(Surface.GROUND, Surface.ROOF))).triangles.tolist() == [[0, 2, 3]]
    assert bake([quad(surfaces=(Surface.GROUND, Surface.GROUND))], Feedback()) == []
    ground = one(quad(features=(NO_FEATURE, NO_FEATURE), surfaces=(Surface.GROUND, Surface.GROUND)))
    assert ground.cost == 2
    assert ground.loose


def test_bottoms_of_solids_without_named_faces_are_not_drawn() -> None:
    boxes = box_city(9)._mesh(np.arange(9), PRISM)
    bottom = boxes.triangles.reshape(9, -1, 3)[:, :1, :1] // 8 * 8 + np.array(
        [[[0, 3, 2], [0, 2, 1]]], np.uint32
    )
    # A canopy looks down too, but from above the foot of its building.
    canopy = boxes.triangles.reshape(9, -1, 3)[:, :1, :1] // 8 * 8 + np.array([[[4, 7, 6]]], np.uint32)
    triangles = np.concatenate([boxes.triangles.reshape(9, -1, 3), bottom, canopy], axis=1).reshape(-1, 3)
    mesh = Mesh(
        boxes.origin,
        boxes.points,
        triangles.astype(np.uint32),
        np.repeat(np.arange(9, dtype=np.uint32) * 1000, 13),
        np.zeros(9 * 13, dtype=np.uint8),
    )
    assert one(mesh).cost == 9 * 11


def test_sharp_edges_stay_sharp_where_vertices_are_shared() -> None:
    mesh = box_city(4)._mesh(np.arange(4), FULL)
    baked = one(mesh)
    assert len(baked.points) == 3 * len(mesh.triangles)
    shade = baked.shade[baked.triangles].astype(int)
    assert (baked.features.reshape(-1, 3) == mesh.features[:, None]).all()
    # Each roof triangle has one shade, for nothing darkens a roof towards the ground.
    roofs = shade[mesh.surfaces == Surface.ROOF]
    assert (roofs.max(axis=1) == roofs.min(axis=1)).all()
    for feature in range(4):
        mine = mesh.features == feature
        walls = shade[mine & (mesh.surfaces == Surface.WALL)]
        assert shade[mine & (mesh.surfaces == Surface.ROOF)].mean() > walls.max()


def test_smooth_ground_shares_its_vertices() -> None:
    east, north = np.meshgrid(np.arange(30.0), np.arange(30.0))
    points = np.column_stack([east.ravel(), north.ravel(), np.sin(east.ravel()) * 3]).astype(np.float32)
    corner = (np.arange(29)[:, None] * 30 + np.arange(29)).ravel()
    triangles = np.concatenate(
        [
            np.column_stack([corner, corner + 1, corner + 31]),
            np.column_stack([corner, corner + 31, corner + 30]),
        ]
    ).astype(np.uint32)
    none = np.full(len(triangles), NO_FEATURE, dtype=np.uint32)
    baked = one(Mesh(np.zeros(3), points, triangles, none, np.zeros(len(triangles), dtype=np.uint8)))
    assert len(baked.points) == 900
    assert len(np.unique(baked.shade)) > 20


def test_float64_points_far_away_lose_nothing() -> None:
    mesh = box_city(9)._mesh(np.arange(9), PRISM)
    far = Mesh(np.zeros(3), mesh.points.astype(np.float64) + mesh.origin + [-90_000.0, 0, 0], mesh.triangles,
               mesh.features, mesh.surfaces)  # fmt: skip
    baked = one(far)
    exact = far.points[far.triangles.ravel()]
    assert np.abs(baked.points[baked.triangles.ravel()] + baked.origin - exact).max() < 1e-4


def test_other_drawables() -> None:
    origin = np.array([10.0, 20.0, 30.0])
    points = np.arange(15, dtype=np.float32).reshape(5, 3)
    found = bake(
        [
            Lines(origin, points, np.array([0, 2, 5]), np.array([7, 8], dtype=np.uint32), 2.0),
            Points(origin, points, np.arange(5, dtype=np.uint32)),
            Image(origin, (5.0, 6.0), np.zeros((4, 4, 3), dtype=np.uint8)),
            Labels(origin, points, tuple("abcde"), np.arange(5, dtype=np.uint32)),
        ],
        Feedback(),
    )
    lines, dots, image, labels = found
    assert isinstance(lines, BakedLines)
    assert lines.features.tolist() == [7, 7, 8, 8, 8]
    assert isinstance(dots, BakedPoints)
    assert isinstance(image, BakedImage)
    assert isinstance(labels, BakedLabels)
    assert labels.points[0].tolist() == [10.0, 21.0, 32.0]
    assert [baked.cost for baked in found] == [5, 5, 2, 0]


def test_stops_when_asked() -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        bake([quad()], feedback)


def test_of_labels_those_that_are_chosen_are_left_as_they_are() -> None:
    points = np.array([[0.0, 0.0, 1.0], [5.0, 0.0, 2.0], [9.0, 0.0, 3.0]])
    labels = Labels(
        np.array([100.0, 200.0, 0.0]), points, ("あ", "い", "う"), np.arange(3, dtype=np.uint32), 18.0
    )
    (baked,) = bake([labels], Feedback())
    assert isinstance(baked, BakedLabels)
    found = baked.only(np.array([True, False, True]))
    assert (found.texts, found.features.tolist(), found.rise) == (("あ", "う"), [0, 2], 18.0)
    assert found.points.tolist() == [[100.0, 200.0, 1.0], [109.0, 200.0, 3.0]]
