"""Outlines: the edges where a shape bends or ends, and no others."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.scene import highlight
from layers.drawables import Lines, Mesh
from tests.fakes import FULL, PRISM, box_city

ACCENT = (31, 95, 168)


def lengths(mesh: Mesh) -> np.ndarray:
    corners = highlight.edges(mesh.points.astype(np.float64), mesh.triangles)
    return np.sort(np.linalg.norm(np.diff(mesh.points[corners], axis=1)[:, 0], axis=1))


def split(mesh: Mesh) -> Mesh:
    """Return the mesh with corners of its own for each triangle."""
    flat = mesh.triangles.ravel()
    order = np.arange(len(flat), dtype=np.uint32).reshape(-1, 3)
    return Mesh(mesh.origin, mesh.points[flat], order, mesh.features, mesh.surfaces)


@pytest.mark.parametrize("change", [lambda mesh: mesh, split])
def test_box_without_bottom_has_twelve_edges(change: object) -> None:
    city = box_city(4)
    (mesh,) = [change(city._mesh(np.array([2]), PRISM))]  # type: ignore[operator]
    size = (city.boxes.high - city.boxes.low)[2]
    assert lengths(mesh) == pytest.approx(np.sort(np.repeat(size, 4)), abs=1e-3)


@pytest.mark.parametrize("change", [lambda mesh: mesh, split])
def test_house_with_a_gable_has_a_ridge_and_no_line_across_its_ends(change: object) -> None:
    mesh = change(box_city(4)._mesh(np.array([1]), FULL))  # type: ignore[operator]
    # 4 at the foot, 4 upright, 2 eaves along the ridge, 4 rakes, 1 ridge.
    assert len(lengths(mesh)) == 15


def test_faces_without_area_and_empty_meshes() -> None:
    assert highlight.edges(np.zeros((3, 3)), np.empty((0, 3), dtype=np.int32)).shape == (0, 2)
    degenerate = np.array([(0, 0, 0), (5, 0, 0), (10, 0, 0)], dtype=np.float64)
    assert len(highlight.edges(degenerate, np.array([(0, 1, 2)]))) == 0


def test_outline_is_lines_in_the_accent_colour_where_the_mesh_is() -> None:
    city = box_city(9)
    (mesh,) = city.outline(np.array([4], dtype=np.uint32))
    (lines,) = highlight.outline([mesh], ACCENT)
    assert isinstance(lines, Lines)
    assert lines.colour == ACCENT
    assert len(lines.points) == lines.offsets[-1] == 2 * (len(lines.offsets) - 1)
    places = lines.points + lines.origin
    assert places.min(axis=0) == pytest.approx(city.boxes.low[4], abs=1e-3)
    assert places.max(axis=0) == pytest.approx(city.boxes.high[4], abs=1e-3)


def test_many_buildings_at_once_keep_their_edges_apart() -> None:
    mesh = box_city(400)._mesh(np.arange(400), PRISM)
    assert len(lengths(mesh)) == 400 * 12
