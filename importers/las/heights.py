"""Above what the heights of a scan are, and what is taken off them so that they are heights above the sea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.geoids import geoid_of_folder
from layers.feedback import Finding, Severity, Where
from layers.heightbase import ELLIPSOID, UNKNOWN
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from layers.heightbase import Geoid

_UNKNOWN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の標高の基準は未確認です。楕円体高（衛星測位のままの高さ）の点群では、"
    "地面が 30～40 m ほど高くなります。",
)
_AS_IT_IS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の高さは楕円体高です。ジオイド・モデルがないため、標高に直していません"
    "（30～40 m ほど高い値です）。"
    "国土地理院のジオイド・モデル（JPGEO2024・GSIGEO2011）を補正ファイルのフォルダーに置き、"
    "もう一度読み込んでください。",
)
_TURNED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の楕円体高を、ジオイド・モデル {geoid} で標高に直しました"
    "（{least:.1f} ～ {most:.1f} m 下げました）。",
)


def base_of(
    file: Path,
    declared: str,
    chosen: str,
    bounds: tuple[float, float, float, float],
    findings: list[Finding],
) -> tuple[str, Geoid | None]:
    """Return above what heights are in the end, and the geoid that is taken off them before.

    Parameters
    ----------
    file
        Named in findings.
    declared, chosen
        What the file says and what the user knows, which outweighs it: of ``layers.heightbase``.
    bounds
        West, south, east, north in degrees.
    findings
        Receives what was done, or that nobody knows.

    Raises
    ------
    layers.errors.DamagedFile
        When the model of the geoid cannot be read.
    """
    base, values = chosen or declared, {"file": file.name}
    where = Where(str(file))
    if base == UNKNOWN:
        findings.append(Finding(Severity.INFO, "las-heights-unknown", _UNKNOWN, values, where))
    if base != ELLIPSOID:
        return base, None
    geoid = geoid_of_folder()
    if geoid is not None:
        west, south, east, north = bounds
        off = geoid.at(np.linspace(west, east, 9)[None].repeat(9, 0), np.linspace(south, north, 9)[:, None])
        if np.isfinite(off).all():
            told = {**values, "geoid": geoid.name, "least": float(off.min()), "most": float(off.max())}
            findings.append(Finding(Severity.INFO, "las-heights-turned", _TURNED, told, where))
            return geoid.base, geoid
    findings.append(Finding(Severity.WARNING, "las-heights-ellipsoid", _AS_IT_IS, values, where))
    return ELLIPSOID, None
