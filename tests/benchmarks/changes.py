"""From the wish to the changed picture: colours, filters and a selection in a drawn city."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from gisapp.scene.frames import Frames
from gisapp.scene.theme import LIGHT
from layers import filters
from layers.project import Project
from styles.propose import by_range
from tests.benchmarks.flight import SIZE

if TYPE_CHECKING:
    from layers.buildings import Buildings
    from styles.style import Style

LONGEST = 30.0
"""Seconds after which something is wrong."""


class Changing:
    """A view of one layer from where all of it is seen.

    Parameters
    ----------
    layer
        The city.
    """

    def __init__(self, layer: Buildings) -> None:
        self.layer = layer
        self.project = Project().with_layer(layer)
        self.frames = Frames(SIZE, LIGHT, lambda: None)
        self.frames.sync(self.project)
        extent = self.project.extent()
        if extent is None:
            message = "nothing to see"
            raise RuntimeError(message)
        self.frames.look(cameras.home(extent, SIZE), time.monotonic())
        self._settle()

    def measured(self) -> dict[str, float]:
        """Return milliseconds by what was changed; ``…_full`` counts until nothing more is loaded."""
        answer: dict[str, float] = {}
        height, other = self._style("measured_height"), self._style("ground_height")
        for name, style in (("recolour_first", height), ("recolour", other), ("recolour_again", height)):
            answer[name] = self._change(replace(self.layer, style=style))
            self._settle()
        styled = replace(self.layer, style=height)
        for name, least in (("filter_first", 10.0), ("filter", 12.0)):
            conditions = (filters.Condition("measured_height", filters.Operator.GREATER, least),)
            answer[name] = self._change(replace(styled, filter=conditions))
            started = time.perf_counter()
            self._settle()
            answer[f"{name}_full"] = answer[name] + (time.perf_counter() - started) * 1000
        selecting = []
        for row in np.random.default_rng(3).integers(0, self.layer.data.store.count, 12).tolist():
            started = time.perf_counter()
            self.frames.select(self.layer.id, np.array([row], dtype=np.uint32))
            selecting.append((time.perf_counter() - started) * 1000)
            self._settle()
        answer["select"] = sorted(selecting)[len(selecting) // 2]
        self.frames.close()
        return answer

    def _style(self, name: str) -> Style:
        return by_range(name, self.layer.table().numbers(name))

    def _change(self, new: Buildings) -> float:
        started = time.perf_counter()
        self.frames.sync(self.project.replacing(new))
        crew = next(iter(self.frames.renderer._crews.values()))
        while time.perf_counter() - started < LONGEST:
            step = self.frames.step(time.monotonic())
            if step.picture is not None and crew._base_key is None:
                return (time.perf_counter() - started) * 1000
            self.frames.renderer.wait(0.002)
        message = "the picture did not change"
        raise RuntimeError(message)

    def _settle(self) -> None:
        end = time.perf_counter() + LONGEST
        while time.perf_counter() < end:
            step = self.frames.step(time.monotonic())
            if step.picture is None:
                if step.delay is None and not self.frames.busy:
                    return
                self.frames.renderer.wait(0.02)
