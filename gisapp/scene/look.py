"""How the features of a layer look now: style, filter and selection as one look-up table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers import colours, filters
from layers.drawables import NO_FEATURE
from layers.standing import standing
from styles.style import MISSING, Fixed

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

    @cached_property
    def table(self) -> NDArray[np.uint32]:
        """(n + 1,) packed colours by feature; the last entry is for all beyond the table."""
        count = 0 if self.colours is None else len(self.colours)
        rgba = np.full((count + 1, 4), 255, dtype=np.uint8)
        if self.colours is not None:
            rgba[:count, :3] = self.colours
        rgba[count, :3] = self.other
        return rgba.view(np.uint32).ravel()

    @cached_property
    def sieve(self) -> NDArray[np.bool_] | None:
        """(n + 1,) which features pass the filter; what lies beyond the table does."""
        return None if self.shown is None else np.append(self.shown, True)


@dataclass(frozen=True, eq=False)
class Look:
    """A colour for every feature, packed as one number each.

    Attributes
    ----------
    table
        (k,) uint32 with the bytes red, green, blue, 255; features from k - 1 on share the last entry.
    ground
        Colour of vertices that belong to no feature, packed likewise.
    shown, passing
        As in :class:`Base`.
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
    passing: NDArray[np.bool_] | None = None


def base(layer: Layer, paint: NDArray[np.uint8] | None = None) -> Base:
    """Return what the style and filter of a layer say; reads columns, so it is work for a thread.

    Parameters
    ----------
    layer
        With its data.
    paint
        (n, 3) colours of its features that count in place of the style; None for the style.
    """
    stand = standing(layer)
    if stand is not None:
        return _of_shapes(layer, stand, paint)
    shown = filters.mask(layer)
    if paint is not None:
        found = Base(paint, MISSING, shown, plain=False)
    elif isinstance(layer.style, Fixed):
        found = Base(None, layer.style.colour, shown, plain=True)
    else:
        found = Base(colours.feature_colours(layer), layer.style.other, shown, plain=False)
    _ = found.table, found.sieve  # worked out here, and not where pictures are drawn
    return found


def _of_shapes(layer: Layer, stand: Standing, paint: NDArray[np.uint8] | None) -> Base:
    """Return what style and filter say of shapes, each in the colour of the feature that stands for it."""
    shown = stand.rows >= 0
    every = None if shown.all() else shown
    if paint is None and isinstance(layer.style, Fixed):
        return Base(None, layer.style.colour, every, plain=True, stand=stand)
    other = MISSING if isinstance(layer.style, Fixed) else layer.style.other
    found = np.empty((len(shown), 3), dtype=np.uint8)
    found[:] = other
    rows = stand.rows[shown]
    found[shown] = colours.colours_of(layer, rows) if paint is None else paint[rows]
    return Base(found, other, every, plain=False, stand=stand)


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
    table, chosen = found.table, None
    if selected is not None and found.stand is not None:
        selected = np.unique(found.stand.of[selected]).astype(np.uint32)
    if selected is not None and len(selected):
        size = max(len(table), int(selected[-1]) + 2)
        chosen = np.zeros(size, dtype=bool)
        chosen[selected] = True
        # All beyond the table had its last colour.
        table = np.concatenate([table, np.full(size - len(table), table[-1], dtype=np.uint32)])
        rgb = table[selected].view(np.uint8).reshape(-1, 4)[:, :3]
        table[selected] = packed((rgb * (1.0 - FILL) + np.array(accent) * FILL + 0.5).astype(np.uint8))
    bare = packed(np.array([ground], dtype=np.uint8))[0]
    return Look(table, bare, found.shown, found.plain, chosen, found.sieve)


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
    if now.passing is None:
        return None
    found = np.take(now.passing, faces, mode="clip")
    return None if found.all() else found
