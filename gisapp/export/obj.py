"""Wavefront OBJ: a group for each building, metres with z upwards, relative to an origin that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext, without_shape
from gisapp.export.content import Content, about
from gisapp.export.weld import Welded, weld

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

DECIMALS = 3
"""Millimetres."""


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the best shape of each building; points of a building are joined where they coincide."""
    origin = origin_of(content)
    names = group_names(content)
    before = written = 0
    with path.open("wb") as file:
        file.write(_head(content, origin).encode())
        for mesh in content.shapes(feedback):
            welded = weld(mesh, DECIMALS)
            if not len(welded.triangles):
                continue
            file.write(jsontext.run_together(_points(welded.points - origin)))
            file.write(jsontext.run_together(_faces(welded, names, before)))
            before += len(welded.points)
            written += len(np.unique(welded.owners))
    without_shape.tell(content, written, feedback)


def origin_of(content: Content) -> NDArray[np.float64]:
    """Return the point (east, north, height) that is subtracted: the middle, to whole hundred metres."""
    west, south, _, east, north, _ = content.extent
    return np.array([round((west + east) / 2, -2), round((south + north) / 2, -2), 0.0])


def group_names(content: Content) -> pa.StringArray:
    """Return the gml:id of each feature; where there is none, its number."""
    count = len(content)
    numbered = pc.binary_join_element_wise("feature_", pa.array(np.arange(count)).cast(pa.string()), "")
    if "gml_id" not in content.schema.names:
        return numbered
    ids = content.columns(["gml_id"]).column(0).combine_chunks()
    return pc.replace_substring_regex(pc.coalesce(ids, numbered), r"[\s\x00-\x1f]+", "_")


def _head(content: Content, origin: NDArray[np.float64]) -> str:
    told = [f"# {name}: {_one_line(value)}" for name, value in about(content).items()]
    east, north, height = origin.tolist()
    place = [
        "# axes: x east, y north, z up; metres",
        f"# origin (add to x y z for {content.crs}, east north height): {east:.3f} {north:.3f} {height:.3f}",
    ]
    return "\n".join([*told, *place]) + "\n"


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


def _points(points: NDArray[np.float64]) -> pa.StringArray:
    rounded = np.round(points, DECIMALS) + 0.0
    x, y, z = (pa.array(np.ascontiguousarray(column)).cast(pa.string()) for column in rounded.T)
    return pc.binary_join_element_wise(pc.binary_join_element_wise("v", x, y, z, " "), "\n", "")


def _faces(welded: Welded, names: pa.StringArray, before: int) -> pa.StringArray:
    """Return the faces, those of a building behind the name of its group."""
    order = np.argsort(welded.owners, kind="stable")
    owners, triangles = welded.owners[order], welded.triangles[order].astype(np.int64) + before + 1
    begins = np.concatenate([[True], owners[1:] != owners[:-1]])
    groups = pc.binary_join_element_wise("g ", names.take(pa.array(owners[begins])), "\n", "")
    place = pa.array(np.cumsum(begins) - 1, mask=~begins)
    a, b, c = (pa.array(np.ascontiguousarray(column)).cast(pa.string()) for column in triangles.T)
    faces = pc.binary_join_element_wise("f", a, b, c, " ")
    return pc.binary_join_element_wise(pc.fill_null(groups.take(place), ""), faces, "\n", "")
