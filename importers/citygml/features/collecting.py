"""Parts of files joined to collections: one for each class, and for each river or plan."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from importers.citygml.features import names
from importers.citygml.features.candidates import is_flat
from importers.citygml.features.kinds import typed
from importers.citygml.features.legacy import ZONES, product_of, split_zones
from importers.citygml.features.ragged import shapes_of
from importers.citygml.features.themes import Subject, collection_key, collection_name, subject_of
from importers.citygml.features.values import BETWEEN, GENERIC, factor, scaled
from importers.citygml.findings import merge_findings
from importers.citygml.metadata import about
from importers.collection import Collection
from layers.base import Attribute
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.citygml.dataset import Dataset
    from importers.citygml.features.parts import ClassPart, FilePart
    from importers.citygml.features.values import Values
    from layers.shapes import Shapes

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
_BASIC = "基本"
_QUALITY = "データの品質"
_OWN = "汎用属性"
_FIRST = ("name", "description", "class", "function", "usage", "hazardName", "rank", "rankOrg", "depth")
_LAST = ("creationDate", "terminationDate")
_YEAR = re.compile(r"_(20\d\d)_citygml")
_PLAN = re.compile(
    r"(?:の?(?:洪水|津波|高潮|内水|ため池|溜池))?(?:による)?浸水(?:想定|継続|実績)?(?:区域)?.*$"
)
_INSIDE = re.compile(r"[（(]([^（()）]+)[）)]$")
_MOST_KINDS = 2000
"""From this many different texts on, a column is kept as plain texts."""


def collect(dataset: Dataset, parts: Sequence[FilePart]) -> list[Collection]:
    """Join parts of files, in the order of the files.

    What no class can be blamed for (damaged members, groups, findings of a file) goes to the first
    collection of the file; where a file has none, to the first of all.
    """
    groups: dict[tuple[str, Subject, str], list[tuple[ClassPart, FilePart]]] = {}
    for file in parts:
        subject = subject_of(dataset.files[file.index])
        for part in file.parts:
            groups.setdefault((part.key, subject, file.crs), []).append((part, file))
    systems = Counter((key, subject) for key, subject, _ in groups)
    told: set[int] = set()
    found: list[Collection] = []
    for (key, subject, crs), pieces in groups.items():
        # The first collection also speaks for files that give none.
        mine = [file for _, file in pieces] if found else [*(file for _, file in pieces), *_empty(parts)]
        files = list({file.index: file for file in mine if file.index not in told}.values())
        told.update(file.index for file in files)
        several = systems[key, subject] > 1
        made = _collection(dataset, key, subject, crs, pieces, files, several=several)
        found.extend(split_zones(made) if key == ZONES else [made])
    return found


def _empty(parts: Sequence[FilePart]) -> list[FilePart]:
    return [file for file in parts if not file.parts]


def _collection(
    dataset: Dataset,
    key: str,
    subject: Subject,
    crs: str,
    pieces: Sequence[tuple[ClassPart, FilePart]],
    files: Sequence[FilePart],
    *,
    several: bool,
) -> Collection:
    classes = [part for part, _ in pieces]
    findings = [finding for part in classes for finding in part.findings]
    findings += [finding for file in files for finding in file.findings]
    columns: dict[str, pa.Array] = {"gml_id": _strings([part.ids for part in classes])}
    attributes = [_attribute(key, ("gml_id",), "", "text", _BASIC)]
    if classes[0].parents is not None:
        empty = [pa.nulls(part.count, pa.string()) for part in classes]
        parents = [
            none if part.parents is None else part.parents for part, none in zip(classes, empty, strict=True)
        ]
        columns["parent_id"] = _strings(parents)
        attributes.append(_attribute(key, ("parent_id",), "", "text", _BASIC))
    for chain in _order(classes):
        attribute, arrays = _join(key, chain, classes, findings)
        if attribute.name not in columns:
            columns |= arrays
            attributes.append(attribute)
    columns |= _provenance(pieces)
    attributes.append(_attribute(key, ("lod",), "", "integer", _QUALITY))
    attributes.append(_attribute(key, ("file",), "", "code", _QUALITY))
    table = pa.table(columns)
    of = _plan(table) if key == "wtr:WaterBody" else ""
    info = about(dataset)
    year = _YEAR.search(f"{dataset.container.path.name}/{dataset.files[files[0].index if files else 0].root}")
    return Collection(
        key=collection_key(key, subject) + (f"@{crs}" if several else ""),
        name=collection_name(key, subject, of),
        table=table,
        raw_geometry=_geometry(product_of(key, subject.theme), classes),
        crs=crs,
        attributes=_distinct(attributes),
        product=product_of(key, subject.theme),
        date=year[1] if year else "",
        licence=info.licence,
        credit=info.credit,
        findings=tuple(merge_findings(findings)),
        left_out=dict(sum((file.left_out for file in files), Counter())),
    )


def _geometry(key: str, classes: Sequence[ClassPart]) -> Shapes:
    """Return the shapes; heights that are all zero are left out where they stand for nothing."""
    flat = is_flat(key) and all(shape.flat for part in classes for shape in part.shapes)
    return shapes_of([(part.shapes, part.count) for part in classes], flat=flat)


def _strings(arrays: Sequence[pa.Array]) -> pa.Array:
    return pa.chunked_array([_as(array, pa.string()) for array in arrays], pa.string()).combine_chunks()


def _provenance(pieces: Sequence[tuple[ClassPart, FilePart]]) -> dict[str, pa.Array]:
    """Return the columns that tell which level and which file each feature is from."""
    lod = np.concatenate([part.lod for part, _ in pieces]).astype(np.int32)
    paths = list({file.path: None for _, file in pieces})
    place = {path: number for number, path in enumerate(paths)}
    counts = [part.count for part, _ in pieces]
    file = np.repeat(np.array([place[file.path] for _, file in pieces], dtype=np.int32), counts)
    short = pa.array([posixpath.basename(path) for path in paths], pa.string())
    return {
        "lod": pa.array(lod, pa.int32(), mask=lod == -9),
        "file": pa.DictionaryArray.from_arrays(pa.array(file), short),
        "file_code": pa.DictionaryArray.from_arrays(pa.array(file), pa.array(paths, pa.string())),
    }


def _order(classes: Sequence[ClassPart]) -> list[tuple[str, ...]]:
    """Return the columns of all parts in the order in which they are shown."""
    chains = list({values.chain: None for part in classes for values in part.values})
    return sorted(chains, key=_rank)


def _rank(chain: tuple[str, ...]) -> tuple[int, int]:
    element = chain[-1]
    if len(chain) == 1 and element in _FIRST:
        return 0, _FIRST.index(element)
    if len(chain) == 1:
        return (5 if element in _LAST else 1), 0
    if chain[0] == GENERIC:
        return 3, 0
    return (4 if _is_quality(chain) else 2), 0


def _is_quality(chain: tuple[str, ...]) -> bool:
    return any("DataQuality" in step or step.startswith("Dm") for step in chain[:-1])


def _join(
    key: str, chain: tuple[str, ...], classes: Sequence[ClassPart], findings: list[Finding]
) -> tuple[Attribute, dict[str, pa.Array]]:
    """Return an attribute and its one or two arrays."""
    name = "_".join(chain)
    group = _group(chain)
    written = [{values.chain: values for values in part.values}.get(chain) for part in classes]
    if any(values is not None and values.code is not None for values in written):
        text = _dictionary([values.text if values else None for values in written], classes)
        code = _dictionary([(values.code or values.text) if values else None for values in written], classes)
        return _attribute(key, chain, "", "code", group), {name: text, f"{name}_code": code}
    unit = next((values.unit for values in written if values and values.unit), "")
    said = next((values.kind for values in written if values and values.kind), "")
    texts = _dictionary([_in_unit(values, unit) if values else None for values in written], classes)
    result = typed(chain[-1], said, unit, texts)
    label = _label(key, chain)
    if result.wrong:
        findings.append(_wrong(label, result.example, result.wrong, classes))
    if result.percent:
        findings.append(_ratio(label, result.percent))
        unit = "%"
    elif not unit and "rate" in chain[-1].lower() and result.kind in ("number", "integer"):
        unit = "%"
    column = result.column
    if result.kind == "text" and len(texts.dictionary) < min(_MOST_KINDS, len(texts) / 2):
        column = texts
    return _attribute(key, chain, unit, result.kind, group), {name: column}


def _dictionary(arrays: Sequence[pa.Array | None], classes: Sequence[ClassPart]) -> pa.Array:
    """Return arrays of texts one behind another with one list of different texts."""
    whole = [
        pa.nulls(part.count, DICTIONARY) if array is None else _as(array, DICTIONARY)
        for array, part in zip(arrays, classes, strict=True)
    ]
    return pa.chunked_array(whole, DICTIONARY).unify_dictionaries().combine_chunks()


def _as(array: pa.Array, kind: pa.DataType) -> pa.Array:
    return array if array.type == kind else array.cast(kind)


def _in_unit(values: Values, unit: str) -> pa.Array:
    """Return texts of numbers in the unit of the whole column."""
    if values.unit in ("", unit):
        return values.text
    times = factor(values.unit, unit)
    texts = [scaled(text, times, values.unit) for text in values.text.dictionary.to_pylist()]
    return (
        pa.DictionaryArray.from_arrays(values.text.indices, pa.array(texts, pa.string()))
        .cast(pa.string())
        .dictionary_encode()
    )


def _attribute(key: str, chain: tuple[str, ...], unit: str, kind: str, group: str) -> Attribute:
    return Attribute("_".join(chain), _label(key, chain), unit, kind, group)


def _label(key: str, chain: tuple[str, ...]) -> str:
    return chain[-1] if chain[0] == GENERIC else names.attribute_name(key, chain)


def _group(chain: tuple[str, ...]) -> str:
    if chain[0] == GENERIC:
        return chain[1] if len(chain) > 2 else _OWN
    if len(chain) == 1:
        return _BASIC
    return _QUALITY if _is_quality(chain) else names.type_name(chain[-2])


def _distinct(attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """Return attributes whose labels differ: what occurs twice also names its group, or its column."""
    counts = Counter(attribute.label for attribute in attributes)
    named = [
        replace(one, label=f"{one.group}・{one.label}")
        if counts[one.label] > 1 and one.group != _BASIC
        else one
        for one in attributes
    ]
    counts = Counter(attribute.label for attribute in named)
    return tuple(
        replace(one, label=f"{one.label}（{one.name}）") if counts[one.label] > 1 else one for one in named
    )


def _plan(table: pa.Table) -> str:
    """Return the river or plan that bodies of water belong to, empty when nobody says."""
    for name in ("hazardName", "name"):
        if name not in table.column_names:
            continue
        column = table.column(name).cast(pa.string())
        counts = Counter(value for value in column.to_pylist() if value)
        if not counts:
            continue
        first = counts.most_common(1)[0][0].split(BETWEEN)[0]
        plans = {bare for value in counts if (bare := _bare(value.split(BETWEEN)[0]))}
        plan = _bare(first) or min(plans, default="")
        return f"{plan}ほか" if len(plans) > 1 else plan
    return ""


def _bare(text: str) -> str:
    """Return which river or plan a name is about: ``狩野川洪水浸水想定区域図（想定最大規模）`` is 狩野川.

    A number, which no list explains, says nothing.
    """
    inside = _INSIDE.search(text)
    if inside and not inside[1].endswith("規模"):
        text = inside[1] if _PLAN.search(text) else f"{text[: inside.start()]}・{inside[1]}"
    bare = _PLAN.sub("", text).strip("・ 　") or text
    return "" if bare.isdecimal() else bare


def _wrong(label: str, example: str, count: int, classes: Sequence[ClassPart]) -> Finding:
    where = next((finding.where for part in classes for finding in part.findings), Where())
    return Finding(
        Severity.WARNING,
        "value-not-read",
        QT_TRANSLATE_NOOP(
            CONTEXT, "「{label}」に読み取れない値（{value}）があります。その値は「未確認」としました。"
        ),
        {"label": label, "value": example[:60]},
        Where(where.file),
        count,
    )


def _ratio(label: str, count: int) -> Finding:
    return Finding(
        Severity.INFO,
        "rate-as-ratio",
        QT_TRANSLATE_NOOP(
            CONTEXT, "「{label}」が割合（0.6 など）で書かれていたため、百分率（60 % など）に直しました。"
        ),
        {"label": label},
        count=count,
    )
