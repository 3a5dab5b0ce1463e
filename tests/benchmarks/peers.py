"""Commands of peers, None where they are not installed."""

from __future__ import annotations

import os
import shutil
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLATEAUKIT_NAME = "plateau-10207-tatebayashi-shi-2020"


def ogr2ogr(city: Path, folder: Path) -> list[str] | None:
    program = os.environ.get("OGR2OGR") or shutil.which("ogr2ogr")
    if program is None:
        return None
    with zipfile.ZipFile(city) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".gml"))
    script = folder / "ogr2ogr.sh"
    lines = [f'"{program}" -q -f GPKG -append out.gpkg "/vsizip/{city}/{name}" 2>/dev/null' for name in names]
    script.write_text("rm -f out.gpkg\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return ["sh", str(script)]


def plateaukit(city: Path, folder: Path) -> list[str] | None:
    program = os.environ.get("PLATEAUKIT") or shutil.which("plateaukit")
    if program is None:
        return None
    script = folder / "plateaukit.sh"
    script.write_text(
        f'"{program}" install {PLATEAUKIT_NAME} --local "{city}" --force >/dev/null 2>&1\n'
        f'"{program}" export-cityjson --dataset {PLATEAUKIT_NAME} out.city.json >/dev/null 2>&1\n',
        encoding="utf-8",
    )
    return ["sh", str(script)]
