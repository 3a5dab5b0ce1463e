"""What is written onto a picture, so that it can stand alone: sources, scale, north, legend."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from PIL.ImageDraw import ImageDraw

    from gisapp.scene.bake import BakedLabels
    from gisapp.scene.theme import Theme
    from layers.colours import LegendEntry
    from layers.project import Camera, Project

STRETCHED = QT_TRANSLATE_NOOP(CONTEXT, "高さ {times:g} 倍")
ABOUT = QT_TRANSLATE_NOOP(CONTEXT, "約 {length}")
SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "出典: {credit}")
MARGIN = 16
NAMES = 0.85
"""Size of texts that stand in the picture, of other words."""
LETTER = 13
"""Pixels of a picture 900 pixels high; other pictures scale with their height."""


@dataclass(frozen=True, eq=False)
class Page:
    """What is being written on: measures in pixels of this picture."""

    draw: ImageDraw
    size: tuple[int, int]
    unit: float
    theme: Theme

    def px(self, count: float) -> float:
        """Return pixels of this picture for pixels of one 900 high."""
        return count * self.unit

    def text(self, place: tuple[float, float], words: str, anchor: str, scale: float = 1.0) -> None:
        """Write words with a halo."""
        self.draw.text(
            place,
            words,
            font=_font(self.px(LETTER * scale)),
            anchor=anchor,
            fill=self.theme.ink,
            stroke_width=max(1, round(self.px(2))),
            stroke_fill=self.theme.halo,
        )


def write(
    pixels: NDArray[np.uint8],
    project: Project,
    camera: Camera,
    theme: Theme,
    labels: Iterable[BakedLabels] = (),
) -> NDArray[np.uint8]:
    """Return the picture with its sources, a scale bar, a compass and the legends of coloured layers.

    Parameters
    ----------
    pixels
        (h, w, 3) uint8, first row at the top.
    project, camera, theme
        What is in the picture, where it was taken from, and its colours.
    labels
        Texts that stand in the picture.
    """
    import numpy as np
    from PIL import Image, ImageDraw

    image = Image.fromarray(pixels)
    page = Page(ImageDraw.Draw(image), image.size, max(image.height / 900, 0.85), theme)
    _names(page, camera, labels)
    _sources(page, project)
    _scale(page, camera, project)
    _north(page, camera)
    _legends(page, project)
    _time(page, project)
    return np.asarray(image)


def names_and_north(
    pixels: NDArray[np.uint8], camera: Camera, theme: Theme, labels: Iterable[BakedLabels], letters: float
) -> NDArray[np.uint8]:
    """Return the picture with its texts and a compass only: for pages that say the rest themselves.

    Parameters
    ----------
    pixels, camera, theme, labels
        As for :func:`write`.
    letters
        Height of the texts, pixels.
    """
    import numpy as np
    from PIL import Image, ImageDraw

    image = Image.fromarray(pixels)
    page = Page(ImageDraw.Draw(image), image.size, letters / (LETTER * NAMES), theme)
    _names(page, camera, labels)
    _north(page, camera)
    return np.asarray(image)


def _names(page: Page, camera: Camera, labels: Iterable[BakedLabels]) -> None:
    from gisapp.scene import overlay

    points, texts, rises = overlay.together(labels)
    letter = (page.px(12), page.px(18))
    for name in overlay.names(camera, page.size, points, texts, rises * page.unit, letter):
        page.text((name.x, name.y), name.text, "mm", NAMES)


def _font(size: float) -> Any:
    from PIL import ImageFont
    from pylopdf_fonts_jp import sans_path

    return ImageFont.truetype(str(sans_path()), max(8, round(size)))


def credits_of(project: Project) -> str:
    """Return who made the data in the picture."""
    return "、".join(
        sorted({layer.source.credit for layer in project.layers if layer.visible and layer.source.credit})
    )


def _sources(page: Page, project: Project) -> None:
    credit = credits_of(project)
    if credit:
        corner = (page.size[0] - page.px(MARGIN), page.size[1] - page.px(MARGIN))
        page.text(corner, SOURCE.format(credit=credit), "rs")


def _scale(page: Page, camera: Camera, project: Project) -> None:
    from gisapp.scene import overlay

    bar = overlay.scale_bar(camera, page.size, page.px(160))
    left, bottom = page.px(MARGIN), page.size[1] - page.px(MARGIN)
    tick = page.px(6)
    line = [
        (left, bottom - tick),
        (left, bottom),
        (left + bar.pixels, bottom),
        (left + bar.pixels, bottom - tick),
    ]
    page.draw.line(line, fill=page.theme.halo, width=round(page.px(4)), joint="curve")
    page.draw.line(line, fill=page.theme.ink, width=max(1, round(page.px(1.5))), joint="curve")
    # In a slanting view a scale holds at the middle only.
    length = bar.figure if overlay.is_flat(camera) else ABOUT.format(length=bar.figure)
    page.text((left + bar.pixels / 2, bottom - tick - page.px(2)), length, "ms")
    if project.exaggeration != 1.0:
        above = (left, bottom - tick - page.px(24))
        page.text(above, STRETCHED.format(times=project.exaggeration), "ls")


def _north(page: Page, camera: Camera) -> None:
    from gisapp.scene import overlay

    radius = page.px(overlay.COMPASS_RADIUS)
    angle = overlay.compass(camera, page.size).angle
    x, y = page.size[0] - page.px(MARGIN) - radius, page.px(MARGIN) + radius
    ahead = (math.sin(angle), -math.cos(angle))
    aside = (math.cos(angle), math.sin(angle))

    def point(along: float, across: float) -> tuple[float, float]:
        return (
            x + radius * (ahead[0] * along + aside[0] * across),
            y + radius * (ahead[1] * along + aside[1] * across),
        )

    needle = [point(0.55, 0), point(-0.7, 0.32), point(-0.45, 0), point(-0.7, -0.32)]
    page.draw.polygon(needle, fill=page.theme.ink, outline=page.theme.halo)
    page.text(point(0.9, 0), "N", "mm", 0.9)


def _time(page: Page, project: Project) -> None:
    """Write the time of now at the top, in the middle, when something in the picture has one."""
    from layers import timewords
    from layers.timeline import shown_with_time
    from layers.timesteps import natural_step

    shown = shown_with_time(project)
    if project.time is None or not shown:
        return
    steps = [
        natural_step(times.starts, extent)
        for layer in shown
        if (times := layer.times()) is not None and (extent := times.extent()) is not None
    ]
    if steps:
        words = str(timewords.period(project.time, min(steps, key=lambda one: one.seconds)))
        page.text((page.size[0] / 2, page.px(MARGIN)), words, "mt", 1.4)


def _legends(page: Page, project: Project) -> None:
    """Write the legends of visible layers that are coloured by an attribute, from the top left down."""
    from layers.colours import legend

    top = page.px(MARGIN)
    for layer in project.layers:
        if not layer.visible or layer.data is None or isinstance(layer.style, Fixed):
            continue
        name = layer.style.attribute
        attribute = next((one for one in layer.table().attributes if one.name == name), None)
        entries = [entry for entry in legend(layer) if entry.count]
        if attribute is None or not entries:
            continue
        unit = f"（{attribute.unit}）" if attribute.unit else ""
        top = _legend(page, top, f"{attribute.label}{unit}", entries) + page.px(MARGIN)


def _legend(page: Page, top: float, title: str, entries: list[LegendEntry]) -> float:
    left, step, box = page.px(MARGIN), page.px(LETTER * 1.6), page.px(LETTER)
    page.text((left, top), title, "lt", 1.1)
    top += step * 1.2
    for entry in entries:
        if top + box > page.size[1] - page.px(4 * MARGIN):
            break
        page.draw.rectangle((left, top, left + box, top + box), fill=entry.colour, outline=page.theme.halo)
        page.text((left + box * 1.6, top + box / 2), f"{entry.label}  {entry.count:,}", "lm")
        top += step
    return top
