"""What ``gisapp scan change`` answers, as plain values and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.survey.changework import Found
    from gisapp.desks.survey.registration import Alignment

MOST_LINES = 20


def _number(value: float | None, digits: int) -> float | None:
    """Return a number that JSON knows."""
    return None if value is None or not np.isfinite(value) else round(float(value), digits)


def plain_change(found: Found, method: str, crs: str, cell: float) -> dict[str, Any]:
    """Return the answer as plain values."""
    volume = found.volume
    edges, counts = found.histogram if found.histogram is not None else (np.zeros(1), np.zeros(0))
    return {
        "crs": crs,
        "method": method,
        "cell": cell,
        "cut": _number(None if volume is None else volume.cut, 3),
        "fill": _number(None if volume is None else volume.fill, 3),
        "net": _number(None if volume is None else volume.net, 3),
        "uncertainty": _number(found.uncertainty, 3),
        "offset": _number(found.fit.offset, 4),
        "detection": _number(found.fit.detection, 4),
        "covered": round(found.covered, 4),
        "median": _median(found),
        "alignments": [_plain_alignment(one) for one in found.alignments],
        "histogram": {"edges": [round(one, 5) for one in edges.tolist()], "counts": counts.tolist()},
        "patches": [
            {
                "east": round(one.east, 2),
                "north": round(one.north, 2),
                "area": round(one.area, 3),
                "volume": round(one.volume, 3),
                "uncertainty": round(one.uncertainty, 3),
                "largest": round(one.largest, 3),
            }
            for one in found.patches
        ],
        "series": [
            {
                "east": round(one.east, 2),
                "north": round(one.north, 2),
                "area": round(one.area, 3),
                "volumes": [_number(value, 3) for value in one.volumes],
                "uncertainties": [_number(value, 3) for value in one.uncertainties],
                "covered": [round(value, 4) for value in one.covered],
            }
            for one in (found.series.places if found.series is not None else ())
        ],
    }


def _median(found: Found) -> float | None:
    if found.distances is not None:
        known = found.distances.distance
    elif found.change is not None:
        known = found.change.difference
    else:
        return None
    known = known[np.isfinite(known)]
    return _number(float(np.median(known)), 4) if len(known) else None


def _plain_alignment(one: Alignment) -> dict[str, Any]:
    return {
        "shift": [round(value, 5) for value in one.motion.shift],
        "degrees": round(one.motion.degrees, 5),
        "origin": list(one.motion.origin),
        "rotation": list(one.motion.rotation),
        "offset_before": _number(one.before.offset, 4),
        "offset_after": _number(one.after.offset, 4),
        "spread_before": _number(one.before.spread, 4),
        "spread_after": _number(one.after.spread, 4),
        "residual_before": _number(one.residual_before, 4),
        "residual_after": _number(one.residual_after, 4),
        "stable_share": round(one.after.share, 4),
        "points": one.points,
    }


def tell_change(found: Found, method: str, names: Sequence[str], console: Console) -> None:
    """Tell the answer in words."""
    for name, one in zip(names, found.alignments, strict=False):
        east, north, up = one.motion.shift
        console.answer(
            f"{name} を合わせました: 東 {east:+.3f}、北 {north:+.3f}、上 {up:+.3f} m、"
            f"回転 {one.motion.degrees:.4f}°（残差 {one.residual_before:.3f} → {one.residual_after:.3f} m、"
            f"変化のない所 {one.after.share:.0%}）"
        )
    volume = found.volume
    if volume is not None:
        unsure = "不確かさは未確認" if found.uncertainty is None else f"不確かさ ±{found.uncertainty:.1f} m³"
        console.answer(
            f"切土 {abs(volume.cut):,.1f} m³、盛土 {volume.fill:,.1f} m³、差し引き {volume.net:+,.1f} m³"
            f"（{unsure}）"
        )
    median = _median(found)
    if method != "dod" and median is not None:
        console.answer(f"距離の中央値 {median:.3f} m、求められた点の割合 {found.covered:.1%}")
    console.answer(
        f"  変化のない所のずれ {found.fit.offset:+.3f} m（検出限界 {found.fit.detection:.3f} m）"
        + (f"、両方に点がある範囲 {found.covered:.1%}" if method == "dod" else "")
    )
    for patch in found.patches[:MOST_LINES]:
        kind = "減" if patch.volume < 0 else "増"
        console.answer(
            f"  {kind} {abs(patch.volume):,.1f} ±{patch.uncertainty:,.1f} m³  面積 {patch.area:,.1f} m²"
            f"  最大 {patch.largest:+.2f} m  （Y {patch.east:.1f}、X {patch.north:.1f}）"
        )
    if not found.patches and method != "c2c":
        console.answer("  検出限界を超える変化はありません。")
    for place in (found.series.places if found.series is not None else ())[:MOST_LINES]:
        told = "、".join(
            f"{name} {'未確認' if np.isnan(value) else f'{value:+,.1f}±{unsure:.1f} m³'}"
            for name, value, unsure in zip(names, place.volumes, place.uncertainties, strict=True)
        )
        console.answer(f"  Y {place.east:.1f}、X {place.north:.1f}（{place.area:,.1f} m²）: {told}")
