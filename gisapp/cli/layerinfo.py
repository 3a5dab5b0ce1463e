"""What ``gisapp info`` says of sources that become layers of features: their layers and their times."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import SEVERITIES, aligned, by_code
from gisapp.cli.sources import Look

if TYPE_CHECKING:
    from importers.base import Importer
    from layers.base import Layer
    from layers.feedback import Feedback, Finding


def look(importer: Importer, path: Path, feedback: Feedback) -> Look:
    """Read a source into a folder that is thrown away, and say what came of it.

    Raises
    ------
    layers.errors.ImportFailed
        When nothing of it can be read.
    """
    known = {one.name for one in fields(importer.Options)}
    with tempfile.TemporaryDirectory(prefix="gisapp-info-", ignore_cleanup_errors=True) as folder:
        wanted = {"stores": Path(folder)} if "stores" in known else {}
        result = importer.read(path, importer.Options(**wanted), feedback)
        layers = [_facts(layer) for layer in result.layers]
    return Look({"layers": layers, "counts": dict(result.counts)}, result.findings)


def _facts(layer: Layer) -> dict[str, Any]:
    extent = layer.extent()
    counted = layer.kind not in ("raster", "terrain", "pointcloud")
    return {
        "name": layer.name,
        "kind": layer.kind,
        "features": len(layer.table()) if counted else None,
        "crs": layer.crs,
        "plane": str(getattr(layer.data, "crs", "")),
        "extent": None if extent is None else [extent[0], extent[1], extent[3], extent[4]],
        "attributes": [one.name for one in layer.table().attributes] if counted else [],
        "time": _time(layer),
    }


def _time(layer: Layer) -> dict[str, Any] | None:
    """Return from when to when a layer reaches, None for one without time."""
    from layers.feedback import Feedback
    from layers.period import iso
    from layers.timeline import timeline

    columns = layer.time_columns()
    found = timeline([layer], Feedback()) if columns is not None else None
    if columns is None or found is None:
        return None
    return {
        "columns": [name for name in (columns.start, columns.end) if name],
        "from": iso(found.whole.start),
        "to": iso(found.whole.end),
        "step": {"count": found.step.count, "unit": found.step.unit},
        "without": found.untimed,
    }


def sheet(answer: dict[str, Any], findings: tuple[Finding, ...]) -> list[str]:
    """Return the answer for a person."""
    from layers import timewords
    from layers.period import seconds
    from layers.timesteps import Step

    lines = aligned([("データ", answer["path"]), ("かかった時間", f"{answer['seconds']:.1f} 秒")])
    for layer in answer["layers"]:
        count = "" if layer["features"] is None else f"{layer['features']:,} 件"
        rows = [("  件数", count or "—"), ("  座標系", layer["crs"])]
        time = layer["time"]
        if time is not None:
            step = Step(**time["step"])
            first, last = seconds(time["from"]) or 0, seconds(time["to"]) or 0
            begin, end = (timewords.moment(one, step.unit) for one in (first, step.at(last - 1).start))
            without = f"、時刻のないもの {time['without']:,} 件" if time["without"] else ""
            rows.append(("  時間", f"{begin} ～ {end}（{timewords.every(step)}{without}）"))
            rows.append(("  時間の列", "、".join(time["columns"])))
        lines += ["", layer["name"], *aligned(rows)]
    lines += ["", "見つかったこと" if findings else "見つかったこと: なし"]
    for finding, number in by_code(findings).values():
        lines.append(f"  [{SEVERITIES[finding.severity]}] {number:,} 件  {finding.message}")
    return lines
