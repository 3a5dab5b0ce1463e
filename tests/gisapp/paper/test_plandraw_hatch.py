"""Hatches on paper: every one can be drawn, also in a shape that no line of it meets."""

from __future__ import annotations

import pytest

from gisapp.paper.document import Document, Plan, Shape
from gisapp.paper.pdf import write_pdf
from styles.hazards import HATCHES


@pytest.mark.parametrize("hatch", HATCHES)
def test_a_hatch_adds_lines_and_a_tiny_shape_does_no_harm(hatch: str) -> None:
    def size(mark: str) -> int:
        square = (((0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)),)
        tiny = (((50.0, 50.3), (50.001, 50.3), (50.001, 50.301), (50.0, 50.301)),)
        shapes = tuple(Shape(rings, "#ffffff", "#000000", hatch=mark) for rings in (square, tiny))
        plan = Plan("図", (20.0, 20.0), 1000, shapes)
        return len(write_pdf(Document("図", (plan,), "", "2026-11-30T09:00:00+09:00")))

    assert size(hatch) > size("") + 100
