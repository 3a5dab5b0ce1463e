"""Layers settle on the ground: whenever terrain or buildings come, go or hide, flat layers are told.

The ground hangs off the data of a layer, so a layer on other ground has other data, and whoever compares two
projects draws it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from layers.heights import heights_of
from layers.query.model import layers_of
from layers.timeline import timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.heights import Heights
    from layers.project import Project
    from layers.query.model import Expression, Node

GROUNDS = ("terrain", "buildings")
"""Kinds of layers that know how high the ground is."""


@dataclass(frozen=True, eq=False)
class Settled:
    """The ground of a project, and the data that it rests on."""

    heights: Heights
    basis: tuple[Any, ...]

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the height of the ground in metres, NaN where nobody knows it."""
        return self.heights.height_at(east, north)


def settled(project: Project) -> Project:
    """Return the project with every flat layer on its ground, and every layer with time at the time of now.

    Layers of what staff entered are filled with the records of now. It is the same object when all of them
    are so.
    """
    project = timed(with_records(project))
    basis = tuple(
        layer.data
        for layer in project.layers
        if layer.kind in GROUNDS and layer.visible and layer.data is not None
    )
    terrain = any(
        layer.kind == "terrain" and layer.visible and layer.data is not None for layer in project.layers
    )
    ground: Settled | None = None
    layers: list[Layer] = []
    for layer in project.layers:
        if layer.kind == "buildings" and getattr(layer, "estimated_ground", not terrain) == terrain:
            layers.append(replace(layer, estimated_ground=not terrain))  # type: ignore[call-arg]
        elif hasattr(layer.data, "on") and not _rests_on(layer.data.ground, basis):
            ground = ground or _known(project, basis) or Settled(heights_of(project), basis)
            layers.append(replace(layer, data=layer.data.on(ground)))
        else:
            layers.append(layer)
    layers = [_beside(layer, layers) for layer in layers]
    if all(old is new for old, new in zip(project.layers, layers, strict=True)):
        return project
    return replace(project, layers=tuple(layers))


def with_records(project: Project) -> Project:
    """Return the project with its records in the layers that show them; the same object when they are."""
    if not any(layer.in_project for layer in project.layers):
        return project
    from layers.entered import filled

    layers = tuple(filled(layer, project) for layer in project.layers)
    same = all(old is new for old, new in zip(project.layers, layers, strict=True))
    return project if same else replace(project, layers=layers)


def _beside(layer: Layer, layers: Sequence[Layer]) -> Layer:
    """Return a layer that knows the other layers that its filter and calculated columns look at."""
    if not layer.filter and not layer.columns and not layer.others:
        return layer
    return asking(layer, layers, layer.filter)


def asking(layer: Layer, layers: Sequence[Layer], conditions: Sequence[Expression]) -> Layer:
    """Return a layer that knows the other layers which some conditions and its calculated columns look at.

    Parameters
    ----------
    layer
        The layer that is asked.
    layers
        All layers of the project.
    conditions
        What is asked.
    """
    nodes: tuple[Node, ...] = (*conditions, *(one.value for one in layer.columns))
    wanted = {name for node in nodes for name in layers_of(node)} if nodes else set()
    found = {
        one.id: one for one in layers if one.id in wanted and one.data is not None and one.id != layer.id
    }
    if found.keys() == layer.others.keys() and all(
        _store(found[name]) is _store(old) and found[name].columns == old.columns
        for name, old in layer.others.items()
    ):
        return layer
    bare = {name: replace(one, filter=(), others={}) for name, one in found.items()}
    return replace(layer, others=bare)


def _store(layer: Layer) -> object:
    return getattr(layer.data, "store", layer.data)


def _rests_on(ground: object, basis: tuple[Any, ...]) -> bool:
    return (
        isinstance(ground, Settled)
        and len(ground.basis) == len(basis)
        and all(one is other for one, other in zip(ground.basis, basis, strict=True))
    )


def _known(project: Project, basis: tuple[Any, ...]) -> Settled | None:
    """Return the ground that another layer of the project rests on already."""
    for layer in project.layers:
        ground = getattr(layer.data, "ground", None)
        if isinstance(ground, Settled) and _rests_on(ground, basis):
            return ground
    return None
