"""Which layers of a project are hazards: PLATEAU, 国土数値情報, tables and rasters of a city."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import Kind, Scale
from gisapp.desks.hazard.classtexts import read_classes
from gisapp.desks.hazard.hazards import UNKNOWN, Hazard, HazardClass, Origin, Theme, nothing
from layers import filters
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from layers.base import Layer, Table
    from layers.feedback import Feedback

_UNREADABLE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{layer}」の「{column}」に、区分として読めない値が {count} 件あります（例: {example}）。"
    "その区域に掛かる建物は未確認として数えます。",
)
_BY_LEVEL = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{layer}」の {count} 件は深さの区分が読めないため、形の高さ（水位）と地盤の高さの差を深さとします。",
)
_NO_CLASSES = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{layer}」の {count} 件は浸水の深さが分かりません。掛かる建物は未確認として数えます。",
)
_NO_SHAPES = QT_TRANSLATE_NOOP(
    CONTEXT, "「{layer}」には面の図形がないため、建物に重ねられません。面のデータを読み込んでください。"
)


@dataclass(frozen=True)
class Pattern:
    """How a column tells what a layer is.

    Attributes
    ----------
    column
        Expression that the whole name of the column must fit, in any case of letters.
    theme, kind, scale
        What it then is; a scale or kind that is None is sought in the words of the layer.
    name
        Expression for the column that names the river or plan; empty for none.
    absent
        Expression for a column that must not be there.
    """

    column: str
    theme: Theme
    kind: Kind | None = None
    scale: Scale | None = None
    name: str = ""
    absent: str = ""


def _rivers(prefix: str) -> tuple[Pattern, ...]:
    """Return the four themes of 洪水浸水想定区域 in one way of numbering their columns."""
    return (
        Pattern(f"{prefix}_105", Theme.DEPTH, Kind.FLOOD, Scale.PLANNED, f"{prefix}_102"),
        Pattern(f"{prefix}_205", Theme.DEPTH, Kind.FLOOD, Scale.LARGEST, f"{prefix}_202"),
        Pattern(f"{prefix}_305", Theme.DURATION, Kind.FLOOD, Scale.LARGEST, f"{prefix}_302"),
        Pattern(f"{prefix}_405", Theme.COLLAPSE, Kind.COLLAPSE, Scale.LARGEST, f"{prefix}_402"),
        Pattern(f"{prefix}_101", Theme.DEPTH, Kind.FLOOD, Scale.PLANNED, absent=f"{prefix}_105"),
        Pattern(f"{prefix}_201", Theme.DEPTH, Kind.FLOOD, Scale.LARGEST, absent=f"{prefix}_205"),
        Pattern(f"{prefix}_301", Theme.DURATION, Kind.FLOOD, Scale.LARGEST, absent=f"{prefix}_305"),
        Pattern(f"{prefix}_401", Theme.COLLAPSE, Kind.COLLAPSE, Scale.LARGEST, absent=f"{prefix}_405"),
    )


PRODUCTS: tuple[Pattern, ...] = (
    *_rivers("A31a"),
    *_rivers("A31b"),
    *_rivers("A31"),
    Pattern("A31_001", Theme.DEPTH, Kind.FLOOD),
    Pattern("A33_002", Theme.ZONE, Kind.LANDSLIDE, name="A33_001"),
    Pattern("A40_003", Theme.DEPTH, Kind.TSUNAMI),
    Pattern("A48_007", Theme.ZONE, Kind.DANGER, name="A48_007"),
    Pattern("A49_003", Theme.DEPTH, Kind.STORM_SURGE),
)
"""Columns of 国土数値情報."""
CITY: tuple[Pattern, ...] = (
    Pattern("rank", Theme.DEPTH, name="hazardName"),
    Pattern("rankOrg", Theme.DEPTH, name="hazardName"),
    Pattern("areaType", Theme.ZONE, Kind.LANDSLIDE, name="disasterType"),
    Pattern(r".*浸水継続時間.*|.*継続時間.*ランク.*", Theme.DURATION, name=r".*河川名.*"),
    Pattern(r".*(浸水深|浸水ランク|水深|浸水の深さ).*", Theme.DEPTH, name=r".*河川名.*"),
    Pattern(r"(flood_?|inundation_?|water_?)?depth(_m)?", Theme.DEPTH, name="river"),
    Pattern(r".*(最大水位|浸水位|水位).*|water_?level", Theme.DEPTH, name=r".*河川名.*"),
    Pattern(r".*(危険区域区分|家屋倒壊).*", Theme.COLLAPSE, Kind.COLLAPSE, name=r".*河川名.*"),
    Pattern(r".*(区域区分|警戒区域の区分).*", Theme.ZONE, Kind.LANDSLIDE, name=r".*現象.*"),
)
"""Columns of PLATEAU and of a city's own files, after those of the products."""
PLATEAU_KINDS = {
    "fld": Kind.FLOOD,
    "tnm": Kind.TSUNAMI,
    "htd": Kind.STORM_SURGE,
    "ifld": Kind.INLAND,
    "rfld": Kind.RESERVOIR,
    "lsld": Kind.LANDSLIDE,
}
"""Kinds by the folder of PLATEAU."""
WORDS = (
    (Kind.COLLAPSE, r"家屋倒壊|氾濫流|河岸[侵浸]食"),
    (Kind.LANDSLIDE, r"土砂|急傾斜|土石流|地すべり|地滑り"),
    (Kind.DANGER, r"災害危険区域"),
    (Kind.TSUNAMI, r"津波|tsunami"),
    (Kind.STORM_SURGE, r"高潮|surge"),
    (Kind.INLAND, r"内水"),
    (Kind.RESERVOIR, r"ため池"),
    (Kind.FLOOD, r"洪水|浸水|氾濫|flood|inundation"),
)
"""Kinds by the words of a layer's name and file, the special ones first."""
_TOLD = re.compile(
    r"(?:洪水|津波|高潮|内水|ため池)?浸水想定(?:区域)?（(?P<name>.+?)(?:・(?:L[12]|計画規模|想定最大規模))?）"
)
"""Names of layers that say the kind and the scale around the name of a river or plan."""
_BARE = re.compile(
    r"浸水想定|浸水区域|氾濫想定|flood.?(assumption|area|zone|hazard)|inundation", re.IGNORECASE
)
"""Names of layers of areas that are hazards even when no column tells how deep the water is."""
_LEVEL = re.compile(r"水位|water_?level", re.IGNORECASE)


def hazards_in(layers: Sequence[Layer], feedback: Feedback) -> list[Hazard]:
    """Return all hazards that the layers of a project hold, and what the buildings themselves carry.

    Parameters
    ----------
    layers
        With their data opened; those without data are passed over.
    feedback
        Receives progress, and what cannot be read.
    """
    from gisapp.desks.hazard.depthgrid import hazard_of_raster
    from gisapp.desks.hazard.given import given_of

    found: list[Hazard] = []
    for number, layer in enumerate(layers):
        feedback.step(number, len(layers))
        if layer.data is None:
            continue
        if layer.kind == "vector":
            found += hazards_of(layer, feedback)
        elif layer.kind == "buildings":
            found += given_of(layer, feedback)
        elif layer.kind == "raster":
            grid = hazard_of_raster(layer)
            found += [grid] if grid is not None else []
    return found


def hazards_of(layer: Layer, feedback: Feedback) -> list[Hazard]:
    """Return the hazards of a layer of areas, one for each river and scale; none when it is no hazard."""
    pattern, column = _recognised(layer)
    if pattern is None:
        return []
    shapes = layer.footprints()
    import shapely

    if shapes is None:
        return []
    areal = shapely.get_dimensions(shapes) == 2
    if not areal.any():
        if pattern in PRODUCTS:
            values = {"layer": layer.name}
            feedback.find(Finding(Severity.WARNING, "hazard-without-areas", _NO_SHAPES, values))
        return []
    shown = filters.mask(layer)
    rows = np.flatnonzero(areal if shown is None else areal & shown)
    table, names = layer.table(), {one.name: one for one in layer.table().attributes}
    kind = pattern.kind or _kind(layer)
    river = _matching(pattern.name, names)
    titles = table.texts(river)[rows] if river else np.full(len(rows), "", dtype=object)
    scales = _scales(layer, pattern, table, names)[rows]
    keys = np.char.add(np.char.add(titles.astype(str), "\t"), scales.astype(str))
    found = []
    for key in np.unique(keys).tolist():
        title, scale = key.split("\t")
        chosen = rows[keys == key]
        found.append(
            _hazard(
                layer, _What(pattern, column, kind, title, Scale(scale)), shapes[chosen], chosen, feedback
            )
        )
    return found


def _recognised(layer: Layer) -> tuple[Pattern | None, str]:
    """Return how a layer is recognised and by which column."""
    names = {one.name: one for one in layer.table().attributes}
    for pattern in PRODUCTS:
        column = _matching(pattern.column, names)
        if column and not (pattern.absent and _matching(pattern.absent, names)):
            return pattern, column
    key = str(layer.data.store.manifest.get("key", ""))
    folders = set(key.split("/"))
    if _is_plateau_water(key):
        column = next((one for one in ("rank", "rankOrg") if one in names), "")
        return Pattern("rank", Theme.DEPTH, name="hazardName"), column
    if key.startswith(("wtr:", "tran:", "luse:", "bldg:")):
        return None, ""
    if "lsld" in folders or "SedimentDisasterProneArea" in key:
        return Pattern("areaType", Theme.ZONE, Kind.LANDSLIDE, name="disasterType"), "areaType"
    if key.startswith(("urf:", "uro:", "frn:", "veg:", "gen:")):
        return None, ""
    words = _words(layer)
    for pattern in CITY[3:]:
        column = _matching(pattern.column, names) or next(
            (name for name, one in names.items() if re.fullmatch(pattern.column, one.label, re.IGNORECASE)),
            "",
        )
        if column and (pattern.kind is not Kind.LANDSLIDE or re.search(WORDS[1][1], words)):
            return pattern, column
    if re.search(WORDS[0][1], words):
        return Pattern("", Theme.COLLAPSE, Kind.COLLAPSE), ""
    return (Pattern("", Theme.DEPTH) if _BARE.search(words) else None), ""


def _is_plateau_water(key: str) -> bool:
    return key.startswith("wtr:WaterBody/") and bool(PLATEAU_KINDS.keys() & set(key.split("/")))


def _matching(pattern: str, names: Collection[str]) -> str:
    if not pattern:
        return ""
    return next((name for name in names if re.fullmatch(pattern, name, re.IGNORECASE)), "")


def _words(layer: Layer) -> str:
    manifest = getattr(layer.data.store, "manifest", {})
    return " ".join((layer.name, str(manifest.get("name", "")), layer.source.path.name))


def _kind(layer: Layer) -> Kind:
    """Return the kind by the folder of PLATEAU or by the words of the layer; a flood when nothing tells."""
    folders = str(layer.data.store.manifest.get("key", "")).split("/")
    for folder in folders:
        if folder in PLATEAU_KINDS:
            return PLATEAU_KINDS[folder]
    words = _words(layer)
    return next((kind for kind, pattern in WORDS if re.search(pattern, words, re.IGNORECASE)), Kind.FLOOD)


def _scales(layer: Layer, pattern: Pattern, table: Table, names: Collection[str]) -> NDArray[np.object_]:
    """Return (n,) the scale of each area: as the product has it, as its column says, or as the names say."""
    if pattern.scale is not None:
        return np.full(len(table), str(pattern.scale), dtype=object)
    key = str(layer.data.store.manifest.get("key", ""))
    said = scale_of(f"{key} {_words(layer)}")
    if "scale" not in names:
        return np.full(len(table), str(said), dtype=object)
    texts, which = np.unique(table.texts("scale").astype(str), return_inverse=True)
    meant = [str(scale_of(one) or said) for one in texts.tolist()]
    return np.array(meant, dtype=object)[which]


def scale_of(text: str) -> Scale:
    """Return the scale that a text names."""
    if re.search(r"想定最大|(?<![A-Za-z0-9])[Ll]2(?![0-9])", text):
        return Scale.LARGEST
    if re.search(r"計画規模|(?<![A-Za-z0-9])[Ll]1(?![0-9])", text):
        return Scale.PLANNED
    return Scale.UNKNOWN


@dataclass(frozen=True)
class _What:
    """What some areas of a layer are."""

    pattern: Pattern
    column: str
    kind: Kind
    title: str
    scale: Scale


def _hazard(
    layer: Layer, what: _What, shapes: NDArray[np.object_], rows: NDArray[np.intp], feedback: Feedback
) -> Hazard:
    pattern, column, kind, title, scale = what.pattern, what.column, what.kind, what.title, what.scale
    import shapely

    depth, level, rank = nothing(len(rows)), nothing(len(rows)), np.full(len(rows), UNKNOWN, np.int64)
    classes: tuple[HazardClass, ...] = ()
    table = layer.table()
    attribute = next((one for one in table.attributes if one.name == column), None)
    if attribute is None and pattern.theme is Theme.COLLAPSE:
        text = _words(layer)
        texts = np.full(len(rows), text, dtype=object)
        classes, rank, _ = read_classes(texts, texts, Theme.COLLAPSE, kind)
    elif pattern.kind is Kind.DANGER:
        classes, rank = (HazardClass(1, 1, "", title),), np.ones(len(rows), np.int64)
    elif attribute is not None and attribute.kind in {"number", "integer"} and not _is_rank(attribute.label):
        numbers = table.numbers(column)[rows]
        depth, level = (level, numbers) if _LEVEL.search(f"{column} {attribute.label}") else (numbers, level)
    elif attribute is not None:
        classes, rank = _classes(layer, column, pattern, kind, rows, feedback)
    nothing_said = bool((rank == UNKNOWN).all() and np.isnan(depth).all() and np.isnan(level).all())
    from_shape = nothing_said and pattern.theme is Theme.DEPTH and bool(shapely.has_z(shapes).all())
    source = layer.source
    if nothing_said:
        how = _BY_LEVEL if from_shape else _NO_CLASSES
        values, where = {"layer": layer.name, "count": f"{len(rows):,}"}, Where(source.path.name)
        feedback.find(Finding(Severity.WARNING, "hazard-no-classes", how, values, where, len(rows)))
    return Hazard(
        "/".join((layer.id, str(pattern.theme), title, str(scale))),
        kind,
        pattern.theme,
        scale,
        title or _name(layer, pattern),
        classes,
        Origin(layer.id, layer.name, source.path.name, source.date, source.digest, source.credit, column),
        shapes,
        rank,
        depth,
        level,
        from_shape,
    )


def _name(layer: Layer, pattern: Pattern) -> str:
    """Return the name of a hazard that names no river or plan: its layer's, without what is told anyhow."""
    if pattern in PRODUCTS:
        return str(layer.data.store.manifest.get("name", ""))
    whole = _TOLD.fullmatch(layer.name)
    return layer.name if whole is None else whole["name"]


def _is_rank(label: str) -> bool:
    return re.search(r"ランク|区分|rank|code|コード", label, re.IGNORECASE) is not None


def _classes(
    layer: Layer, column: str, pattern: Pattern, kind: Kind, rows: NDArray[np.intp], feedback: Feedback
) -> tuple[tuple[HazardClass, ...], NDArray[np.int64]]:
    table = layer.table()
    texts = table.texts(column)[rows]
    indices, values = table.categories(column)
    codes = np.array([*values, ""], dtype=object)[indices[rows]]
    attribute = next(one for one in table.attributes if one.name == column)
    classes, rank, unknown = read_classes(
        codes, texts, pattern.theme, kind, standard=column.casefold() != "rankorg"
    )
    if unknown:
        count = sum(unknown.values())
        values_ = {
            "layer": layer.name,
            "column": attribute.label or column,
            "count": f"{count:,}",
            "example": next(iter(unknown)),
        }
        where = Where(layer.source.path.name)
        feedback.find(Finding(Severity.WARNING, "hazard-class-unknown", _UNREADABLE, values_, where, count))
    return classes, rank
