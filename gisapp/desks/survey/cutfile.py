"""What was cut out of a scan as a file of its own: LAS or LAZ, with all that its points bring along."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.cutting import pieces
from importers.las.reading import opened
from layers.errors import AnalysisFailed, ExportFailed, WontOverwrite
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.survey.cutting import Area
    from layers.cloud import Cloud
    from layers.feedback import Feedback

ENDINGS = (".laz", ".las")
_OWN = ("copc", "laszip encoded")
"""Whose records tell of the octree and the compression of the source, not of its points."""
_NOTHING = QT_TRANSLATE_NOOP(CONTEXT, "切り抜く範囲の中に点がありません。")
_HINT = QT_TRANSLATE_NOOP(CONTEXT, "面の位置と座標系、高さの範囲を確かめてください。")
_EXISTS = QT_TRANSLATE_NOOP(CONTEXT, "{file} はすでにあります。")
_EXISTS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "置き換えてよければ --overwrite を付けてください。")
_ENDING = QT_TRANSLATE_NOOP(CONTEXT, "{file} の形式では点群を書き出せません。")
_ENDING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "名前の終わりを .laz か .las にしてください。")


def write_cut(cloud: Cloud, area: Area, target: Path, feedback: Feedback, *, overwrite: bool = False) -> int:
    """Write the points of a cloud that an area keeps, and return how many there are.

    Coordinates stay in the system of the scan; the file is written beside and renamed.

    Parameters
    ----------
    cloud, area
        What is cut, and by what.
    target
        ``.laz`` or ``.las``.
    feedback
        Receives progress.
    overwrite
        Whether a file of that name may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When it may not be written there.
    layers.errors.AnalysisFailed
        When nothing is kept; no file is left then.
    """
    import laspy

    values: dict[str, object] = {"file": target.name}
    if target.suffix.lower() not in ENDINGS:
        raise ExportFailed(_ENDING, _ENDING_HINT, values=values, where=Where(str(target)))
    if target.exists() and not overwrite:
        raise WontOverwrite(_EXISTS, _EXISTS_HINT, values=values, where=Where(str(target)))
    with opened(cloud.copc.path) as reader:
        source = reader.header
    header = laspy.LasHeader(point_format=source.point_format, version="1.4")
    header.scales, header.offsets = source.scales, source.offsets
    header.global_encoding = source.global_encoding
    header.vlrs = type(source.vlrs)(one for one in source.vlrs if one.user_id.rstrip("\0") not in _OWN)
    dtype = source.point_format.dtype()
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    count = 0
    try:
        with temporary.open("xb") as stream:
            with laspy.open(
                stream,
                mode="w",
                header=header,
                do_compress=target.suffix.lower() == ".laz",
                laz_backend=laspy.LazBackend.Lazrs,
                closefd=False,
            ) as writer:
                for piece in pieces(cloud, area, feedback):
                    points = np.ascontiguousarray(piece.points).view(dtype)
                    writer.write_points(laspy.PackedPointRecord(points, source.point_format))
                    count += len(points)
            stream.flush()
            os.fsync(stream.fileno())
        if not count:
            raise AnalysisFailed(_NOTHING, _HINT, values=values, where=Where(str(cloud.copc.path)))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return count
