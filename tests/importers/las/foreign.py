"""Clouds of other formats, made for tests."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.importers.las.clouds import Town


def colours_of(cloud: Town) -> NDArray[np.uint8]:
    """Return colours (n, 3) of a town: other ones for each class."""
    return np.column_stack([cloud.classes * 20, 200 - cloud.classes * 10, np.full(len(cloud.classes), 90)])


def ply(path: Path, cloud: Town, form: str = "binary_little_endian") -> Path:
    """Write a PLY file with colours, a normal, intensity and class, and a triangle behind the points."""
    count = len(cloud.points)
    order = {"binary_big_endian": ">"}.get(form, "<")
    kind = np.dtype(
        [
            *((axis, f"{order}f8") for axis in "xyz"),
            *((f"n{axis}", f"{order}f4") for axis in "xyz"),
            *((name, "u1") for name in ("red", "green", "blue")),
            ("intensity", f"{order}u2"),
            ("scalar_Classification", f"{order}f4"),
        ]
    )
    table = np.zeros(count, dtype=kind)
    for number, axis in enumerate("xyz"):
        table[axis] = cloud.points[:, number].round(4)
        table[f"n{axis}"] = np.linspace(-1, 1, count) * (number + 1) / 3
    for number, name in enumerate(("red", "green", "blue")):
        table[name] = colours_of(cloud)[:, number]
    table["intensity"], table["scalar_Classification"] = np.arange(count) % 60_000, cloud.classes
    words = {"f8": "double", "f4": "float", "u2": "ushort", "u1": "uchar"}
    lines = ["ply", f"format {form} 1.0", "comment made for a test", f"element vertex {count}"]
    lines += [f"property {words[kind[name].str[1:]]} {name}" for name in kind.names or ()]
    lines += ["element face 1", "property list uchar int vertex_indices", "end_header", ""]
    head = "\n".join(lines).encode()
    if form == "ascii":
        rows = "\n".join(" ".join(str(one) for one in row.tolist()) for row in table)
        path.write_bytes(head + rows.encode() + b"\n3 0 1 2\n")
    else:
        path.write_bytes(head + table.tobytes() + b"\3" + np.arange(3, dtype=f"{order}i4").tobytes())
    return path


POSE = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
"""A quarter turn to the left."""


def e57(path: Path, cloud: Town, **more: Any) -> Path:
    """Write an E57 file with two scans, each seen from a place of its own; the second is turned."""
    import pye57

    half = len(cloud.points) // 2
    colours = colours_of(cloud)
    with pye57.E57(str(path), mode="w") as image:
        for part, turn, rotation in (
            (slice(None, half), np.eye(3), [1.0, 0.0, 0.0, 0.0]),
            (slice(half, None), POSE, [np.sqrt(0.5), 0.0, 0.0, np.sqrt(0.5)]),
        ):
            place = cloud.points[part].mean(axis=0)
            local = (cloud.points[part] - place) @ turn
            columns = {f"cartesian{axis}": local[:, number].copy() for number, axis in enumerate("XYZ")}
            columns |= {
                f"color{name}": colours[part, number].astype(np.uint8).copy()
                for number, name in enumerate(("Red", "Green", "Blue"))
            }
            columns["intensity"] = np.linspace(0, 1, len(local), dtype=np.float32)
            columns |= {name: values[part].copy() for name, values in more.items()}
            image.write_scan_raw(columns, rotation=np.array(rotation), translation=place)
    return path


def text(path: Path, cloud: Town, *, delimiter: str = ",", head: str = "", north_first: bool = False) -> Path:
    """Write a text with a point on each line: x, y, z with three digits."""
    points = cloud.points[:, [1, 0, 2]] if north_first else cloud.points
    rows = [delimiter.join(f"{one:.3f}" for one in row) for row in points]
    path.write_bytes(f"{head}{chr(10) if head else ''}{chr(10).join(rows)}\n".encode("cp932"))
    return path


def packed(path: Path, *files: Path) -> Path:
    """Put files into a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"タイル/{file.name}")
    return path
