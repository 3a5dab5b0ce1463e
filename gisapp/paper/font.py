"""The typeface on paper: the one that the window uses too."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def font_file() -> Path:
    """Return Noto Sans JP as it lies in its package (OFL); it is put into every PDF."""
    return Path(str(resources.files("pylopdf_fonts_jp").joinpath("NotoSansJP-Regular.otf")))
