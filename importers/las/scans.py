"""Which files become one octree, what each says of its points, and what is made of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.files import stamp_of
from importers.las.index.records import Units, layout_of
from importers.las.index.sources import Cloud, Scan
from importers.las.looking import readable
from importers.located import Unlocated, located

if TYPE_CHECKING:
    from importers.las.looking import Seen
    from layers.feedback import Feedback, Finding
    from layers.placement import Proposal


@dataclass(frozen=True, eq=False)
class Survey:
    """Files that lie in one system and whose points lie alike.

    Attributes
    ----------
    cloud
        What becomes one octree.
    place
        Where it lies, and why.
    seen
        What each file tells.
    """

    cloud: Cloud
    place: Proposal
    seen: tuple[Seen, ...]

    @property
    def claimed(self) -> int:
        """How many points the files say they hold."""
        return sum(one.claimed for one in self.seen)

    @property
    def octree(self) -> Path | None:
        """The file when it is an octree as it stands, else None."""
        first = self.cloud.scans[0]
        whole = len(self.cloud.scans) == 1 and first.header.copc and not self.place.swapped
        return first.path if whole and isinstance(first.path, Path) else None

    @property
    def left_out(self) -> dict[str, int]:
        """Points that are not in the octree, by why."""
        found: Counter[str] = Counter()
        for one in self.seen:
            found.update(one.left_out)
        missing = self.claimed - self.cloud.points - sum(found.values())
        return {**found, **({"missing": missing} if missing > 0 else {})}


def surveys(
    path: Path,
    scratch: Path,
    options: Any,
    feedback: Feedback,
    findings: list[Finding],
) -> list[Survey]:
    """Return what is at a path: a file, or a folder or zip with tiles, which become one where they lie alike.

    Parameters
    ----------
    path
        The file, folder or zip.
    scratch
        Where files of other formats are kept as LAS until the octree is made.
    options
        ``crs`` as the user chose.
    feedback
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
    groups: dict[tuple[Any, ...], list[tuple[Scan, Seen, Proposal]]] = {}
    places: dict[str, Proposal] = {}

    def show(share: float) -> None:
        feedback.step(round(share * 1000), 1000)

    for seen in readable(path, scratch, feedback, show, findings):
        header = seen.header
        if header.crs not in places:
            try:
                places[header.crs] = located(seen.file, seen.look.points, header.crs, options, findings)
            except Unlocated as error:
                error.ask_order = True  # lists of survey points have north first
                raise
        place = places[header.crs]
        findings += seen.findings
        layout = layout_of(header.point_format, header.record_length, header.extra, swapped=place.swapped)
        alike = (place.crs, layout.point_format, layout.target.itemsize, layout.extra, header.height_unit)
        groups.setdefault(alike, []).append((Scan(seen.source, header, layout), seen, place))
    return [_survey(group, options) for group in groups.values()]


def _survey(group: list[tuple[Scan, Seen, Proposal]], options: Any) -> Survey:
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
    seen = tuple(one for _, one, _ in group)
    stamp = hashlib.sha256(repr([[stamp_of(one.file) for one in seen], place.crs]).encode()).hexdigest()
    return Survey(Cloud(tuple(scans), units, wkt, stamp), place, seen)


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
