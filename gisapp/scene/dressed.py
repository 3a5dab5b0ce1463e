"""What stands on a stage, whoever draws it: baked arrays, their colours, what passes a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import look as looks
from gisapp.scene import origin as origins
from gisapp.scene.bake import BakedImage, BakedLines, BakedMesh, BakedPoints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.look import Look
    from gisapp.scene.origin import Frame

Drawn = BakedMesh | BakedLines | BakedPoints | BakedImage

PICTURE_SHADE = 0.55
"""Share of the baked light that falls on pictures, which have the light of their day in them already."""


class Dressed:
    """Baked arrays in the colours of a look.

    Parameters
    ----------
    baked
        What to draw. Its arrays are used as they are and must not change.
    lift
        Share of the distance to the eye by which it is drawn nearer, so that flat things do not flicker
        into what they lie on; 0 for solid things.
    points
        Number of its vertices.
    apart
        Metres between points where it stands, those of other pieces among them; 0 where nobody knows it.
    pictured
        Whether it brings a picture.
    """

    def __init__(self, baked: Drawn, lift: float, points: int, *, pictured: bool) -> None:
        self.baked = baked
        self.lift = lift
        self.place = np.zeros(3)
        self.visible = True
        self.apart = 0.0
        self._stretch = 1.0
        self._pictured = pictured
        self._mask: NDArray[np.bool_] | None = None
        self._colours = np.empty((points, 4), dtype=np.uint8)

    @property
    def cost(self) -> int:
        """Triangles, or what costs as much."""
        return self.baked.cost

    @property
    def pierced(self) -> bool:
        """Whether its picture has places that are not there."""
        picture = getattr(self.baked, "image", getattr(self.baked, "pixels", None))
        return picture is not None and picture.shape[2] == 4

    @property
    def deep(self) -> bool:
        """Whether it is drawn and its depths are to be seen."""
        return self.visible and isinstance(self.baked, BakedPoints) and self.baked.deep

    @property
    def faces_eye(self) -> bool:
        """Whether it has to adapt to the eye."""
        return bool(self.lift) or isinstance(self.baked, (BakedLines, BakedPoints))

    def wear(self, now: Look) -> None:
        """Colour and filter by the look of the layer."""
        baked = self.baked
        match baked:
            case BakedMesh():
                pictured = self._pictured and (now.plain or baked.painted or baked.draped)
                self._paste(pictured=pictured)
                self._filter(now, baked)
                if pictured:
                    self._over_picture(now, baked)
                else:
                    looks.vertex_colours(now, baked.features, baked.shade, self._colours, loose=baked.loose)
            case BakedLines(colour=own) | BakedPoints(colours=own):
                self._filter(now, baked)
                if own is None:
                    looks.vertex_colours(now, baked.features, None, self._colours, loose=False)
                else:
                    self._colours[:, :3] = np.asarray(own, dtype=np.uint8)
                    self._colours[:, 3] = 255
            case BakedImage():
                self._paste(pictured=True)
                self._colours[:] = 255
        self._recoloured()

    def stand(self, frame: Frame) -> None:
        """Move to where the piece belongs in a frame, and be as tall as things are there."""
        self.place = origins.to_scene(self.baked.origin, frame.origin, frame.stretch)
        self._stretch = frame.stretch

    def fade(self, opacity: float) -> None:
        """Set the opacity from 0 to 1."""
        raise NotImplementedError

    def show(self, *, visible: bool) -> None:
        """Show or hide it."""
        raise NotImplementedError

    def _filter(self, now: Look, baked: BakedMesh | BakedLines | BakedPoints) -> None:
        match baked:
            case BakedMesh():
                features = baked.faces
            case BakedLines():
                features = baked.features[baked.offsets[:-1]]
            case BakedPoints():
                features = baked.features
        mask = looks.visible_faces(now, features)
        if mask is None and self._mask is None:
            return
        if mask is not None and self._mask is not None and np.array_equal(mask, self._mask):
            return
        self._mask = mask
        match baked:
            case BakedMesh():
                self._connect(baked.triangles if mask is None else baked.triangles[mask])
            case BakedLines() if mask is not None:
                counts = np.diff(baked.offsets)
                cuts = np.concatenate([[0], np.cumsum(counts[mask])])
                self._chain(cuts, np.flatnonzero(np.repeat(mask, counts)))
            case BakedLines():
                self._chain(baked.offsets, np.arange(len(baked.points)))
            case BakedPoints():
                kept = np.arange(len(baked.points)) if mask is None else np.flatnonzero(mask)
                # An empty cell is none that VTK likes.
                self._chain(np.array([0, len(kept)] if len(kept) else [0]), kept)

    def _over_picture(self, now: Look, baked: BakedMesh) -> None:
        """Colour what multiplies the picture: soft light, and a tint where a feature is selected."""
        light = 255.0 - (255.0 - baked.shade) * (1.0 if baked.painted else PICTURE_SHADE)
        self._colours[:, :3] = light[:, None]
        self._colours[:, 3] = 255
        if now.chosen is not None:
            rows = np.flatnonzero(np.take(now.chosen, baked.features, mode="clip"))
            tint = np.take(now.table, baked.features[rows], mode="clip").view(np.uint8).reshape(-1, 4)
            self._colours[rows, :3] = (tint[:, :3] * (light[rows, None] / 255.0)).astype(np.uint8)

    def _chain(self, offsets: NDArray[np.integer], points: NDArray[np.integer]) -> None:
        """Draw these points (in lines, or as points) from now on."""
        raise NotImplementedError

    def _connect(self, triangles: NDArray[np.int32]) -> None:
        """Draw these triangles from now on."""
        raise NotImplementedError

    def _paste(self, *, pictured: bool) -> None:
        """Draw with or without the picture from now on."""
        raise NotImplementedError

    def _recoloured(self) -> None:
        """Draw in the colours that were changed."""
        raise NotImplementedError
