"""Compiles beforehand what would be compiled on first use, so that nobody waits for it at the counter.

Numba keeps what it has compiled on disk. A loop is compiled when it is called for the first time on a PC,
which takes seconds; the process of :func:`begin` calls them once, at the lowest priority, on the sample town.
It runs again when the program, numba or Python have changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import platformdirs

from gisapp import __version__, settings
from gisapp.cli.exits import Exit
from gisapp.ui.sample import sample_town
from layers import atomicfile

LOWEST_PRIORITY = 19
LOT = "汐見本町三丁目 1-4"
"""A lot of the sample town."""
SYSTEM = "EPSG:6669"


def mark() -> Path:
    """Return the file that is there once everything was compiled for these versions."""
    parts = (__version__, version("numba"), sys.version, str(Path(__file__).parent))
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    return platformdirs.user_cache_path("gisapp", appauthor=False) / f"compiled-{name}"


def begin() -> tuple[subprocess.Popen[bytes], ...]:
    """Start the process that compiles; none when there is nothing to compile."""
    if mark().exists():
        return ()
    lowest = getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)  # of Windows; elsewhere see main
    process = subprocess.Popen(
        [sys.executable, "-m", "gisapp.compiling"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=lowest,
    )
    return (process,)


def main() -> int:
    """Do once, in a folder of its own, what calls the loops: a scan, a sheet, depths, tiles."""
    if hasattr(os, "nice"):
        os.nice(LOWEST_PRIORITY)
    town = sample_town()
    if town is not None:
        from gisapp.cli.main import main as run

        with tempfile.TemporaryDirectory(prefix="gisapp-compiling-") as folder:
            os.environ.update({settings.CONFIG_VARIABLE: folder, settings.STORES: folder})
            sheet, table = str(Path(folder, "sheet.pdf")), str(Path(folder, "depths.csv"))
            scan, tiles = _scan(Path(folder, "scan.xyz")), str(Path(folder, "tiles.pmtiles"))
            for arguments in (
                ["scan", "index", str(scan), "--out", f"{scan}.copc.laz", "--crs", SYSTEM, "--quiet"],
                ["sheet", str(town), "--number", LOT, "--out", sheet, "--quiet"],
                ["flood", str(town), "--out", table, "--quiet"],
                ["export", str(town), "建物", "--to", tiles, "--quiet"],
            ):
                status = run(arguments)
                if status == Exit.CANCELLED:
                    return status
    mark().parent.mkdir(parents=True, exist_ok=True)
    atomicfile.write(mark(), b"")
    return 0


def _scan(path: Path) -> Path:
    """Write a scan of a few points."""
    path.write_text("".join(f"{31_000 + k % 40} {32_000 + k // 40} {k % 7}.5\n" for k in range(2_000)))
    return path


if __name__ == "__main__":
    sys.exit(main())
