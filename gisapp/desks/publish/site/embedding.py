"""The site for a double click: a page from a disk may load scripts alone, so data become scripts."""

from __future__ import annotations

import base64
import json
import shutil
from typing import TYPE_CHECKING

from gisapp.desks.publish.site.fonts import write_fonts
from gisapp.desks.publish.site.pages import write_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Any

    from layers.feedback import Feedback

PIECE = 1 << 20
"""Bytes of a tile file in one script: what is not looked at is not read."""


def embed(
    server: Path, folder: Path, site: Mapping[str, Any], letters: Iterable[str], feedback: Feedback
) -> None:
    """Write the site for a double click from the one for a web server.

    Parameters
    ----------
    server
        The written site.
    folder
        Target, not there yet.
    site
        Its description.
    letters
        That occur in the data.
    feedback
        Asked whether to go on.
    """
    folder.mkdir(parents=True)
    write_page(folder, "file", site)
    write_fonts(folder, (server / "data" / "site.json").read_text("utf-8"), letters, within=True)
    (folder / "data").mkdir()
    for path in sorted((server / "data").rglob("*")):
        feedback.step()
        name = path.relative_to(server).as_posix()
        if path.suffix == ".json":
            text = path.read_text("utf-8").rstrip("\n")
            _write(folder, name, text)
        elif path.suffix == ".pmtiles":
            _write_pieces(path, folder, name)
    for part in ("downloads", "3dtiles"):
        if (server / part).is_dir():
            shutil.copytree(server / part, folder / part)


def _write_pieces(path: Path, folder: Path, name: str) -> None:
    with path.open("rb") as file:
        number = 0
        while piece := file.read(PIECE):
            _write(folder, f"{name}.{number:04d}", f'"{base64.b64encode(piece).decode()}"')
            number += 1


def _write(folder: Path, name: str, value: str) -> None:
    script = f"gisapp.deliver({json.dumps(name)},{value});\n"
    (folder / f"{name}.js").write_text(script, "utf-8", newline="\n")
