"""Tells of faults in the shapes of a window, with file, line, id and place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import crs
from layers.feedback import Finding, Severity, Where

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.shapes import Shapes


def fault(
    code: str, template: str, where: Where, count: int, severity: Severity = Severity.WARNING
) -> Finding:
    """Return a finding whose sentence names file, line, id and how many there are."""
    values = {"file": where.file, "line": where.line, "count": count, "id": where.id or "-"}
    return Finding(severity, code, template, values, where, count)


@dataclass(frozen=True, eq=False)
class Reporter:
    """Adds one finding for all places of a fault; the first of them is named.

    Attributes
    ----------
    elements
        Elements of the window.
    buildings
        (n,) rows of the buildings.
    shapes
        Their shapes.
    target
        Plane rectangular system of the shapes.
    file
        Name of the file.
    findings
        Receives the findings.
    """

    elements: Elements
    buildings: NDArray[np.int64]
    shapes: Shapes
    target: str
    file: str
    findings: list[Finding]

    def tell(
        self,
        code: str,
        template: str,
        features: NDArray[np.intp],
        rows: NDArray[np.int64],
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Report a fault of some buildings; `rows` are the elements where it is."""
        if not len(features):
            return
        feature = int(features[0])
        identifier = self.elements.attribute(self.buildings[[feature]], "id")[0].as_py() or ""
        where = Where(self.file, self.elements.line(int(rows[0])), identifier, self._point(feature))
        self.findings.append(fault(code, template, where, len(features), severity))

    def _point(self, feature: int) -> tuple[float, float, float] | None:
        """Return longitude, latitude and height of a building."""
        east, north = self.shapes.boxes[feature, :2]
        if not np.isfinite(east):
            return None
        longitude, latitude = crs.unproject(np.array([east]), np.array([north]), self.target)
        return float(longitude[0]), float(latitude[0]), float(self.shapes.bounds[feature, 5])
