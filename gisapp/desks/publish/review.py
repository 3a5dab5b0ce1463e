"""What a citizen would see, for the person who decides, and what changed since the last publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gisapp.desks.publish.difference import Difference, Fingerprints, difference, fingerprints
from gisapp.desks.publish.projection import public_content
from gisapp.export.content import GEOMETRY
from layers import crs
from layers.errors import NotAllowed
from layers.feedback import Feedback
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.publish.model import Publication
    from layers.base import Attribute
    from layers.feedback import Finding
    from layers.project import Project

SHOWN = 50
"""Rows that are shown."""
_GONE = QT_TRANSLATE_NOOP(CONTEXT, "公開の設定が示すレイヤが、プロジェクトにありません。")
_GONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "設定を消すか、レイヤを追加し直してください。")


@dataclass(frozen=True, eq=False)
class Review:
    """What a citizen would see.

    Attributes
    ----------
    publication
        The record.
    count
        Number of features.
    columns
        Attributes under their public names.
    rows
        The first :data:`SHOWN` rows as the public gets them, without shapes.
    extent
        West, south, east, north in degrees (JGD2011), zeros without any shape.
    geometry_type
        Kind of the shapes as OGC names it.
    findings
        What was kept back or left blank.
    fingerprints
        Of what would be published now.
    difference
        From what was published before, None where nothing was.
    """

    publication: Publication
    count: int
    columns: tuple[Attribute, ...]
    rows: pa.Table
    extent: tuple[float, float, float, float]
    geometry_type: str
    findings: tuple[Finding, ...]
    fingerprints: Fingerprints
    difference: Difference | None = None


def review(
    project: Project, publication: Publication, before: Fingerprints | None, feedback: Feedback
) -> Review:
    """Return what a citizen would see of a publication.

    Parameters
    ----------
    project
        With the data of its layers opened.
    publication
        The record.
    before
        Fingerprints of what was published last; None where nothing was.
    feedback
        Hears how far it is, and can stop it.

    Raises
    ------
    layers.errors.NotAllowed
        When the layer may not be published at all (see :mod:`gisapp.desks.publish.projection`).
    layers.feedback.Cancelled
        When that was asked for.
    """
    layer = project.layer(publication.layer)
    if layer is None:
        raise NotAllowed(_GONE, _GONE_HINT)
    heard = Feedback()
    content = public_content(project, layer, publication, heard)
    names = [one for one in content.schema.names if one != GEOMETRY]
    rows = pa.schema([content.schema.field(one) for one in names]).empty_table()
    if names:
        for table in content.tables(Feedback(), names):
            rows = pa.concat_tables([rows, table.slice(0, SHOWN - len(rows))])
            if len(rows) >= SHOWN:
                break
    now = fingerprints(content, feedback, None if before is None else before.key)
    return Review(
        publication,
        len(content),
        tuple(content.attributes),
        rows,
        _degrees(content.extent, content.crs),
        content.geometry_type,
        (*heard.findings, *content.small_counts()),
        now,
        None if before is None else difference(before, now),
    )


def _degrees(
    extent: tuple[float, float, float, float, float, float], system: str
) -> tuple[float, float, float, float]:
    """Return the bounds in degrees of a box in metres; its corners are moved, not only two of them."""
    west, south, _, east, north, _ = extent
    if (west, south, east, north) == (0.0, 0.0, 0.0, 0.0):
        return (0.0, 0.0, 0.0, 0.0)
    longitude, latitude = crs.unproject(
        np.array([west, east, east, west]), np.array([south, south, north, north]), system
    )
    return (float(longitude.min()), float(latitude.min()), float(longitude.max()), float(latitude.max()))
