"""A layer as vector tiles: every row, every column, and how tall what is solid stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.pmtilescheck import check_pmtiles
from gisapp.export.pmtiles import HEIGHT, write
from layers.feedback import Feedback
from tests.gisapp.desks.publish.tilereading import metadata, vector_tiles
from tests.gisapp.export.fake import NASTY, FakeContent

if TYPE_CHECKING:
    from pathlib import Path


def test_every_row_is_there_with_its_values(tmp_path: Path) -> None:
    content = FakeContent()
    path = tmp_path / "made.pmtiles"
    feedback = Feedback()
    write(content, path, feedback)
    assert metadata(path)["attribution"] == "見本"
    rows: dict[int, dict[str, Any]] = {}
    for (zoom, _, _), tile in vector_tiles(path).items():
        if zoom == 16:
            (layer,) = tile.values()
            rows |= {feature["id"]: feature["properties"] for feature in layer["features"]}
    assert rows.keys() == set(range(1, len(NASTY)))  # the last one has no shape
    assert [one.code for one in feedback.findings] == ["tile-without-shape"]
    assert {k: row.get("name") for k, row in rows.items()} == {k: NASTY[k - 1] for k in rows}
    assert rows[1]["measured_height"] == -2.5
    assert "measured_height" not in rows[4]
    assert rows[1][HEIGHT] == 1.0
    assert HEIGHT not in rows[5]
    assert check_pmtiles(path, {"にせの=町": (*content.schema.names, HEIGHT)}) == ()
