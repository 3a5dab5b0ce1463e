"""Which files become one octree, what each says of its points, and what is made of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.clouds import readable
from importers.las.index.records import Units, layout_of
from importers.las.index.sources import Cloud, Scan
from importers.located import located
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.las.gridding import Look
    from importers.las.header import Header
    from layers.feedback import Feedback
    from layers.placement import Proposal

_SHORT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は途中で切れています。ファイルに書かれた点のうち {count:,} 点がありません。"
)
_LIES = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に書かれた範囲は、点の範囲と違います。実際の点の範囲を使いました。"
)


@dataclass(frozen=True, eq=False)
class Survey:
    """Files that lie in one system and whose points lie alike.

    Attributes
    ----------
    cloud
        What becomes one octree.
    place
        Where it lies, and why.
    look
        What some points of the first file tell.
    claimed
        How many points the heads claim.
    """

    cloud: Cloud
    place: Proposal
    look: Look
    claimed: int


def surveys(
    path: Path, options: Any, feedback: Feedback, show: Callable[[float], None], findings: list[Finding]
) -> list[Survey]:
    """Return what is at a path: a file, or a folder with tiles, which become one where they lie alike.

    Parameters
    ----------
    path
        The file or folder.
    options
        ``crs`` as the user chose.
    feedback, show
        Stops the work, and is told the share that is done.
    findings
        Receives what is worth knowing, files that cannot be read among it.

    Raises
    ------
    importers.located.Unlocated
        When nobody can say where it lies.
    layers.errors.ImportFailed
        When no file can be read.
    """
    groups: dict[tuple[Any, ...], list[tuple[Scan, Look, Proposal]]] = {}
    places: dict[str, Proposal] = {}
    for file, header, look in readable(path, feedback, show, findings):
        if header.crs not in places:
            places[header.crs] = located(file, look.points, header.crs, options, findings)
        place = places[header.crs]
        findings += told(file, header, look)
        layout = layout_of(header.point_format, header.record_length, header.extra, swapped=place.swapped)
        alike = (place.crs, layout.point_format, layout.target.itemsize, layout.extra, header.height_unit)
        groups.setdefault(alike, []).append((Scan(file, header, layout), look, place))
    return [_survey(group, options) for group in groups.values()]


def told(file: Path, header: Header, look: Look) -> list[Finding]:
    """Return where a head tells what is not so."""
    found = []
    if header.points < header.claimed:
        values: dict[str, object] = {"file": file.name, "count": header.claimed - header.points}
        found.append(Finding(Severity.WARNING, "las-file-short", _SHORT, values, Where(str(file))))
    if not np.array_equal([header.low, header.high], [look.low, look.high]):
        values = {"file": file.name}
        found.append(Finding(Severity.WARNING, "las-box-wrong", _LIES, values, Where(str(file))))
    return found


def _survey(group: list[tuple[Scan, Look, Proposal]], options: Any) -> Survey:
    scans = [scan for scan, _, _ in group]
    header, place = scans[0].header, group[0][2]
    units = _turned(Units(header.scale, header.offset), swapped=place.swapped)
    own = [Units(scan.header.scale, scan.header.offset) for scan in scans]
    if any(one != own[0] for one in own):
        # The finest steps of all, so that no place is rounded more than in its own file.
        finest = np.min([np.abs(one.scale) for one in own], axis=0).tolist()
        units = _turned(Units((finest[0], finest[1], finest[2]), own[0].offset), swapped=place.swapped)
        scans = [
            replace(
                scan,
                layout=replace(scan.layout, units=one, target_units=_turned(units, swapped=place.swapped)),
            )
            for scan, one in zip(scans, own, strict=True)
        ]
    wkt = header.wkt if header.wkt and not options.crs else _text(place.crs)
    status = [(str(scan.path), scan.path.stat().st_size, scan.path.stat().st_mtime_ns) for scan in scans]
    stamp = hashlib.sha256(json.dumps([status, place.crs]).encode()).hexdigest()
    cloud = Cloud(tuple(scans), units, wkt, stamp)
    return Survey(cloud, place, group[0][1], sum(scan.header.claimed for scan in scans))


def _turned(units: Units, *, swapped: bool) -> Units:
    """Return units with the first two axes in the other order where they are swapped."""
    if not swapped:
        return units
    scale, offset = units.scale, units.offset
    return Units((scale[1], scale[0], scale[2]), (offset[1], offset[0], offset[2]))


def _text(system: str) -> str:
    """Return the well-known text of a system, as LAS wants it."""
    from pyproj import CRS

    return str(CRS.from_user_input(system).to_wkt("WKT1_GDAL"))
