"""A collection that was recognised as a product gets its Japanese names, codes, style and credit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from importers.products import columns
from importers.products.depths import depth_style
from importers.products.zones import look_swapped
from layers.base import Attribute
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.presets import preset
from styles.style import ByCategory

if TYPE_CHECKING:
    import pyarrow as pa

    from importers.collection import Collection
    from importers.products.product import Field
    from importers.products.recognise import Product
    from styles.style import Style

EXAMPLES = 3
LOWER = QT_TRANSLATE_NOOP(CONTEXT, "浸水深の下限")
UPPER = QT_TRANSLATE_NOOP(CONTEXT, "浸水深の上限")
_RECOGNISED = QT_TRANSLATE_NOOP(
    CONTEXT, "{credit}として読みました。項目名とコードを日本語にしています。{note}"
)
_UNKNOWN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{label}」（{column}）に、コード表にない値が {count} 件あります（例: {examples}）。"
    "値はそのまま残しました。",
)
_NAME_FIRST = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{label}」（{column}）の番号と名称が {count} 件で食い違います（例: {examples}）。"
    "名称のほうを使いました。",
)
_NO_DEPTH = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{label}」（{column}）に、深さとして読めない区分が {count} 件あります（例: {examples}）。"
    "文字はそのまま残しました。",
)
_WORDS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{label}」（{column}）に数でない値があるため、文字のまま残しました。",
)
_UNDECIDED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "年度によって意味が違う項目（{columns}）は、ファイル名から年度が分からないため元の名前のままです。",
)
_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT, "ファイルに座標系の記載がないため、この製品の座標系（{crs}）としました。"
)
_SWAPPED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "警戒区域（黄）が特別警戒区域（赤）の中に入っています。「{label}」の番号が逆かもしれません。"
    "都道府県の公示図と見比べてください。",
)


@dataclass
class _Work:
    """What has been made so far."""

    table: pa.Table
    attributes: list[Attribute]
    findings: list[Finding] = field(default_factory=list)
    depths: list[str] = field(default_factory=list)

    def note(self, code: str, template: str, known: Field, column: str, counts: dict[str, int]) -> None:
        """Keep a finding with how often and the commonest examples."""
        commonest = sorted(counts, key=lambda one: -counts[one])[:EXAMPLES]
        total = sum(counts.values())
        values = {
            "label": known.label,
            "column": column,
            "count": f"{total:,}",
            "examples": "、".join(commonest),
        }
        self.findings.append(Finding(Severity.WARNING, code, template, values, count=total))

    def put(self, name: str, values: pa.Array) -> None:
        """Write a column, in its place when there is one."""
        names = self.table.column_names
        if name in names:
            self.table = self.table.set_column(names.index(name), name, values)
        else:
            self.table = self.table.append_column(name, values)

    def describe(self, attribute: Attribute, after: str = "") -> None:
        """Say what a column is; a new one comes behind `after` or at the end."""
        names = [one.name for one in self.attributes]
        if attribute.name in names:
            self.attributes[names.index(attribute.name)] = attribute
        else:
            place = names.index(after) + 1 if after in names else len(names)
            self.attributes.insert(place, attribute)


def apply(collection: Collection, product: Product) -> Collection:
    """Return a collection told in the words of the product.

    Nothing is left out: codes that are in no list stay as they are and are told; what the file itself
    declares (system, credit, date) goes before what is known of the product.

    Parameters
    ----------
    collection
        As its reader gave it, column names untouched.
    product
        What it was recognised as.
    """
    collection = _as_written_only(collection, product)
    work = _Work(collection.table, list(collection.attributes))
    present = {name: known for name, known in product.fields.items() if name in work.table.column_names}
    for column, known in present.items():
        _apply_field(work, column, known)
    for column, known in present.items():
        if known.name_from:
            _names_first(work, column, known, present)
    if product.check == "red_zones_inside":
        _check_zones(work, collection, present)
    values = {"credit": product.credit, "note": product.note}
    told = [Finding(Severity.INFO, "product-recognised", _RECOGNISED, values)]
    if product.undecided:
        names = {"columns": "、".join(product.undecided)}
        told.append(Finding(Severity.WARNING, "product-year-unknown", _UNDECIDED, names))
    if product.crs and not collection.crs:
        told.append(Finding(Severity.WARNING, "product-system", _SYSTEM, {"crs": product.crs}))
    return replace(
        collection,
        name=collection.name if _is_japanese(collection.name) else _title(work, product),
        table=work.table,
        attributes=tuple(work.attributes),
        crs=collection.crs or product.crs,
        product=product.id,
        date=collection.date or product.date,
        credit=collection.credit or product.credit,
        style=_style(work, product) or collection.style,
        findings=(*collection.findings, *told, *work.findings),
    )


def _as_written_only(collection: Collection, product: Product) -> Collection:
    """Take back that a reader took a column of the product for codes without knowing what they mean."""
    table, attributes = collection.table, []
    for one in collection.attributes:
        code = f"{one.name}_code"
        coded = one.kind == "code" and one.name in product.fields and code in table.column_names
        if coded and table[code].equals(table[one.name]):
            table = table.drop_columns([code])
            attributes.append(replace(one, kind="text"))
        else:
            attributes.append(one)
    return replace(collection, table=table, attributes=tuple(attributes))


def _title(work: _Work, product: Product) -> str:
    """Return the name for lists; a municipality that all rows name goes before what the file tells."""
    if product.place_from:
        places = [place for place in work.table[product.place_from].unique().to_pylist() if place]
        if len(places) == 1:
            return f"{product.name}（{places[0]}）"
    return product.title


def _apply_field(work: _Work, column: str, known: Field) -> None:
    """Put one column into Japanese."""
    values = work.table[column]
    if known.kind == "code" and f"{column}_code" not in work.table.column_names:
        coded = columns.coded(values, known)
        work.put(column, coded.texts)
        work.put(f"{column}_code", coded.codes)
        if coded.unknown:
            work.note("unknown-code", _UNKNOWN, known, column, dict(coded.unknown))
        work.describe(Attribute(column, known.label, known.unit, "code", known.group))
        if known.depth:
            _add_depths(work, column, known)
        return
    kind = known.kind
    if kind in {"number", "integer", "year"}:
        found = columns.numbers(values, known)
        if found is not None:
            work.put(column, found)
        else:
            kind = "text"
            names = {"label": known.label, "column": column}
            work.findings.append(Finding(Severity.WARNING, "product-no-number", _WORDS, names))
    elif kind == "date" and not _is_date(values.type):
        kind = "text"
    if known.confirmed:
        if kind == "text":
            work.put(column, columns.written(values, known.missing))
        unit = known.unit if kind != "text" else ""
        work.describe(Attribute(column, known.label, unit, kind, known.group))


def _add_depths(work: _Work, column: str, known: Field) -> None:
    """Add the ends of classes of depth as numbers behind their column."""
    lower, upper, unreadable = columns.depths(work.table[column].combine_chunks())
    if unreadable:
        work.note("unreadable-depth", _NO_DEPTH, known, column, unreadable)
    work.depths.append(column)
    after = column
    for end, label, ends in (("lower", LOWER, lower), ("upper", UPPER, upper)):
        name = f"{column}_{end}"
        if name not in work.table.column_names:
            work.put(name, ends)
            work.describe(Attribute(name, label, "m", "number", known.group), after)
            after = name


def _names_first(work: _Work, column: str, known: Field, present: dict[str, Field]) -> None:
    """Believe the Japanese name in another column before the code in this one."""
    other = next((name for name in present if name.casefold() == known.name_from), "")
    if not other:
        return
    names = columns.written(work.table[other])
    texts, different = columns.agreed(columns.written(work.table[column]), names, known)
    work.put(column, texts)
    if different:
        examples = {f"{text}／{name}": count for (text, name), count in different.items()}
        work.note("code-and-name-differ", _NAME_FIRST, known, column, examples)


def _check_zones(work: _Work, collection: Collection, present: dict[str, Field]) -> None:
    column = next((name for name in present if name.casefold() == "a33_002"), "")
    if not column:
        return
    codes = work.table[f"{column}_code"].to_numpy()
    if look_swapped(collection.geometry, codes):
        names = {"label": present[column].label}
        work.findings.append(Finding(Severity.WARNING, "zones-look-swapped", _SWAPPED, names))


def _style(work: _Work, product: Product) -> Style | None:
    """Return how the product is drawn: the first column of its palettes that holds anything."""
    for painting in product.style:
        column = work.table[painting.field]
        if column.null_count == len(column):
            continue
        style = preset(painting.preset).style(painting.field, product.fields[painting.field].name)
        return _as_written(style, work.table, painting.field) if isinstance(style, ByCategory) else style
    for name in work.depths:
        style = depth_style(name, [text for text in work.table[name].unique().to_pylist() if text])
        if style.categories:
            return style
    return None


def _as_written(style: ByCategory, table: pa.Table, column: str) -> ByCategory:
    """Fit a palette to the ways in which codes are written here (``01`` for ``1``).

    Where two codes of the palette mean the same, the one that does not occur is not in the legend.
    """
    if f"{column}_code" not in table.column_names:
        return style
    pairs = table.select([f"{column}_code", column]).group_by([f"{column}_code", column]).aggregate([])
    texts = dict(zip(pairs[f"{column}_code"].to_pylist(), pairs[column].to_pylist(), strict=True))
    by_value = {one.value: one for one in style.categories}
    by_label = {one.label: one for one in style.categories}
    labels = Counter(one.label for one in style.categories)
    kept = [one for one in style.categories if one.value in texts or labels[one.label] == 1]
    for code in sorted(code for code in texts if code and code not in by_value):
        like = by_value.get(code.lstrip("0")) or by_label.get(texts[code] or "")
        if like is not None:
            kept.append(replace(like, value=code))
    return replace(style, categories=tuple(kept))


def _is_date(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return pa.types.is_date(kind) or pa.types.is_timestamp(kind)


def _is_japanese(text: str) -> bool:
    return any("\u3041" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" for letter in text)
