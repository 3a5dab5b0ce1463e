"""How the features of a layer look now: style, filter and selection as one look-up table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import colours, filters
from layers.drawables import NO_FEATURE
from layers.standing import standing
from styles.style import Fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.standing import Standing
    from styles.style import Colour

FILL = 0.38
"""Share of the accent in the colour of a selected feature: enough to see, too little to hide the data."""


@dataclass(frozen=True, eq=False)
class Base:
    """What style and filter say.

    Attributes
    ----------
    colours
        (n, 3) uint8 by feature, or None where all have the colour `other`.
    other
        Colour of features beyond the table.
    shown
        (n,) bool, or None when no feature is filtered out.
    plain
        Whether the style leaves all features alike, so that pictures on walls may be shown.
    stand
        Where features share shapes: which of them stands for each. What is drawn carries numbers of shapes,
        and so do `colours` and `shown`.
    """

    colours: NDArray[np.uint8] | None
    other: Colour
    shown: NDArray[np.bool_] | None
    plain: bool
    stand: Standing | None = None

    @property
    def passing(self) -> NDArray[np.bool_] | None:
        """(n,) features, not shapes, that can be seen and chosen; None for all."""
        return self.shown if self.stand is None else self.stand.front


@dataclass(frozen=True, eq=False)
class Look:
    """A colour for every feature, packed as one number each.

    Attributes
    ----------
    table
        (k,) uint32 with the bytes red, green, blue, 255; features from k - 1 on share the last entry.
    ground
        Colour of vertices that belong to no feature, packed likewise.
    shown
        (n,) bool, or None.
    plain
        As in :class:`Base`.
    chosen
        (k,) bool, which entries are selected; None when none is.
    """

    table: NDArray[np.uint32]
    ground: np.uint32
    shown: NDArray[np.bool_] | None
    plain: bool
    chosen: NDArray[np.bool_] | None = None


def base(layer: Layer) -> Base:
    """Return what the style and filter of a layer say; reads columns, so it is work for a thread."""
    stand = standing(layer)
    if stand is not None:
        return _of_shapes(layer, stand)
    shown = filters.mask(layer) if layer.filter or layer.during is not None else None
    if isinstance(layer.style, Fixed):
        return Base(None, layer.style.colour, shown, plain=True)
    return Base(colours.feature_colours(layer), layer.style.other, shown, plain=False)


def _of_shapes(layer: Layer, stand: Standing) -> Base:
    """Return what style and filter say of shapes, each in the colour of the feature that stands for it."""
    shown = stand.rows >= 0
    every = None if shown.all() else shown
    if isinstance(layer.style, Fixed):
        return Base(None, layer.style.colour, every, plain=True, stand=stand)
    found = np.empty((len(shown), 3), dtype=np.uint8)
    found[:] = layer.style.other
    found[shown] = colours.colours_of(layer, stand.rows[shown])
    return Base(found, layer.style.other, every, plain=False, stand=stand)


def packed(rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return colours (n, 3) uint8 as (n,) uint32 with the bytes red, green, blue, 255."""
    rgba = np.full((len(rgb), 4), 255, dtype=np.uint8)
    rgba[:, :3] = rgb
    return rgba.view(np.uint32).ravel()


def look(found: Base, selected: NDArray[np.uint32] | None, accent: Colour, ground: Colour) -> Look:
    """Return the table of colours with the selected features tinted.

    Parameters
    ----------
    found
        What style and filter say.
    selected
        (n,) uint32 rising features, or None.
    accent, ground
        Colours of the theme.
    """
    count = 0 if found.colours is None else len(found.colours)
    if selected is not None and found.stand is not None:
        selected = np.unique(found.stand.of[selected]).astype(np.uint32)
    if selected is not None and len(selected):
        count = max(count, int(selected[-1]) + 1)
    else:
        selected = None
    rgb = np.empty((count + 1, 3), dtype=np.uint8)
    rgb[:] = found.other
    if found.colours is not None:
        rgb[: len(found.colours)] = found.colours
    chosen = None
    if selected is not None:
        chosen = np.zeros(count + 1, dtype=bool)
        chosen[selected] = True
        tint = rgb[selected] * (1.0 - FILL) + np.array(accent) * FILL
        rgb[selected] = (tint + 0.5).astype(np.uint8)
    return Look(packed(rgb), packed(np.array([ground], dtype=np.uint8))[0], found.shown, found.plain, chosen)


def vertex_colours(
    now: Look,
    features: NDArray[np.uint32],
    shade: NDArray[np.uint8] | None,
    out: NDArray[np.uint8],
    *,
    loose: bool,
) -> None:
    """Write the colour of each vertex.

    Parameters
    ----------
    now
        The look of the layer.
    features
        (n,) uint32, the feature of each vertex.
    shade
        (n,) uint8, how much light falls on each vertex, or None for full light.
    out
        (n, 4) uint8, red, green, blue, opacity.
    loose
        Whether some vertices belong to no feature.
    """
    flat = out.view(np.uint32).ravel()
    if len(now.table) == 1:
        flat[:] = now.table[0]
    else:
        np.take(now.table, features, out=flat, mode="clip")
    if loose:
        flat[features == NO_FEATURE] = now.ground
    if shade is not None:
        wide = out[:, :3].astype(np.uint16)
        wide *= shade[:, None]
        # x * 257 / 65536 is x / 255 to within half a step, without a division.
        wide += 128
        wide += wide >> 8
        wide >>= 8
        out[:, :3] = wide


def visible_faces(now: Look, faces: NDArray[np.uint32]) -> NDArray[np.bool_] | None:
    """Return which triangles, lines or points (m,) pass the filter, None for all; those of no feature do."""
    if now.shown is None:
        return None
    table = np.append(now.shown, True)
    found = np.take(table, faces, mode="clip")
    return None if found.all() else found
