"""Models of the geoid that staff put into the folder of grids: GSI's own texts, ISG, and those of PROJ.

Read after GSI's description of ``gsigeo2011_ver2_2.asc`` and the ISG format 2.0; nothing is fetched.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import DamagedFile
from layers.feedback import Where
from layers.grids import FOLDER_VARIABLE
from layers.heightbase import RESULT_2011, RESULT_2024, Geoid
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MODELS = {"jpgeo2024": ("JPGEO2024", RESULT_2024), "gsigeo2011": ("GSIGEO2011", RESULT_2011)}
"""What stands in the names of files, the newest model first; name, and above what heights are then."""
COARSE = Path(__file__).with_name("egm96_japan.tif")
"""EGM96 of NGA and NASA (public domain) at every quarter of a degree around Japan."""
COARSE_ERROR = 2.0
"""Metres by which it may differ from the models of GSI; docs/PUBLISH_SOLIDS.md has the comparison."""
MOST_NODES = 1 << 24
MOST_BYTES = 1 << 28
NOTHING = 900.0
"""GSI writes 999 where nothing is known; the geoid of Japan lies between 0 and 60 m."""
_DEGREES = re.compile(r"""(-?\d+(?:\.\d+)?)(?:°\s*(\d+)'\s*(\d+(?:\.\d+)?)")?""")

_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "ジオイド・モデルのファイル {file} を読み取れません。")
_AGAIN = QT_TRANSLATE_NOOP(
    CONTEXT, "国土地理院のジオイド・モデル（.asc・.isg）か、PROJ の .tif をもう一度受け取り直してください。"
)


def geoid_of_folder(folder: Path | None = None) -> Geoid | None:
    """Return the newest model in a folder, None when there is none.

    Parameters
    ----------
    folder
        Where to look; by default the folder of grids that the settings name.

    Raises
    ------
    layers.errors.DamagedFile
        When there is one that cannot be read.
    """
    named = os.environ.get(FOLDER_VARIABLE, "")
    folder = folder or (Path(named) if named else None)
    if folder is None or not folder.is_dir():
        return None
    files = sorted(folder.iterdir())
    for word in MODELS:
        for file in files:
            if word in file.name.lower() and file.suffix.lower() in READERS and file.is_file():
                return read_geoid(file)
    return None


@cache
def coarse_geoid() -> Geoid:
    """Return the model that comes along, for when staff have given none: exact to :data:`COARSE_ERROR`."""
    return replace(read_geoid(COARSE), name="EGM96")


def read_geoid(path: Path) -> Geoid:
    """Return the model in a file.

    Raises
    ------
    layers.errors.DamagedFile
        When it cannot be read, or is none.
    """
    found = next((MODELS[word] for word in MODELS if word in path.name.lower()), (path.stem, ""))
    try:
        west, south, east_step, north_step, values = _grid(path)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise DamagedFile(
            _BROKEN, _AGAIN, values={"file": path.name}, where=Where(str(path)), detail=str(error)
        ) from error
    return Geoid(*found, west, south, east_step, north_step, values)


def _grid(path: Path) -> Grid:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("too large")
    found = READERS[path.suffix.lower()](path)
    if min(found[-1].shape) < 2 or not np.isfinite(found[:4]).all() or min(found[2:4]) <= 0:
        raise ValueError("no grid")
    return found


Grid = tuple[float, float, float, float, "NDArray[np.float32]"]


def _of_gsi(path: Path) -> Grid:
    """Read GSI's text: south, west, steps, rows and columns, then values from the south."""
    with path.open(encoding="ascii") as stream:
        words = stream.readline().split()
        south, west, north_step, east_step = (float(word) for word in words[:4])
        rows, columns = int(words[4]), int(words[5])
        values = _values(stream.read(), rows, columns)
    # Steps are written with six digits, which over a thousand nodes is half of one.
    return west, south, _exact(east_step), _exact(north_step), values


def _of_isg(path: Path) -> Grid:
    """Read an ISG file: names and values, then rows from the north."""
    text = path.read_text(encoding="utf-8")
    head, _, body = text.partition("begin_of_head")[2].partition("end_of_head")
    told = dict(line.split("=", 1) for line in head.splitlines() if "=" in line.strip(" ="))
    facts = {name.strip().lower(): value.strip() for name, value in told.items()}
    rows, columns = int(facts["nrows"]), int(facts["ncols"])
    south, north, west = (_angle(facts[name]) for name in ("lat min", "lat max", "lon min"))
    north_step, east_step = _exact(_angle(facts["delta lat"])), _exact(_angle(facts["delta lon"]))
    values = _values(body.partition("\n")[2], rows, columns)[::-1]
    values = np.where(values == np.float32(facts.get("nodata", "-9999")), np.float32(np.nan), values)
    # Where the box is as wide as there are columns, values stand in the middle of cells.
    inner = round((north - south) / north_step) == rows
    shift = 0.5 if inner else 0.0
    return west + shift * east_step, south + shift * north_step, east_step, north_step, values


def _of_proj(path: Path) -> Grid:
    """Read a GeoTIFF of PROJ: values stand in the middle of cells."""
    import rasterio
    from rasterio.errors import RasterioError

    try:
        with rasterio.open(path) as source:
            if source.width * source.height > MOST_NODES:
                raise ValueError("too many nodes")
            values = source.read(1).astype(np.float32)
            if source.nodata is not None:
                values[values == np.float32(source.nodata)] = np.nan
            step = source.transform
    except RasterioError as error:
        raise ValueError(str(error)) from error
    south = step.f + step.e * (values.shape[0] - 0.5)
    return step.c + step.a / 2, south, step.a, -step.e, np.ascontiguousarray(values[::-1])


READERS: dict[str, Callable[[Path], Grid]] = {".asc": _of_gsi, ".isg": _of_isg, ".tif": _of_proj}


def _values(text: str, rows: int, columns: int) -> NDArray[np.float32]:
    if not 2 <= rows * columns <= MOST_NODES:
        raise ValueError(f"{rows} rows, {columns} columns")
    found = np.array(text.split(), dtype=np.float32)
    if len(found) != rows * columns:
        raise ValueError(f"{len(found)} values for {rows} rows, {columns} columns")
    found[found > NOTHING] = np.nan
    return found.reshape(rows, columns)


def _exact(step: float) -> float:
    """Return a step that was written with few digits: a whole part of a degree where it is one."""
    if not 0 < step < 10:
        raise ValueError(f"a step of {step} degrees")
    parts = round(1 / step)
    return 1 / parts if parts and abs(1 / parts - step) < 1e-6 else step


def _angle(text: str) -> float:
    match = _DEGREES.match(text)
    if match is None:
        raise ValueError(text)
    degrees, minutes, seconds = match.groups()
    return float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
