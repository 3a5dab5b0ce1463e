"""The row of the importer table that opens point clouds."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.base import ImportResult, Sniff
from importers.citygml.findings import finding_from_plain, finding_to_plain
from importers.las.files import LAS, OTHERS, ZIP, files_at, has_clouds, on_disk, stamp_of
from importers.las.header import begins_as_las
from importers.las.heights import base_of
from importers.las.leftovers import clear
from importers.las.options import CloudOptions
from importers.las.room import in_words, require_room
from importers.las.worker import alone
from importers.terrain.importer import store_folder
from layers import atomicfile, crs
from layers.base import Source
from layers.cloud import Cloud
from layers.cloudlook import CLASS, HEIGHT
from layers.copc import open_copc
from layers.errors import GisError, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation
from layers.pointcloud import PointCloud
from styles import propose
from styles.palettes import RISING
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.las.scans import Survey
    from layers.copc import Copc
    from layers.feedback import Feedback
    from styles.style import Style

_GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MOVED = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")
LOOKING = 0.1
"""Share of the progress: looking at the files."""
_LOOKED_AT = 2_000
OCTREE, SKETCH = ".copc.laz", ".sketch.laz"
_SKETCHED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count:,} 点のうち、一部を先に表示しています。すべての点は、準備ができしだい表示します"
    "（準備のあいだ、ディスクを {need} ほど使います）。",
)
TEXTS = frozenset({".txt", ".csv"})
"""Endings of texts that may hold anything."""
MAGIC = {".ply": b"ply", ".e57": b"ASTM-E57"}
"""How files of other formats begin."""


class PointClouds:
    """Opens point clouds as an octree: LAS, LAZ, COPC and others; one file, or a folder or zip of tiles."""

    id = "pointcloud"
    label = QT_TRANSLATE_NOOP(CONTEXT, "点群（LAS・LAZ・COPC・PLY・E57・XYZ・PTS・それらの zip）")
    Options = CloudOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` is a cloud, or a folder with some."""
        suffix = path.suffix.lower()
        if path.is_dir():
            sure = {*LAS, *OTHERS, ZIP} - TEXTS
            found = [one for one in islice(path.iterdir(), _LOOKED_AT) if one.suffix.lower() in sure]
            clouds = any(one.suffix.lower() != ZIP or has_clouds(one) for one in found)
            return Sniff.MAYBE if clouds else Sniff.NO
        if suffix == ZIP:
            return Sniff.YES if head.startswith(b"PK") and has_clouds(path) else Sniff.NO
        magic = MAGIC.get(suffix)
        if magic is not None:
            return Sniff.YES if head.startswith(magic) else Sniff.NO
        if suffix in OTHERS:
            from importers.las.formats.text import is_cloud

            return Sniff.YES if is_cloud(suffix, head) else Sniff.NO
        return Sniff.YES if begins_as_las(head) else Sniff.NO

    def read(self, path: Path, options: CloudOptions, feedback: Feedback) -> ImportResult:
        """Open clouds, making their octrees first where they are not there or out of date.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used; :class:`importers.located.Unlocated` when nobody knows where it
            lies.
        layers.errors.SourceMissing
            When nothing is there.
        layers.feedback.Cancelled
            When the user stopped it; what was done so far is taken up the next time.
        """
        path = Path(path).resolve()
        feedback.step(0, 1)
        if not path.exists():
            raise SourceMissing(_GONE, _MOVED, values={"file": str(path)}, where=Where(str(path)))
        stamps = [list(stamp_of(file)) for file in files_at(path)]
        base = store_folder(path, options.stores)
        note = base.with_name(f"{base.name.replace('-terrain-', '-cloud-')}.json")
        told = None if options.again else _current(note, stamps, options)
        if told is None:
            told = _make(path, stamps, note, options, feedback, sketched=True)
        result = _result(path, note, told, options)
        if "sketched" not in told:
            return result

        def finish(number: int, feedback: Feedback) -> Cloud:
            """Make the whole octree; of several clouds the first makes all."""
            with _one_at_a_time(feedback):
                told = _current(note, stamps, options)
                if told is None:
                    told = _make(path, stamps, note, options, feedback, sketched=False)
            whole: Cloud = _result(path, note, told, options).layers[number].data
            return whole

        layers = tuple(
            replace(layer, data=replace(layer.data, finish=partial(finish, number)))
            for number, layer in enumerate(result.layers)
        )
        return replace(result, layers=layers)


@contextmanager
def _one_at_a_time(feedback: Feedback) -> Iterator[None]:
    """Let nobody else make octrees meanwhile: each takes all processors, and as much memory as it may."""
    while not _MAKING.acquire(timeout=0.1):
        feedback.step()
    try:
        yield
    finally:
        _MAKING.release()


_MAKING = threading.Lock()


def _current(note: Path, stamps: list[list[Any]], options: CloudOptions) -> dict[str, Any] | None:
    """Return what was kept of clouds when it was made of exactly these files so, else None."""
    try:
        told: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        same = told["stamps"] == stamps and told["crs"] == options.crs and told["version"] == VERSION
        same = same and {"digest", "made", "findings"} <= told.keys()
        for one in told["clouds"]:
            open_copc(Path(one["file"]))
    except (OSError, ValueError, KeyError, GisError):
        return None  # not there, of another version, or broken: it is made anew
    return told if same else None


VERSION = 2


def _make(
    path: Path,
    stamps: list[list[Any]],
    note: Path,
    options: CloudOptions,
    feedback: Feedback,
    *,
    sketched: bool,
) -> dict[str, Any]:
    """Make the octrees, or if asked coarse pictures of large clouds; return what is kept of them."""
    from importers.las.formats.converting import forget
    from importers.las.making import digest_of
    from importers.las.scans import surveys
    from importers.las.sketch import AT_ONCE

    findings: list[Finding] = []
    scratch = note.with_suffix(".converted")
    note.parent.mkdir(parents=True, exist_ok=True)
    clear(note.parent)
    found = surveys(path, scratch, options, feedback.share(0, LOOKING), findings)
    rest = feedback.share(LOOKING, 1)
    sketched = sketched and sum(one.cloud.points for one in found if not one.octree) > AT_ONCE
    files = _sketches(found, note, rest, findings) if sketched else _octrees(found, note, rest)
    told = {
        "version": VERSION,
        "stamps": stamps,
        "crs": options.crs,
        "digest": "",
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "clouds": [
            _kept(path, file, survey, n) for n, (file, survey) in enumerate(zip(files, found, strict=True))
        ],
        "findings": [finding_to_plain(finding) for finding in findings],
    }
    if sketched:
        return {**told, "sketched": True}
    told["digest"] = digest_of(path, [(file, size, stamp) for file, size, stamp in stamps], feedback)
    atomicfile.write(note, json.dumps(told, ensure_ascii=False).encode())
    forget(scratch)
    for file in _files(note, found, SKETCH):
        file.unlink(missing_ok=True)
    return told


def _files(note: Path, found: list[Survey], ending: str) -> list[Path]:
    """Return where what is made of clouds lies."""
    return [note.with_name(f"{note.stem}{f'-{n}' if n else ''}{ending}") for n in range(len(found))]


def _octrees(found: list[Survey], note: Path, feedback: Feedback) -> list[Path]:
    """Make an octree of each cloud that is none already."""
    from importers.las.index.building import build

    total = sum(survey.cloud.points for survey in found)
    done, files = 0, []
    for survey, target in zip(found, _files(note, found, OCTREE), strict=True):

        def shown(share: float, done: int = done, survey: Survey = survey) -> None:
            feedback.step(done + share * survey.cloud.points, total)

        if survey.octree is not None:
            open_copc(survey.octree)
        else:
            build(survey.cloud, target, feedback, shown)
        files.append(survey.octree or target)
        done += survey.cloud.points
    return files


def _sketches(found: list[Survey], note: Path, feedback: Feedback, findings: list[Finding]) -> list[Path]:
    """Make a coarse picture of each cloud, and say what making the whole will take."""
    from importers.las.index.building import disk_need
    from importers.las.sketch import draw

    waiting = [survey.cloud for survey in found if survey.octree is None]
    need, name = sum(map(disk_need, waiting)), waiting[0].path.name
    require_room(note.parent, need, waiting[0].path)
    values: dict[str, object] = {
        "file": name,
        "need": in_words(need),
        "count": sum(one.points for one in waiting),
    }
    findings.append(Finding(Severity.INFO, "las-sketched", _SKETCHED, values))
    files = []
    for survey, target in zip(found, _files(note, found, SKETCH), strict=True):
        if survey.octree is None:
            alone(draw, (survey.cloud, target), survey.cloud.path, feedback, lambda _share: None)
        files.append(survey.octree or target)
    return files


def _kept(path: Path, file: Path, survey: Survey, number: int) -> dict[str, Any]:
    """Return what is kept of a cloud, the receipt within."""
    place, scans = survey.place, survey.cloud.scans
    copc = open_copc(file)
    status = path.stat()
    waiting = survey.cloud.points - copc.points
    receipt = {
        "source": str(path),
        "modified": datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        "size": sum({on_disk(one.file): on_disk(one.file).stat().st_size for one in survey.seen}.values()),
        "product": "・".join(sorted({one.format for one in survey.seen})),
        "crs": place.crs,
        "crs_reason": str(place.reasons[0]) if place.reasons else "",
        "axes_swapped": place.swapped,
        "in": survey.cloud.points + sum(survey.left_out.values()),
        "shown": copc.points,
        "left_out": {**survey.left_out, **({"not-yet": waiting} if waiting else {})},
    }
    return {
        "file": str(file),
        "name": path.stem if path.is_file() or not number else f"{path.stem} {number + 1}",
        "crs": place.crs,
        "unit": scans[0].header.height_unit,
        "heights": scans[0].header.heights,
        "receipt": receipt,
    }


def _result(path: Path, note: Path, told: dict[str, Any], options: CloudOptions) -> ImportResult:
    layers = []
    counts = {"points": 0}
    findings = [finding_from_plain(plain) for plain in told["findings"]]
    chosen = {name: value for name in ("crs", "heights") if (value := getattr(options, name))}
    for number, one in enumerate(told["clouds"]):
        copc = open_copc(Path(one["file"]))
        bounds = _degrees(copc, one["crs"])
        target = options.target or _zone(bounds, one["crs"])
        way = operation(one["crs"], target)
        heights, geoid = base_of(path, one["heights"], options.heights, bounds, findings)
        receipt = {
            **one["receipt"],
            "digest": told["digest"],
            "made": told["made"],
            "operation": way.name,
            "accuracy": way.accuracy,
            "target": target,
            "heights": heights,
            "geoid": geoid.name if geoid else "",
        }
        count = copc.points + one["receipt"]["left_out"].get("not-yet", 0)
        cloud = Cloud(copc, one["crs"], target, one["unit"], receipt, heights, geoid, count).prepare()
        source = Source(
            path=path,
            importer=PointClouds.id,
            options=chosen,
            modified=receipt["modified"],
            size=receipt["size"],
            digest=told["digest"],
        )
        counts["points"] += count
        layers.append(
            PointCloud(
                id=f"pointcloud-{note.stem[-10:]}{f'-{number:03}' if number else ''}",
                name=one["name"],
                crs=one["crs"],
                source=source,
                style=_style(cloud),
                data=cloud,
            )
        )
    return ImportResult(tuple(layers), tuple(findings), counts)


def _degrees(copc: Copc, system: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a cloud in degrees."""
    (west, south, _), (east, north, _) = copc.low.tolist(), copc.high.tolist()
    way = operation(system, "EPSG:6668")
    x, y = way.transform([west, east, west, east], [south, south, north, north])[:2]
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _zone(bounds: tuple[float, float, float, float], system: str) -> str:
    """Return the plane rectangular system of a place: its own where it is one."""
    own = crs.zone_of_epsg(system)
    west, south, east, north = bounds
    return crs.epsg_of_zone(own or crs.zone_at((west + east) / 2, (south + north) / 2))


def _style(cloud: Cloud) -> Style:
    """Return how a cloud is shown at first: by its own colours, else by class, else by height."""
    table = cloud.table
    if table.bits:
        return Fixed()
    found, values = table.categories(CLASS)
    if len(set(values) - {"0", "1"}) >= 2:
        return propose.by_category(
            CLASS, values, np.bincount(found, minlength=len(values)), table.labels(CLASS)
        )
    return replace(propose.by_range(HEIGHT, table.numbers(HEIGHT), unit="m", anchors=RISING))
