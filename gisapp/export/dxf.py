"""DXF for CAD: features with their names, what was measured in space, all else flat; metres, x is east."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gisapp.export.content import Part
from layers.measured import middle_of

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.export.content import Content, SpatialContent
    from layers.feedback import Feedback

STYLE = "JAPANESE"
TYPEFACE = "msgothic.ttc"
"""A typeface with Japanese letters that every Windows has."""
LETTERS = 100
"""Letters that would fit along the whole drawing …"""
SMALLEST, LARGEST = 0.05, 5.0
"""… and metres between which they are high."""
LAYERS = {"point": ("計測_点", 1), "line": ("計測_線", 3), "area": ("計測_面", 5), "words": ("計測_文字", 7)}
"""Layers of the drawing and their colours (numbers of AutoCAD)."""


def new_drawing() -> Any:
    """Return an empty drawing (R2010) in metres with a style for Japanese letters."""
    from ezdxf import units
    from ezdxf.filemanagement import new

    drawing = new("R2010", setup=False)
    drawing.units = units.M
    drawing.styles.add(STYLE, font=TYPEFACE)
    return drawing


def drawing_bytes(drawing: Any) -> bytes:
    """Return a drawing as the bytes of its file, UTF-8."""
    stream = io.StringIO()
    drawing.write(stream)
    return stream.getvalue().encode("utf-8")


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write points, lines and closed lines with the heights of their corners, and what was measured beside.

    Coordinates are metres of the plane rectangular system, heights those of the corners. What has no shape in
    space is drawn flat.
    """
    if Part.SPACE not in content.offers:
        from gisapp.export import dxfflat

        dxfflat.write(content, path, feedback)
        return
    drawing = new_drawing()
    for name, colour in LAYERS.values():
        drawing.layers.add(name, color=colour)
    space = drawing.modelspace()
    drawn = cast("SpatialContent", content).in_space()
    west, south, _, east, north, _ = content.extent
    letters = float(np.clip(max(east - west, north - south) / LETTERS, SMALLEST, LARGEST))
    for number, one in enumerate(drawn):
        feedback.step(number, len(drawn))
        on = {"layer": LAYERS[one.shape][0]}
        corners = one.corners.tolist()
        if one.shape == "point":
            space.add_point(corners[0], dxfattribs=on)
        else:
            space.add_polyline3d(corners, close=one.shape == "area", dxfattribs=on)
        place = middle_of(one.corners, closed=one.shape == "area").tolist()
        words = {"layer": LAYERS["words"][0], "style": STYLE, "insert": place, "height": letters}
        space.add_text(one.words, dxfattribs=words)
    path.write_bytes(drawing_bytes(drawing))
