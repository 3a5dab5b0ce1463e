"""From the rows of the layer panel back to the project: what stands where and in which group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layers.project import Group, Project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Layer


@dataclass(frozen=True)
class Row:
    """A layer or group as it stands in the panel.

    Attributes
    ----------
    layer
        Id of the layer, empty for a group.
    group
        Name of the group, or of the group the layer stands in.
    """

    layer: str = ""
    group: str = ""


def rows(project: Project) -> list[Row]:
    """Return the rows of the panel from top to bottom.

    A group stands where its first layer does and takes all its layers together; groups without layers
    come last.
    """
    found: list[Row] = []
    seen: set[str] = set()
    for layer in project.layers:
        if not layer.group:
            found.append(Row(layer.id))
        elif layer.group not in seen:
            seen.add(layer.group)
            found.append(Row(group=layer.group))
            found.extend(Row(other.id, layer.group) for other in project.layers if other.group == layer.group)
    found.extend(Row(group=group.name) for group in project.groups if group.name not in seen)
    return found


def arranged(project: Project, wanted: Sequence[Row]) -> Project:
    """Return the project with its layers in the order and groups of some rows.

    Layers that no row names keep their place at the end; nothing is ever lost by dragging.
    """
    named = {row.layer: row for row in wanted if row.layer}
    by_id = {layer.id: layer for layer in project.layers}
    layers: list[Layer] = []
    for layer_id, row in named.items():
        layer = by_id.get(layer_id)
        if layer is not None:
            layers.append(layer if layer.group == row.group else replace(layer, group=row.group))
    layers.extend(layer for layer in project.layers if layer.id not in named)
    groups = _groups(project, [row.group for row in wanted if row.group])
    same = len(layers) == len(project.layers) and all(
        one is other for one, other in zip(layers, project.layers, strict=True)
    )
    if same and groups == project.groups:
        return project
    return replace(project, layers=tuple(layers), groups=groups)


def moved(project: Project, layer_id: str, step: int) -> Project:
    """Return the project with a layer one place higher or lower: dragging, for the keyboard.

    Within its group a layer changes places with its neighbour; at the end of the group it leaves it. A layer
    in no group goes past whole groups.

    Parameters
    ----------
    step
        -1 for higher, 1 for lower.
    """
    blocks: list[list[Row]] = []
    for row in rows(project):
        if row.layer and row.group:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    at = next(
        (index for index, block in enumerate(blocks) if any(one.layer == layer_id for one in block)), -1
    )
    if at < 0:
        return project
    block = blocks[at]
    if len(block) > 1 or block[0].group:
        inside = next(index for index, one in enumerate(block) if one.layer == layer_id)
        other = inside + step
        if 1 <= other < len(block):
            block[inside], block[other] = block[other], block[inside]
        else:
            del block[inside]
            blocks.insert(at if step < 0 else at + 1, [Row(layer_id)])
    elif 0 <= at + step < len(blocks):
        blocks[at], blocks[at + step] = blocks[at + step], blocks[at]
    return arranged(project, [row for one in blocks for row in one])


def _groups(project: Project, names: Sequence[str]) -> tuple[Group, ...]:
    known = {group.name: group for group in project.groups}
    wanted = dict.fromkeys([*names, *known])
    return tuple(known.get(name, Group(name)) for name in wanted)


def with_group_open(project: Project, name: str, *, shown: bool) -> Project:
    """Return the project with a group folded or unfolded; the same one where that changes nothing."""
    known = {group.name: group for group in project.groups}
    if name not in known and all(layer.group != name for layer in project.layers):
        return project
    old = known.get(name, Group(name))
    if old.open == shown:
        return project
    return replace(project, groups=tuple({**known, name: replace(old, open=shown)}.values()))


def without_group(project: Project, name: str) -> Project:
    """Return the project without a group; its layers stay where they are, in no group."""
    layers = tuple(replace(layer, group="") if layer.group == name else layer for layer in project.layers)
    return replace(project, layers=layers, groups=tuple(one for one in project.groups if one.name != name))


def with_group_renamed(project: Project, old: str, new: str) -> Project:
    """Return the project with a group under another name; a name that is taken joins the two."""
    layers = tuple(replace(layer, group=new) if layer.group == old else layer for layer in project.layers)
    groups: dict[str, Group] = {}
    for group in project.groups:
        name = new if group.name == old else group.name
        groups.setdefault(name, replace(group, name=name))
    return replace(project, layers=layers, groups=tuple(groups.values()))


def free_group_name(project: Project, wanted: str) -> str:
    """Return `wanted`, or with a number behind it when a group has that name."""
    taken = {group.name for group in project.groups} | {layer.group for layer in project.layers}
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted} {number}" in taken:
        number += 1
    return f"{wanted} {number}"
