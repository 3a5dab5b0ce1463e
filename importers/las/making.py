"""The ground of clouds becomes a terrain on disk, with what was used and left out."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.citygml.findings import finding_to_plain
from importers.las.clouds import find_clouds, plan
from importers.las.gridding import make_ground
from importers.las.worker import alone
from importers.terrain.making import beside
from layers.errors import GisError, ImportFailed, NotRecognised
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation
from layers.store.publish import publish
from layers.terrainwriter import GridPlan, write_terrain

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.las.gridding import GroundJob, Made
    from importers.las.options import LasOptions
    from layers.feedback import Feedback
    from layers.placement import Proposal

LOOKING, READING = 0.1, 0.75
"""Shares of the progress: looking at the files, and reading them."""
NAME = QT_TRANSLATE_NOOP(CONTEXT, "{name}（点群の地面）")
_HASHED = 1 << 22

_NOT_WRITTEN = QT_TRANSLATE_NOOP(CONTEXT, "読み込んだ地形を {folder} に書き込めませんでした。")
_SPACE = QT_TRANSLATE_NOOP(CONTEXT, "ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。")
_NO_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "{file} に地面の点が見つかりません。")
_CHECK_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "座標系と、点の高さがメートルであるかを確かめてください。")
_BY_CLASS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{points:,} 点のうち、地面に分類された {used:,} 点から {cell:g} m 間隔の地形を作りました。"
    "点のない所は {reach:g} m まで周りから補い、それより広い所は空けています。",
)
_BY_SHAPE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "点に分類がないため、形から地面を推定しました。"
    "{points:,} 点のうち {used:,} 点から {cell:g} m 間隔の地形を作りました。"
    "点のない所は {reach:g} m まで周りから補い、それより広い所は空けています。"
    "建物や木が残っていないか確かめてください。",
)
_SHORT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は途中で切れています。ファイルに書かれた点のうち {count:,} 点がありません。"
)


@dataclass(frozen=True, eq=False)
class _Heights:
    """The grid that the worker wrote, rows from the north."""

    job: GroundJob
    cells: NDArray[np.float32]

    def read(self, window: GridPlan) -> NDArray[np.float32]:
        """Return a part of it, rows from the south."""
        job = self.job
        row = round((window.south - job.south) / job.cell)
        column = round((window.west - job.west) / job.cell)
        first = job.rows - row - window.rows
        return self.cells[first : first + window.rows, column : column + window.columns][::-1]


def make(
    path: Path,
    stamps: list[tuple[str, int, str]],
    target: Path,
    options: LasOptions,
    feedback: Feedback,
) -> None:
    """Read clouds into a terrain on disk.

    Parameters
    ----------
    path
        What the user gave.
    stamps
        Path, size and stamp of each of its files.
    target
        Folder of the terrain; made beside it and renamed when whole.
    options
        What the user chose.
    feedback
        Receives progress; a wish to stop is heard within a second.

    Raises
    ------
    layers.errors.ImportFailed
        When nothing can be used.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    findings: list[Finding] = []
    try:
        with beside(target) as work:
            scratch = work / "scratch"
            scratch.mkdir()
            clouds, place = find_clouds(
                path, scratch, options, feedback, lambda share: feedback.step(LOOKING * share, 1), findings
            )
            job = plan(path, clouds, options.target, options.cell, scratch, water=options.water)
            made: Made = alone(
                make_ground,
                (job,),
                path,
                feedback,
                lambda share: feedback.step(LOOKING + (READING - LOOKING) * share, 1),
            )
            if not made.used:
                raise NotRecognised(
                    _NO_GROUND, _CHECK_PLACE, values={"file": path.name}, where=Where(str(path))
                )
            _tell(job, made, findings)
            cells = np.memmap(scratch / "heights.f32", dtype="<f4", mode="r", shape=(job.rows, job.columns))
            grid = GridPlan(job.target, job.west, job.south, job.cell, job.rows, job.columns)
            manifest = write_terrain(
                work,
                grid,
                _Heights(job, cells.view(np.ndarray)).read,
                _about(path, stamps, options, place, job, made, findings, feedback),
                lambda done, total: feedback.step(READING + (1 - READING) * min(done / total, 1.0), 1),
            )
            if manifest is None:
                raise NotRecognised(
                    _NO_GROUND, _CHECK_PLACE, values={"file": path.name}, where=Where(str(path))
                )
            del cells
            shutil.rmtree(scratch)
            feedback.step(1, 1)
            publish(work, target)
    except GisError:
        raise
    except OSError as error:
        values = {"folder": str(target.parent)}
        raise ImportFailed(
            _NOT_WRITTEN, _SPACE, values=values, where=Where(str(target)), detail=str(error)
        ) from error


def _tell(job: GroundJob, made: Made, findings: list[Finding]) -> None:
    values = {"points": made.read, "used": made.used, "cell": job.cell, "reach": job.reach}
    if all(cloud.classified for cloud in job.clouds):
        findings.append(Finding(Severity.INFO, "las-ground-by-class", _BY_CLASS, values))
    else:
        findings.append(Finding(Severity.WARNING, "las-ground-by-shape", _BY_SHAPE, values))
    for file, count in made.short.items():
        told = {"file": file, "count": count}
        findings.append(Finding(Severity.ERROR, "las-short", _SHORT, told, Where(file)))


def _about(
    path: Path,
    stamps: list[tuple[str, int, str]],
    options: LasOptions,
    place: Proposal,
    job: GroundJob,
    made: Made,
    findings: list[Finding],
    feedback: Feedback,
) -> dict[str, Any]:
    """Return what the manifest says of where the heights come from, and the receipt."""
    digest = digest_of(path, stamps, feedback)
    left_out = {name: count for name, count in sorted(made.left_out.items()) if count}
    way = operation(place.crs, job.target, job.clouds[0].bounds)
    status = path.stat()
    receipt = {
        "source": str(path),
        "modified": datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        "size": sum(size for _, size, _ in stamps),
        "digest": digest,
        "product": f"LAS {'・'.join(sorted({cloud.header.version for cloud in job.clouds}))}",
        "crs": place.crs,
        "crs_reason": str(place.reasons[0]) if place.reasons else "",
        "axes_swapped": place.swapped,
        "operation": way.name,
        "accuracy": way.accuracy,
        "target": job.target,
        "heights": job.clouds[0].heights,
        "geoid": job.clouds[0].geoid.name if job.clouds[0].geoid else "",
        "in": made.read,
        "shown": made.used,
        "left_out": left_out,
    }
    return {
        "name": NAME.format(name=path.stem if path.is_file() else path.name),
        "container": str(path),
        "source_crs": place.crs,
        "sources": [
            {"path": file, "member": "", "size": size, "stamp": stamp} for file, size, stamp in stamps
        ],
        "counts": {
            "points": made.read,
            "ground": made.used,
            **{f"left_out:{name}": count for name, count in left_out.items()},
        },
        "findings": [finding_to_plain(finding) for finding in findings],
        "receipt": receipt,
        "about": {
            "kinds": ["las"],
            "options": options.chosen,
            "digest": digest,
            "gaps": {"metres": job.reach, "cells": made.filled},
            "filter": None if all(cloud.classified for cloud in job.clouds) else {"cell": job.filter_cell},
        },
    }


def digest_of(path: Path, stamps: list[tuple[str, int, str]], feedback: Feedback) -> str:
    """Return the SHA-256 of a file; of a folder that of its list of files, sizes and times."""
    digest = hashlib.sha256()
    if path.is_dir():
        digest.update(repr(stamps).encode())
        return digest.hexdigest()
    with path.open("rb") as stream:
        while piece := stream.read(_HASHED):
            feedback.step()
            digest.update(piece)
    return digest.hexdigest()
