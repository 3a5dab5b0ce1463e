"""Attributes that have a name instead of a place: generic attributes, key-value pairs, and all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from importers.citygml.plan import GENERIC, Role
from importers.citygml.window import MISSING_WORDS, Labels, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from importers.citygml.plan import Plan
    from importers.citygml.window import Window

KEY_VALUE = pa.struct([(name, pa.string()) for name in ("key", "key_label", "value", "value_label")])
GENERIC_VALUE = pa.struct([(name, pa.string()) for name in ("set", "name", "type", "value", "unit")])
OTHER = pa.struct([(name, pa.string()) for name in ("path", "value", "code_label", "unit")])


@dataclass(frozen=True, eq=False)
class Generics:
    """Values of generic attributes of features, in document order.

    Attributes
    ----------
    row
        (n,) Rows of the elements that hold the values.
    attribute
        (n,) Rows of the generic attributes around them.
    group
        (n,) Rows of the innermost set around the attribute, -1 outside of sets.
    name
        (n,) Name of each attribute.
    group_name
        (n,) Name of each set.
    kind
        (n,) ``string``, ``int``, ``double``, ``measure``, ``date`` or ``uri``.
    """

    row: NDArray[np.intp]
    attribute: NDArray[np.int32]
    group: NDArray[np.int32]
    name: Words
    group_name: Words
    kind: Words

    def where(self, kept: NDArray[np.bool_]) -> Generics:
        """Return the values that are kept."""
        return Generics(
            self.row[kept],
            self.attribute[kept],
            self.group[kept],
            self.name.where(kept),
            self.group_name.where(kept),
            self.kind.where(kept),
        )

    @cached_property
    def outside_sets(self) -> NDArray[np.bool_]:
        """Whether each value stands in no set."""
        return self.group < 0


def names(window: Window, plan: Plan) -> Words:
    """Return the names of generic attributes and sets, for all rows of the table."""
    words = window.attribute("name")
    held = plan.rows(window.elements, (path for path, _ in plan.of(Role.GENERIC_NAME)))
    if not len(held):
        return words
    # CityGML 3.0 holds the name in an element of its own
    inner = window.words(held)
    labels = Labels()
    place = labels.places(words)
    place[window.elements.parent[held]] = labels.places(inner)
    return Words(place, labels.values)


def read_generics(window: Window, plan: Plan) -> Generics:
    """Return the generic attributes that stand directly below features, alone or in sets."""
    elements = window.elements
    labels = Labels()
    rows, groups, kinds = [], [], []
    for path, use in plan.of(Role.GENERIC_VALUE):
        if use.within_part or not _of_feature(use.chain):
            continue
        found, _ = window.inside(elements.rows_by_path[path])
        group = np.full(len(found), -1, dtype=np.int32)
        if use.depth_in_set:
            group = elements.parent[elements.parent[found]]
            if use.chain[-3] == "genericAttribute":  # the property element of CityGML 3.0
                group = elements.parent[group]
        rows.append(found)
        groups.append(group)
        kinds.append(np.full(len(found), labels.place(use.key), dtype=np.int32))
    if not rows:
        nothing, none = np.empty(0, dtype=np.intp), Words(np.empty(0, dtype=np.int32), [])
        return Generics(nothing, nothing.astype(np.int32), nothing.astype(np.int32), none, none, none)
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    row, group, kind = row[order], np.concatenate(groups)[order], np.concatenate(kinds)[order]
    attribute = elements.parent[row]
    named = names(window, plan)
    group_name = np.where(group >= 0, named.place[group], -1).astype(np.int32)
    return Generics(
        row,
        attribute,
        group,
        Words(named.place[attribute], named.values),
        Words(group_name, named.values),
        Words(kind, labels.values),
    )


def _of_feature(chain: tuple[str, ...]) -> bool:
    """Return whether all elements of a chain down to the value belong to the generics module."""
    return all(
        step in ("genericAttributeSet", "GenericAttributeSet", "genericAttribute") or GENERIC.match(step)
        for step in chain[:-1]
    )


def lists(
    owner: NDArray[np.int64], count: int, fields: Mapping[str, pa.Array], kind: pa.DataType
) -> pa.Array:
    """Return a list of records for each feature.

    Parameters
    ----------
    owner
        (n,) The feature of each record, ascending.
    count
        Number of features.
    fields
        One array for each field of `kind`, n long.
    kind
        The type of a record.
    """
    offsets = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(owner, minlength=count), out=offsets[1:])
    records = pa.StructArray.from_arrays([fields[field.name] for field in kind], fields=list(kind))
    return pa.ListArray.from_arrays(pa.array(offsets), records)


def no_lists(count: int, kind: pa.DataType) -> pa.Array:
    """Return an empty list for each feature."""
    empty = np.empty(0, dtype=np.int64)
    return lists(empty, count, {field.name: pa.nulls(0, field.type) for field in kind}, kind)


def texts(words: Words) -> pa.Array:
    """Return words as an Arrow array, null where there is none."""
    return pa.array(words.values, pa.string()).take(pa.array(words.place, mask=words.place < 0))


def known(words: Words) -> Words:
    """Return words without those that stand for unknown values."""
    return Words(np.where(words.missing, -1, words.place).astype(np.int32), words.values)


def generic_lists(window: Window, generics: Generics) -> pa.Array:
    """Return the column ``generics``."""
    count = len(window.features)
    if not len(generics.row):
        return no_lists(count, GENERIC_VALUE)
    owner = window.owners(generics.row)
    fields = {
        "set": texts(generics.group_name),
        "name": texts(generics.name),
        "type": texts(generics.kind),
        "value": texts(known(window.words(generics.row))),
        "unit": texts(window.attribute_of(generics.row, "uom")),
    }
    return lists(owner, count, fields, GENERIC_VALUE)


def key_values(window: Window, plan: Plan) -> pa.Array:
    """Return the column ``key_values``: one record for each value, and for each key without one."""
    elements, count = window.elements, len(window.features)
    pairs = plan.rows(elements, (path for path, use in plan.of(Role.PAIR) if not use.within_part))
    pairs, owner = window.inside(pairs)
    if not len(pairs):
        return no_lists(count, KEY_VALUE)
    key_rows = plan.rows(elements, (path for path, use in plan.of(Role.PAIR_KEY) if not use.within_part))
    value_rows = plan.rows(elements, (path for path, use in plan.of(Role.PAIR_VALUE) if not use.within_part))
    (key_rows, _), (value_rows, _) = window.inside(key_rows), window.inside(value_rows)
    keys, values = window.coded(key_rows), window.coded(value_rows)
    key_of = np.full(len(pairs), -1, dtype=np.int64)
    key_of[np.searchsorted(pairs, elements.parent[key_rows])] = np.arange(len(key_rows))
    pair_of = np.searchsorted(pairs, elements.parent[value_rows])
    without = np.setdiff1d(np.arange(len(pairs)), pair_of, assume_unique=False)
    record_pair = np.concatenate([pair_of, without])
    record_value = np.concatenate([np.arange(len(value_rows)), np.full(len(without), -1)])
    if len(without):
        order = np.argsort(record_pair, kind="stable")
        record_pair, record_value = record_pair[order], record_value[order]
    record_key = key_of[record_pair]

    def picked(words: Words, at: NDArray[np.int64]) -> pa.Array:
        place = np.append(words.place, np.int32(-1))[at]
        return texts(Words(place, words.values))

    listed = window.attribute_of(value_rows, "codeSpace").place >= 0
    meaning = Words(np.where(listed, values.label.place, -1).astype(np.int32), values.label.values)
    fields = {
        "key": picked(keys.code, record_key),
        "key_label": picked(keys.label, record_key),
        "value": picked(known(values.code) if not listed.any() else values.code, record_value),
        "value_label": picked(meaning, record_value),
    }
    return lists(owner[record_pair], count, fields, KEY_VALUE)


def other_values(window: Window, plan: Plan, wrong: NDArray[np.intp]) -> pa.Array:
    """Return the column ``others``: what no other column holds.

    Parameters
    ----------
    window, plan
        The elements and what they are.
    wrong
        Rows of elements whose text could not be put into the column where it belongs.
    """
    elements, count = window.elements, len(window.features)
    rows, paths, labels = [wrong], [], Labels()
    paths.append(_chains(window, plan, wrong, labels))
    for path, use in plan.of(
        Role.INSIDE, Role.RISK_FIELD, Role.PAIR_KEY, Role.PAIR_VALUE, Role.GENERIC_VALUE
    ):
        if use.role is not Role.INSIDE and not _is_left(use.role, use.chain, part=use.within_part):
            continue
        found = elements.rows_by_path[path]
        found = found[elements.leaf[found]]
        if use.role is Role.INSIDE and len(found):
            found = found[(elements.text[found, 1] > elements.text[found, 0]) | _has_link(window, found)]
        if not len(found):
            continue
        rows.append(found)
        if use.role is Role.GENERIC_VALUE:
            paths.append(_named_path(window, plan, use.chain, found, labels))
        else:
            paths.append(np.full(len(found), labels.place("/".join(use.chain)), dtype=np.int32))
    row = np.concatenate(rows)
    owner = window.owners(row)
    order = np.argsort(row, kind="stable")
    order = order[owner[order] >= 0]
    row, owner, path_words = row[order], owner[order], Words(np.concatenate(paths)[order], labels.values)
    value = window.words(row)
    link = window.attribute_of(row, "href")
    text = value
    bare = value.among([not word for word in value.values])
    if bare.any():
        both = Labels()
        place, links = both.places(value), both.places(link)
        text = Words(np.where(bare, links, place).astype(np.int32), both.values)
    kept = ~text.among([word.lower() in MISSING_WORDS for word in text.values]) & (text.place >= 0)
    row, owner, path_words, text = row[kept], owner[kept], path_words.where(kept), text.where(kept)
    if not len(row):
        return no_lists(count, OTHER)
    listed = window.attribute_of(row, "codeSpace").place >= 0
    label = np.full(len(row), -1, dtype=np.int32)
    values: list[str] = []
    if listed.any():
        meaning = window.coded(row[listed]).label
        label[listed], values = meaning.place, meaning.values
    fields = {
        "path": texts(path_words),
        "value": texts(text),
        "code_label": texts(Words(label, values)),
        "unit": texts(window.attribute_of(row, "uom")),
    }
    return lists(owner, count, fields, OTHER)


def _is_left(role: Role, chain: tuple[str, ...], *, part: bool) -> bool:
    """Return whether no other column takes the values of a path."""
    if role is Role.GENERIC_VALUE:
        return part or not _of_feature(chain)
    return part and role in (Role.PAIR_KEY, Role.PAIR_VALUE)


def _has_link(window: Window, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    return window.attribute_of(rows, "href").place >= 0


def _chains(window: Window, plan: Plan, rows: NDArray[np.intp], labels: Labels) -> NDArray[np.int32]:
    """Return the path of each row as a place in `labels`."""
    paths = window.elements.path[rows]
    place = np.full(len(rows), -1, dtype=np.int32)
    for path in np.unique(paths).tolist():
        use = plan.uses[path]
        place[paths == path] = labels.place("/".join(use.chain) if use else "")
    return place


def _named_path(
    window: Window, plan: Plan, chain: tuple[str, ...], rows: NDArray[np.intp], labels: Labels
) -> NDArray[np.int32]:
    """Return the path of generic attributes, with the name in the place of the value."""
    attribute = window.elements.parent[rows]
    named = names(window, plan)
    words = Words(named.place[attribute], named.values)
    stem = "/".join(chain[:-1])
    used = np.unique(words.place)
    translation = np.full(len(words.values) + 1, -1, dtype=np.int32)
    for place in used.tolist():
        translation[place] = labels.place(f"{stem}/{words.values[place]}" if place >= 0 else stem)
    return translation[words.place]
