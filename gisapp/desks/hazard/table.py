"""The answers as a table: one row for each building, for filters, sorting and files."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.hazard.answers import HOW, State
from gisapp.desks.hazard.classes import STANDARD, Kind
from gisapp.desks.hazard.depthgrid import STANDARD_CLASSES
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.refuge import REASONS, Verdict
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answer, Answers
    from layers.base import Layer

STATES = {
    State.NOT: QT_TRANSLATE_NOOP(CONTEXT, "該当なし"),
    State.AFFECTED: QT_TRANSLATE_NOOP(CONTEXT, "該当"),
    State.UNDETERMINED: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
}
VERDICTS = {
    Verdict.DRY: QT_TRANSLATE_NOOP(CONTEXT, "浸水なし"),
    Verdict.STAY: QT_TRANSLATE_NOOP(CONTEXT, "屋内安全確保ができる"),
    Verdict.CONFIRM: QT_TRANSLATE_NOOP(CONTEXT, "要確認"),
    Verdict.LEAVE: QT_TRANSLATE_NOOP(CONTEXT, "立退き避難"),
    Verdict.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
}
YES, NO = QT_TRANSLATE_NOOP(CONTEXT, "はい"), QT_TRANSLATE_NOOP(CONTEXT, "いいえ")
ALL = QT_TRANSLATE_NOOP(CONTEXT, "すべての想定")
GROUP = QT_TRANSLATE_NOOP(CONTEXT, "災害の想定")
UNCHECKED: dict[Kind | Theme, str] = {
    Kind.COLLAPSE: QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域"),
    Kind.LANDSLIDE: QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域"),
    Theme.DURATION: QT_TRANSLATE_NOOP(CONTEXT, "浸水継続時間"),
}
"""What nobody can have looked at when there is no datum of it."""


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """A table of buildings.

    Attributes
    ----------
    layer
        The layer that the buildings are from.
    attributes
        The columns.
    columns
        Their values by name, texts empty and numbers null where nothing is known.
    geometry
        (n,) footprints.
    crs
        Their system.
    sources
        What the answers rest on, a line for each hazard.
    """

    layer: Layer
    attributes: tuple[Attribute, ...]
    columns: pa.Table
    geometry: NDArray[np.object_]
    crs: str
    sources: tuple[str, ...]


class Columns:
    """Collects columns in their order; `attributes` tell what `values` are."""

    def __init__(self) -> None:
        self.attributes: list[Attribute] = []
        self.values: dict[str, Any] = {}

    def text(self, name: str, label: str, values: NDArray[np.object_], group: str = GROUP) -> None:
        """Add a column of texts."""
        import pyarrow as pa

        self.attributes.append(Attribute(name, label, "", "text", group))
        self.values[name] = pa.array(values.astype(object), pa.string())

    def number(
        self,
        name: str,
        label: str,
        unit: str,
        values: NDArray[Any],
        group: str = GROUP,
        *,
        whole: bool = False,
    ) -> None:
        """Add a column of numbers, null where they are not finite."""
        import pyarrow as pa

        known = np.isfinite(values)
        kind = "integer" if whole else "number"
        self.attributes.append(Attribute(name, label, unit, kind, group))
        plain = np.where(known, values, 0)
        plain = plain.astype(np.int32) if whole else np.round(plain.astype(np.float64), 3)
        self.values[name] = pa.array(plain, mask=~known)


def table_of(answers: Answers) -> AnswerTable:
    """Return the answers as a table: the worst of all first, then each hazard."""
    import pyarrow as pa

    targets, combined = answers.targets, answers.combined
    made = Columns()
    made.text("id", "建物ID", targets.ids, ALL)
    made.text("state", "災害の想定", words(STATES, combined.state), ALL)
    classes = np.array(
        ["", *(one.text or depth_text(one.lower, one.upper) for one in STANDARD_CLASSES)], object
    )
    made.text("depth_class", "最大の浸水深（公式の区分）", classes[combined.rank], ALL)
    made.number("depth_lower", "最大の浸水深（下限）", "m", combined.lower, ALL)
    made.number("depth_upper", "最大の浸水深（上限）", "m", combined.upper, ALL)
    titles = np.array([*(one.hazard.title for one in answers.answers), ""], dtype=object)
    made.text("worst_hazard", "最も深くなる想定", titles[combined.worst], ALL)
    made.number("duration", "浸水継続時間（以上）", "時間", combined.hours, ALL)
    looked = {one.hazard.kind for one in answers.answers}
    for kind, name, inside in (
        (Kind.COLLAPSE, "collapse", combined.collapse),
        (Kind.LANDSLIDE, "landslide", combined.landslide),
    ):
        label, known = UNCHECKED[kind], kind in looked
        missing = np.where(inside, State.AFFECTED, State.NOT if known else State.UNDETERMINED)
        made.text(name, label, words(STATES, missing), ALL)
    made.number("storeys", "地上階数", "階", targets.storeys, ALL, whole=True)
    made.text("storeys_estimated", "階数は推定", _yes(targets.estimated), ALL)
    made.number("floor_area", "延床面積", "m2", targets.floor_area, ALL)
    made.text("floor_area_estimated", "延床面積は推定", _yes(targets.floor_estimated), ALL)
    refuge = combined.refuge
    made.text("verdict", "屋内安全確保の判定", words(VERDICTS, refuge.verdict), ALL)
    made.text("reason", "判定の理由", words(REASONS, refuge.reason), ALL)
    floor = np.where(refuge.safe_floor > 0, refuge.safe_floor, np.nan)
    made.number("safe_floor", "安全な階（以上）", "階", floor, ALL, whole=True)
    text = "・".join(unchecked(answers))
    made.text("unchecked", "データがなく確かめていない条件", np.full(len(targets), text, dtype=object), ALL)
    made.number("undetermined", "未確認の想定の数", "", combined.open, ALL, whole=True)
    for number, answer in enumerate(answers.answers, 1):
        _add(made, f"h{number:02d}", answer)
    return AnswerTable(
        targets.layer,
        tuple(made.attributes),
        pa.table(made.values),
        targets.footprints.shapes,
        str(targets.layer.data.crs),
        tuple(source_line(one) for one in answers.answers),
    )


def _add(made: Columns, name: str, answer: Answer) -> None:
    """Add the columns of one hazard."""
    hazard, title = answer.hazard, answer.hazard.title
    classes = hazard.classes or (STANDARD_CLASSES if hazard.theme is Theme.DEPTH else ())
    texts = np.array(["", *(one.text or depth_text(one.lower, one.upper) for one in classes), ""], object)
    made.text(f"{name}_state", title, words(STATES, answer.state), title)
    made.text(f"{name}_class", f"{title}の区分", texts[answer.rank], title)
    made.text(f"{name}_code", f"{title}の区分（元のコード）", answer.code, title)
    if hazard.theme in (Theme.DEPTH, Theme.DURATION):
        unit, what = ("m", "浸水深") if hazard.theme is Theme.DEPTH else ("時間", "継続時間")
        made.number(f"{name}_lower", f"{title}の{what}（下限）", unit, answer.lower, title)
        made.number(f"{name}_upper", f"{title}の{what}（上限）", unit, answer.upper, title)
    if hazard.theme is Theme.DEPTH:
        made.text(f"{name}_is", f"{title}の浸水深は", words(HOW, answer.how), title)
    if hazard.measured:
        made.number(f"{name}_share", f"{title}が占める割合", "%", answer.share * 100, title)
    if answer.given is not None and hazard.measured:
        given = answer.given
        stated = np.isfinite(given.depth)
        low, high = np.where(stated, given.depth, given.lower), np.where(stated, given.depth, given.upper)
        carried = f"{title}（建物の属性）"
        made.text(f"{name}_given_code", f"{carried}の区分（コード）", given.code, title)
        if hazard.theme is Theme.DEPTH:
            made.number(f"{name}_given_lower", f"{carried}の浸水深（下限）", "m", low, title)
            made.number(f"{name}_given_upper", f"{carried}の浸水深（上限）", "m", high, title)
        differs = np.where(answer.compared, np.where(answer.differs, YES, NO), "")
        made.text(f"{name}_differs", f"{title}で属性と食い違う", differs, title)


def words(meanings: Mapping[Any, str], values: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return what numbers mean."""
    most = max(int(one) for one in meanings)
    texts = np.array([meanings.get(number, "") for number in range(most + 1)], dtype=object)
    found: NDArray[np.object_] = texts[values]
    return found


def depth_text(lower: float, upper: float) -> str:
    """Return the ends of a class in the words of the official legend."""
    if math.isinf(upper):
        return f"{lower:g}m以上"
    return f"{lower:g}m以上{upper:g}m未満" if lower else f"{upper:g}m未満"


def unchecked(answers: Answers) -> Sequence[str]:
    """Return the conditions of staying that no datum tells of (未確認)."""
    looked: set[Kind | Theme] = {one.hazard.kind for one in answers.answers}
    looked |= {one.hazard.theme for one in answers.answers}
    if any(one.given is not None and np.isfinite(one.given.hours).any() for one in answers.answers):
        looked.add(Theme.DURATION)
    return [text for what, text in UNCHECKED.items() if what not in looked]


def source_line(answer: Answer) -> str:
    """Return where the answer about a hazard comes from, as one line."""
    origin = answer.hazard.origin
    told = [origin.file or origin.layer_name, origin.date, origin.credit, origin.digest[:12]]
    return f"{answer.hazard.title}: {' / '.join(one for one in told if one)}"


def _yes(values: NDArray[np.bool_]) -> NDArray[np.object_]:
    return np.where(values, YES, NO).astype(object)


def official_class(depth: float) -> str:
    """Return the words of the official class of a depth in metres, empty when it is dry."""
    number = int(STANDARD.of_depth(depth)[0])
    return depth_text(*STANDARD.bounds(number)) if number else ""
