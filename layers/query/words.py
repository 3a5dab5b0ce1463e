"""The words of the text form, and the names that a text may use: columns, meanings of codes, layers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from layers.query.evaluate import folded
from layers.query.model import Kind, Operator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.base import Attribute, Layer, Table

AND, OR, NOT, IS_NOT = "かつ", "または", "否定", "でない"
OF, IS = "の", "が"
LAYER, RING, CIRCLE, SHARE = "レイヤ", "囲み", "円", "重なり割合"
SERIES = "（解析の結果）"
"""Stands for numbers that an analysis gave; nobody writes them by hand."""
MISSING, FROM, UNTIL, WITHIN, ONE_OF = "未確認", "から", "まで", "以内", "のどれか"
CONTAINS, STARTS, EQUAL_TO, OTHER_THAN = "を含む", "で始まる", "と等しい", "以外"

SIGNS: dict[str, Operator] = {
    "=": Operator.EQUAL,
    "≠": Operator.NOT_EQUAL,
    "<": Operator.LESS,
    "≤": Operator.AT_MOST,
    ">": Operator.GREATER,
    "≥": Operator.AT_LEAST,
}
SIGN_OF = {operator: sign for sign, operator in SIGNS.items()}
OTHER_SIGNS = {
    "==": "=",
    "!=": "≠",
    "<>": "≠",
    "<=": "≤",
    ">=": "≥",
    "=<": "≤",
    "=>": "≥",
    "≦": "≤",
    "≧": "≥",
}
"""Other ways to write a sign."""
SINGLE_SIGNS = "=≠<≤>≥+-*/(),"
LOOKALIKES = {
    "×": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "・": "・",
    "、": ",",
    "､": ",",
    "。": " ",
    "≦": "≤",
    "≧": "≥",
}
"""Letters that are taken for others, besides those that differ in width alone."""

TAILS: dict[str, Operator] = {
    "以上": Operator.AT_LEAST,
    "以下": Operator.AT_MOST,
    "以内": Operator.AT_MOST,
    "未満": Operator.LESS,
    "より小さい": Operator.LESS,
    "より大きい": Operator.GREATER,
    "を超える": Operator.GREATER,
    "と等しい": Operator.EQUAL,
    "以外": Operator.NOT_EQUAL,
    "のどれか": Operator.IN,
    "を含む": Operator.CONTAINS,
    "で始まる": Operator.STARTS,
}
"""Words behind a value that tell how it is compared."""
SAME_WORDS = {
    "は": IS,
    "に": IS,
    "and": AND,
    "or": OR,
    "not": NOT,
    "ではない": IS_NOT,
    "じゃない": IS_NOT,
    "のいずれか": ONE_OF,
    "のいづれか": ONE_OF,
    "の内": ONE_OF,
    "に等しい": EQUAL_TO,
    "より大": "より大きい",
    "超": "を超える",
    "より小": "より小さい",
    "から始まる": STARTS,
    "不明": MISSING,
    "の中にある": "の中",
    "の内側": "の中",
    "と重なる": "に重なる",
    "にかかる": "に重なる",
}
"""Other words for the same."""
RELATIONS = {"の中": Kind.INSIDE, "に重なる": Kind.TOUCHES}
RELATION_WORDS = {kind: word for word, kind in RELATIONS.items()}
FUNCTIONS = {
    "図形の面積": "area",
    "図形の周長": "perimeter",
    "図形の高さ": "rise",
    "図形の標高": "bottom",
    "絶対値": "absolute",
    "四捨五入": "round",
    "切り捨て": "floor",
    "切り上げ": "ceiling",
    "最小": "least",
    "最大": "most",
}
FUNCTION_WORDS = {function: word for word, function in FUNCTIONS.items()}

KEYWORDS = frozenset(
    {AND, OR, NOT, IS_NOT, IS, LAYER, RING, CIRCLE, SHARE, MISSING, FROM, UNTIL, WITHIN}
    | TAILS.keys()
    | SAME_WORDS.keys()
    | RELATIONS.keys()
)
"""Words that mean something by themselves; a value of that name is written in 「」."""
ENDINGS = tuple(
    sorted(
        (KEYWORDS | {IS_NOT}) - {LAYER, RING, CIRCLE, SHARE, NOT, "and", "or", "not", "に", "超"},
        key=len,
        reverse=True,
    )
)
"""Words that may follow a value without a space, the longest first."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What a text may name.

    Attributes
    ----------
    table
        The table of the layer that is asked.
    layers
        Id and name of each layer that may be asked for places.
    tables
        The table of each of them whose data are open.
    """

    table: Table
    layers: Sequence[tuple[str, str]] = ()
    tables: Mapping[str, Table] | None = None

    @cached_property
    def by_name(self) -> dict[str, Attribute]:
        """Columns by folded name; Japanese names that two columns share are left out."""
        found = {folded(one.name): one for one in self.table.attributes}
        labels: dict[str, list[Attribute]] = {}
        for one in self.table.attributes:
            labels.setdefault(folded(one.label), []).append(one)
        for name, named in labels.items():
            if len(named) == 1 and name not in found:
                found[name] = named[0]
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Folded names, the longest first."""
        return tuple(sorted(self.by_name, key=len, reverse=True))

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """Columns by their names."""
        return {one.name: one for one in self.table.attributes}

    def called(self, name: str) -> str:
        """Return the name by which a column is written: the Japanese one where only one column has it."""
        one = self.attributes.get(name)
        if one is None or self.by_name.get(folded(one.label)) is not one:
            return name
        return one.label

    def labels(self, name: str) -> Mapping[str, str]:
        """Return the meanings of the codes of a column."""
        return self.table.labels(name)

    def codes(self, name: str, word: str) -> tuple[str, ...]:
        """Return the codes that a word may mean: itself if it is a code, else those with that meaning."""
        _, codes = self.table.categories(name)
        if word in codes:
            return (word,)
        wanted, labels = folded(word), self.labels(name)
        return tuple(code for code in codes if folded(labels.get(code, code)) == wanted)

    def layer_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the layers of a name or id."""
        found = [layer_id for layer_id, called in self.layers if called == name]
        return tuple(found) or tuple(layer_id for layer_id, _ in self.layers if layer_id == name)

    def layer_name(self, layer_id: str) -> str:
        """Return how a layer is written: its name where only one has it."""
        for one, name in self.layers:
            if one == layer_id and self.layer_ids(name) == (layer_id,):
                return name
        return layer_id

    def of_layer(self, layer_id: str) -> Vocabulary | None:
        """Return the vocabulary of another layer, None when its data are not open."""
        table = (self.tables or {}).get(layer_id)
        return None if table is None else Vocabulary(table)


def vocabulary(layer: Layer, layers: Sequence[Layer] = ()) -> Vocabulary:
    """Return what a text about a layer may name.

    Parameters
    ----------
    layer
        With its data opened.
    layers
        All layers of the project.
    """
    opened = [one for one in layers if one.data is not None and one.id != layer.id and one.kind not in FLAT]
    return Vocabulary(
        layer.table(), [(one.id, one.name) for one in opened], {one.id: one.table() for one in opened}
    )


FLAT = frozenset({"terrain", "raster", "pointcloud", "unknown"})
"""Kinds of layers without features."""
