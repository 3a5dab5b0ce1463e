"""Layers settle on the ground: whenever terrain or buildings come, go or hide, flat layers are told.

The ground hangs off the data of a layer, so a layer on other ground has other data, and whoever compares two
projects draws it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from layers.heights import heights_of
from layers.timeline import timed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.heights import Heights
    from layers.project import Project

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

    It is the same object when all of them are.
    """
    project = timed(project)
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
    if all(old is new for old, new in zip(project.layers, layers, strict=True)):
        return project
    return replace(project, layers=tuple(layers))


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
