"""3D Tiles 1.1 in one zip: a tileset is a folder of many files, a zip can be handed over and checked."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.export.zipping import add

if TYPE_CHECKING:
    from gisapp.export.content import Content
    from layers.feedback import Feedback, Finding


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the best shape of each feature with all columns; ``tileset.json`` lies at the top of the zip."""
    from gisapp.desks.publish.tiles3d import write_tileset

    with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as scratch:
        folder = Path(scratch) / "tiles"
        written = write_tileset(content, folder, feedback)
        with zipfile.ZipFile(path, "w") as archive:
            for name in written.files:
                feedback.step()
                add(archive, name, folder / name)


def read_back(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Unpack a tileset and check all of it: the rules, the attributes, how many features."""
    from gisapp.desks.publish.tiles3d import check_tileset
    from gisapp.export.content import GEOMETRY

    features: set[int] = set()
    for mesh in content.shapes(feedback):
        features.update(mesh.features.tolist())
    names = [name for name in content.schema.names if name != GEOMETRY]
    with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as scratch:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(scratch)
        return check_tileset(Path(scratch), names, len(features), feedback)
