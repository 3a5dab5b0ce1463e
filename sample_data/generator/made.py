"""Proof that the delivered data are what this generator makes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np
import rasterio
from PIL import Image

from sample_data.generator.dataset import IMAGES, ROOT
from sample_data.generator.layer_files import FILES, PHOTO
from sample_data.generator.project_file import PROJECT

EXACT = (".csv", ".xlsx", ".gisproj", ".json")
"""Files of which every byte is the same again; others depend on the library that writes them."""
NEAR = 3.0
"""Mean difference of pictures out of 255: another release of a library may encode them differently."""


def sources() -> str:
    """Return a digest of the programs of the generator."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_text("utf-8").encode())  # line ends as in this file, whatever the system
    return digest.hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that was written into a folder, but the summary that holds them."""
    names = [f"{ROOT}.zip", PROJECT, *FILES]
    for name in FILES:
        if name.endswith(".shp"):
            names += [name.replace(".shp", suffix) for suffix in (".dbf", ".shx", ".prj", ".cpg")]
    there = [name for name in sorted(names) if (folder / name).is_file()]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in there}


def differences(made: Path, delivered: Path) -> list[str]:
    """Return the names of files that are not the same in two folders; pictures may differ a little.

    Parameters
    ----------
    made, delivered
        Folders that :func:`sample_data.generator.write.write_dataset` wrote into.
    """
    paths = sorted(
        path for path in delivered.rglob("*") if path.suffix in EXACT and path.name != "summary.json"
    )
    names = [path.relative_to(delivered).as_posix() for path in paths]
    found = [name for name in names if not _same_bytes(made / name, delivered / name)]
    archive = f"{ROOT}.zip"
    with zipfile.ZipFile(made / archive) as new, zipfile.ZipFile(delivered / archive) as old:
        if new.namelist() != old.namelist():
            return [*found, archive]
        for name in new.namelist():
            one, other = new.read(name), old.read(name)
            if not (_near(_pixels(one), _pixels(other)) if name.endswith(IMAGES) else one == other):
                found.append(name)
    with rasterio.open(made / PHOTO) as new, rasterio.open(delivered / PHOTO) as old:
        small = (3, old.height // 8, old.width // 8)
        placed = (new.shape, new.transform, new.crs) == (old.shape, old.transform, old.crs)
        if not placed or not _near(new.read(out_shape=small), old.read(out_shape=small)):
            found.append(PHOTO)
    return found


def _same_bytes(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def _pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def _near(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and bool(np.abs(one.astype(int) - other).mean() < NEAR)
