"""Where a picture is taken from, as it is typed: ``home``, ``top``, ``project`` or a place to stand."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit, Stop

if TYPE_CHECKING:
    from layers.project import Camera, Project

HOME, TOP, PROJECT = "home", "top", "project"
SYNTAX = """\
視点の書き方（--camera）:
  home      全体を南から見下ろす
  top       全体を真上から見る（北が上）
  project   プロジェクトに保存した視点（なければ home）
  経度,緯度,高さ,方位,角度
            立つ場所（度）、目の標高（m）、見る方位（北 0、東 90）、見る角度（水平 0、真下 -90）"""
AHEAD = 300.0
"""Metres to the point looked at when the line of sight meets no ground."""
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def camera_of(text: str, project: Project, size: tuple[int, int]) -> Camera:
    """Return the camera that a text means.

    Parameters
    ----------
    text
        As :data:`SYNTAX` says.
    project
        With opened layers.
    size
        Width and height of the picture.

    Raises
    ------
    Stop
        When it cannot be understood.
    """
    from gisapp.scene import camera as cameras
    from gisapp.scene.origin import Frame

    if text == PROJECT and project.camera is not None:
        return project.camera
    extent = project.extent()
    if extent is None:
        raise Stop("表示中のレイヤがないため、視点を決められません。", Exit.FAILED)
    frame = Frame.of(project)
    extent = frame.drawn_extent(extent)
    if text in (HOME, PROJECT):
        return cameras.home(extent, size)
    if text == TOP:
        return cameras.fitted(extent, size, 0.0, cameras.STEEPEST)
    return _standing(text, project, extent[2])


def _standing(text: str, project: Project, ground: float) -> Camera:
    import numpy as np

    from gisapp.scene import camera as cameras
    from gisapp.scene.origin import Frame
    from layers import crs

    words = [word.strip() for word in text.split(",")]
    if len(words) != 5 or not all(_NUMBER.fullmatch(word) for word in words):
        raise Stop(f"視点を読めません: {text}\n{SYNTAX}", Exit.USAGE)
    longitude, latitude, height, heading, pitch = (float(word) for word in words)
    if not (122 <= longitude <= 154.5 and 20 <= latitude <= 46.5 and -90 <= pitch <= 30):
        raise Stop(f"視点の数が範囲の外です（日本の経度・緯度、角度は -90 から 30）: {text}", Exit.USAGE)
    east, north = crs.project(np.array([longitude]), np.array([latitude]), project.crs)
    height = Frame.of(project).height(height)
    bearing, tilt = math.radians(heading), min(math.radians(-pitch), cameras.STEEPEST)
    drop = math.sin(tilt)
    reach = (height - ground) / drop if drop > 0.01 and height > ground else AHEAD
    reach = min(max(reach, cameras.NEAREST), 20_000.0)
    forward = np.array(
        [math.sin(bearing) * math.cos(tilt), math.cos(bearing) * math.cos(tilt), -math.sin(tilt)]
    )
    eye = np.array([east[0], north[0], height])
    return cameras.aimed(eye + forward * reach, bearing, tilt, reach)
