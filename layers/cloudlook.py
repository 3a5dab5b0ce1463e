"""How a cloud is coloured: by its own colours, height, intensity, class and more, node by node.

Points are no features: there are too many. Their values have a table of their own, in which the points of the
coarse levels stand for all; styles, proposals and legends work with it as with any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers import cloudderived
from layers.base import Attribute
from layers.copcextra import MARK
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.style import BUILDING, ByCategory, ByRange, Fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.copc import Copc
    from styles.style import Style

MOST_SAMPLES = 200_000
"""So many points of the coarse levels stand for all in legends and proposals."""
PLAIN = (150, 150, 146)
"""Of points that bring no colour and whose style names none."""
HEIGHT, INTENSITY, CLASS, RETURN, SOURCE = "z", "intensity", "classification", "return", "source"
SLOPE, DAY = "slope", "day"
CLOUD = QT_TRANSLATE_NOOP(CONTEXT, "点群")
ATTRIBUTES = (
    Attribute(HEIGHT, QT_TRANSLATE_NOOP(CONTEXT, "標高"), "m", "number", CLOUD),
    Attribute(INTENSITY, QT_TRANSLATE_NOOP(CONTEXT, "反射強度"), "", "number", CLOUD),
    Attribute(CLASS, QT_TRANSLATE_NOOP(CONTEXT, "分類"), "", "code", CLOUD),
    Attribute(RETURN, QT_TRANSLATE_NOOP(CONTEXT, "リターン番号"), "", "code", CLOUD),
    Attribute(SOURCE, QT_TRANSLATE_NOOP(CONTEXT, "点のソースID"), "", "code", CLOUD),
    Attribute(SLOPE, QT_TRANSLATE_NOOP(CONTEXT, "傾斜"), "°", "number", CLOUD),
)
MEASURED = QT_TRANSLATE_NOOP(CONTEXT, "計測日")
MADE = QT_TRANSLATE_NOOP(CONTEXT, "ファイルの作成日")
NOTES = {
    SLOPE: QT_TRANSLATE_NOOP(
        CONTEXT,
        "まわりの 12 点に合わせた面の傾き（0°は水平、90°は垂直）です。表示するときに計算するため、"
        "遠くから粗く見たときと近くで細かく見たときでは、少し違うことがあります。",
    ),
    DAY: QT_TRANSLATE_NOOP(
        CONTEXT,
        "点の GPS 時刻による日付（日本時間）です。"
        "基準の分かる時刻を持たない点は、ファイルの作成日で塗ります。",
    ),
}
"""What must be known of values that are worked out when points are shown."""
FURTHER = {
    f"{MARK}distance": QT_TRANSLATE_NOOP(CONTEXT, "変化の距離（m）"),
    f"{MARK}detection": QT_TRANSLATE_NOOP(CONTEXT, "検出限界（m）"),
}
"""What dimensions are called that this program writes; others keep their names."""
CLASSES = {
    0: QT_TRANSLATE_NOOP(CONTEXT, "未分類（作成時のまま）"),
    1: QT_TRANSLATE_NOOP(CONTEXT, "未分類"),
    2: QT_TRANSLATE_NOOP(CONTEXT, "地面"),
    3: QT_TRANSLATE_NOOP(CONTEXT, "低い植生"),
    4: QT_TRANSLATE_NOOP(CONTEXT, "中くらいの植生"),
    5: QT_TRANSLATE_NOOP(CONTEXT, "高い植生"),
    6: QT_TRANSLATE_NOOP(CONTEXT, "建物"),
    7: QT_TRANSLATE_NOOP(CONTEXT, "低いノイズ"),
    8: QT_TRANSLATE_NOOP(CONTEXT, "地形の代表点"),
    9: QT_TRANSLATE_NOOP(CONTEXT, "水面"),
    10: QT_TRANSLATE_NOOP(CONTEXT, "鉄道"),
    11: QT_TRANSLATE_NOOP(CONTEXT, "路面"),
    12: QT_TRANSLATE_NOOP(CONTEXT, "コースの重なり"),
    13: QT_TRANSLATE_NOOP(CONTEXT, "架空地線"),
    14: QT_TRANSLATE_NOOP(CONTEXT, "電線"),
    15: QT_TRANSLATE_NOOP(CONTEXT, "鉄塔"),
    16: QT_TRANSLATE_NOOP(CONTEXT, "電線の碍子など"),
    17: QT_TRANSLATE_NOOP(CONTEXT, "橋の床版"),
    18: QT_TRANSLATE_NOOP(CONTEXT, "高いノイズ"),
}
"""The classes of LAS 1.4 - R15, table 17."""


def day_label(copc: Copc) -> str:
    """Return what the day of the points of a file is called."""
    return MEASURED if copc.standard_time else MADE


def _measured(name: str) -> bool:
    """Say whether values are measured, so that no two are alike."""
    return name in {HEIGHT, SLOPE} or name.startswith(MARK)


def values_of(
    copc: Copc, points: NDArray[np.void], places: NDArray[np.float64], name: str
) -> NDArray[np.float64]:
    """Return one value of each point (m,) of a file; `places` (m, 3) are where they are, in metres."""
    if name == HEIGHT:
        return places[:, 2]
    if name == SLOPE:
        return cloudderived.slopes(places)
    if name == DAY:
        return cloudderived.days(copc, points)
    if name == RETURN:
        return (points["returns"] & 15).astype(np.float64)
    field = {INTENSITY: "intensity", CLASS: "classification", SOURCE: "source"}.get(name)
    if name.startswith(MARK):
        field = name
    if field is None or field not in (points.dtype.names or ()):
        return np.full(len(points), np.nan)
    return points[field].astype(np.float64)


def colours_of(
    copc: Copc, points: NDArray[np.void], places: NDArray[np.float64], style: Style, *, bits: int
) -> NDArray[np.uint8]:
    """Return the colour of each point (m, 3) uint8.

    Parameters
    ----------
    copc, points, places
        The file, points of a node, and where they are (m, 3) in metres.
    style
        A style that names no colour shows the points' own.
    bits
        How many bits of their own colours are used: 8 or 16, or 0 when they bring none.
    """
    match style:
        case Fixed(colour=colour):
            if colour == BUILDING and bits:
                own = points["colour"]
                return (own >> 8 if bits == 16 else np.minimum(own, 255)).astype(np.uint8)
            plain = PLAIN if colour == BUILDING else colour
            return np.broadcast_to(np.array(plain, dtype=np.uint8), (len(points), 3)).copy()
        case ByRange():
            values = values_of(copc, points, places, style.attribute)
            order = sorted(style.ranges, key=lambda one: one.low)
            lows, highs = np.array([one.low for one in order]), np.array([one.high for one in order])
            place = np.searchsorted(lows, values, side="right") - 1
            inside = (place >= 0) & np.isfinite(values)
            inside &= values <= highs[np.maximum(place, 0)] if order else False
            table = np.array([*(one.colour for one in order), style.other], dtype=np.uint8)
            return table[np.where(inside, place, len(order))]
        case ByCategory():
            values = values_of(copc, points, places, style.attribute)
            table = np.array([*(one.colour for one in style.categories), style.other], dtype=np.uint8)
            lookup = np.full(1 << 16, len(style.categories))
            for number, one in enumerate(style.categories):
                if one.value.isdigit() and int(one.value) < len(lookup):
                    lookup[int(one.value)] = number
            whole = np.nan_to_num(values, nan=-1.0).astype(np.int64)
            return table[np.where(whole < 0, len(style.categories), lookup[np.maximum(whole, 0)])]


@dataclass(frozen=True, eq=False)
class CloudTable:
    """The values that colour a cloud: a row for each point of the coarse levels.

    Attributes
    ----------
    copc
        The file.
    placed
        Makes places (n, 3) of the file those that are drawn.
    """

    copc: Copc
    placed: Callable[[NDArray[np.float64]], NDArray[np.float64]]

    @property
    def attributes(self) -> Sequence[Attribute]:
        """What a cloud can be coloured by, dimensions that the file describes among it."""
        more = [name for name in self.copc.dtype.names or () if name.startswith(MARK)]
        found = [Attribute(name, FURTHER.get(name, name[1:]), "", "number", CLOUD) for name in more]
        day = Attribute(DAY, day_label(self.copc), "", "code", CLOUD)
        return (*ATTRIBUTES, *((day,) if cloudderived.dated(self.copc) else ()), *found)

    def __len__(self) -> int:
        """Return the number of points that stand for all."""
        return len(self._sample)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a value of each."""
        if name == SLOPE:
            return self._slopes
        return values_of(self.copc, self._sample, self._places, name)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a value of each as text."""
        if _measured(name):
            return np.array([f"{one:.2f}" for one in self.numbers(name).tolist()], dtype=object)
        found, values = self.categories(name)
        labels = self.labels(name)
        return np.array([*(labels.get(one, one) for one in values), ""], dtype=object)[found]

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return which of the different whole numbers each has."""
        if _measured(name):
            return np.full(len(self), -1, dtype=np.int32), []
        numbers = self.numbers(name)
        known = np.isfinite(numbers)
        different, which = np.unique(numbers[known].astype(np.int64), return_inverse=True)
        found = np.full(len(numbers), -1, dtype=np.int32)
        found[known] = which
        return found, [str(one) for one in different.tolist()]

    def labels(self, name: str) -> Mapping[str, str]:
        """Return what classes and days are called."""
        if name == DAY:
            return {one: cloudderived.day_text(int(one)) for one in self.categories(DAY)[1]}
        return {str(number): text for number, text in CLASSES.items()} if name == CLASS else {}

    @cached_property
    def bits(self) -> int:
        """How many bits of the points' own colours are used; 0 when all are black or there are none."""
        if not self.copc.has_colours:
            return 0
        most = int(self._sample["colour"].max(initial=0))
        return 16 if most > 255 else 8 if most else 0

    @cached_property
    def _sample(self) -> NDArray[np.void]:
        """Points of the coarsest nodes, at most so many."""
        fits = int(np.searchsorted(np.cumsum(self.copc.counts), MOST_SAMPLES, side="right"))
        return np.concatenate([self.copc.node(number) for number in range(max(fits, 1))])

    @cached_property
    def _places(self) -> NDArray[np.float64]:
        return self.placed(self.copc.places(self._sample))

    @cached_property
    def _slopes(self) -> NDArray[np.float64]:
        return cloudderived.slopes(self._places)
