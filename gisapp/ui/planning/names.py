"""What answers, edges and roads are called in the window, and the colours of the rules."""

from __future__ import annotations

from gisapp.desks.planning.lot import Behind, Edge, Opposite
from gisapp.desks.planning.regulations import Answer
from gisapp.ui.words import decimal, metres, translate
from styles.figures import spaced


def answer_words(answer: Answer) -> str:
    """Return what an answer is called."""
    return {
        Answer.APPLIES: translate("panels", "該当"),
        Answer.CONFIRM: translate("panels", "要確認"),
        Answer.UNKNOWN: translate("panels", "未確認"),
        Answer.NOT: translate("panels", "該当なし"),
    }[answer]


def behind_words(behind: Behind) -> str:
    """Return what lies behind an edge."""
    return {
        Behind.ROAD: translate("panels", "道路"),
        Behind.NEIGHBOUR: translate("panels", "隣地"),
        Behind.PARK: translate("panels", "公園"),
        Behind.WATER: translate("panels", "水面"),
        Behind.RAIL: translate("panels", "線路"),
    }[behind]


def article_words(article: str) -> str:
    """Return the kind of a road, as 42条 counts them."""
    return {
        "": translate("panels", "種別 未確認"),
        "42-1-1": translate("panels", "法42条1項1号（道路法）"),
        "42-1-2": translate("panels", "法42条1項2号（開発など）"),
        "42-1-3": translate("panels", "法42条1項3号（既存）"),
        "42-1-4": translate("panels", "法42条1項4号（計画）"),
        "42-1-5": translate("panels", "法42条1項5号（位置指定）"),
        "42-2": translate("panels", "法42条2項（みなし）"),
        "42-3": translate("panels", "法42条3項"),
        "43-2": translate("panels", "法43条2項の道"),
        "other": translate("panels", "法の道路でない道"),
    }[article]


def opposite_words(opposite: Opposite) -> str:
    """Return what lies beyond a road."""
    return {
        Opposite.LOTS: translate("panels", "敷地など"),
        Opposite.PARK: translate("panels", "公園・広場"),
        Opposite.WATER: translate("panels", "水面"),
        Opposite.CLIFF: translate("panels", "がけ・川・線路"),
    }[opposite]


def edge_words(edge: Edge) -> str:
    """Return an edge in a few words: what lies there, and how wide a road is."""
    name = behind_words(edge.behind)
    if edge.behind is Behind.NEIGHBOUR:
        return name
    if edge.width is None:
        return translate("panels", "{name}　幅員 未確認").format(name=name)
    width = metres(edge.width, 1)
    return translate("panels", "{name}　幅員 {width}").format(name=name, width=width)


def number_words(value: float, unit: str) -> str:
    """Return a figure with its unit; percentages without decimals unless the law makes some."""
    text = decimal(value, 2)
    if unit == "%" and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}{spaced(unit)}"
