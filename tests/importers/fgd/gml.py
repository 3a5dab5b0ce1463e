"""基盤地図情報 made for a test after its published structure: no file of it lies with the real data.

Root, namespaces, order and nesting of the elements are those of the file specification and of descriptions
of real files (prefix-free class elements, ``lfSpanFr`` and ``devDate`` with a ``gml:timePosition``, rings as
``gml:Ring`` of ``gml:curveMember``, latitude before longitude).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Point = tuple[float, float]
NAMESPACE = "http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema"
F = f"{{{NAMESPACE}}}"
G = "{http://www.opengis.net/gml/3.2}"


@dataclass(frozen=True)
class Feature:
    """A feature: its class, its figure (longitude, latitude), and what is written of it."""

    name: str
    figure: Sequence[Sequence[Point]]
    written: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=lambda: {"lfSpanFr": "2020-04-01"})
    pieces: int = 1


def _list(points: Sequence[Point]) -> str:
    return "\n".join(f"{north:.9f} {east:.9f}" for east, north in points)


def _segments(points: Sequence[Point], pieces: int) -> list[Sequence[Point]]:
    if pieces == 1:
        return [points]
    cut = len(points) // 2
    return [points[: cut + 1], points[cut:]]


def _curve(points: Sequence[Point]) -> str:
    return (
        "<gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>\n"
        f"{_list(points)}\n</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>"
    )


def _figure(feature: Feature, srs: str) -> str:
    if feature.name.endswith(("Pt", "GCP")):
        ((point,),) = feature.figure
        return f'<pos><gml:Point srsName="{srs}"><gml:pos>{_list([point])}</gml:pos></gml:Point></pos>'
    if feature.name.endswith("A") or feature.name in ("AdmArea", "SBArea", "RdArea"):
        rings = [
            f"<gml:{'interior' if which else 'exterior'}><gml:Ring>"
            + "".join(
                f"<gml:curveMember>{_curve(part)}</gml:curveMember>"
                for part in _segments([*ring, ring[0]], feature.pieces)
            )
            + f"</gml:Ring></gml:{'interior' if which else 'exterior'}>"
            for which, ring in enumerate(feature.figure)
        ]
        return (
            f'<area><gml:Surface srsName="{srs}"><gml:patches><gml:PolygonPatch>{"".join(rings)}'
            "</gml:PolygonPatch></gml:patches></gml:Surface></area>"
        )
    segments = "".join(
        f"<gml:LineStringSegment><gml:posList>{_list(part)}</gml:posList></gml:LineStringSegment>"
        for part in _segments(feature.figure[0], feature.pieces)
    )
    return f'<loc><gml:Curve srsName="{srs}"><gml:segments>{segments}</gml:segments></gml:Curve></loc>'


def dataset(features: Sequence[Feature], srs: str = "fguuid:jgd2011.bl", head: str = "") -> str:
    """Return a file."""
    text = []
    for at, feature in enumerate(features):
        dates = "".join(
            f'<{name} gml:id="{at}-{name}"><gml:timePosition>{date}</gml:timePosition></{name}>'
            for name, date in feature.dates.items()
        )
        written = "".join(f"<{name}>{value}</{name}>" for name, value in feature.written.items())
        text.append(
            f'<{feature.name} gml:id="K{at}">\n<fid>fgoid:10-00100-11-1002-{at}</fid>\n{dates}'
            f"<orgGILvl>2500</orgGILvl>{_figure(feature, srs)}{written}\n</{feature.name}>"
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
        '<Dataset xsi:schemaLocation="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema FGD_GMLSchema.xsd"\n'
        '\txmlns:gml="http://www.opengis.net/gml/3.2"\n'
        '\txmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
        '\txmlns:xlink="http://www.w3.org/1999/xlink"\n'
        f'\txmlns="{NAMESPACE}"\n\tgml:id="Dataset1">\n'
        "<gml:description>基盤地図情報メタデータ ID=fmdid:15-3101</gml:description>\n"
        "<gml:name>基盤地図情報ダウンロードデータ（GML版）</gml:name>\n" + "\n".join(text) + "\n</Dataset>\n"
    )


def count(content: bytes) -> dict[str, int]:
    """Return how often each class occurs, counted by a tree."""
    found: dict[str, int] = {}
    for child in etree.fromstring(content):
        if str(child.tag).startswith(F):
            name = str(child.tag)[len(F) :]
            found[name] = found.get(name, 0) + 1
    return found
