"""What reading files gives: plain values that travel between processes. Importing this is cheap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa


@dataclass
class FileResult:
    """What one file gave.

    Attributes
    ----------
    index
        Number of the file in the dataset.
    citygml, iur, srs, srs_line
        Versions, and the declared system with its line.
    features
        Top-level features by class such as ``bldg:Building``.
    buildings
        Rows written.
    left_out_buildings
        Buildings that stand in damaged text and could not be read.
    lods
        Buildings that have geometry of each level.
    extent
        West, south, east, north in degrees of all coordinates, or None.
    attributes
        Number of buildings that have each attribute.
    images, images_missing
        Textures found and not found.
    counts
        What was left out, by reason.
    chunks
        Rows of the chunk index.
    """

    index: int
    path: str
    bytes: int = 0
    seconds: float = 0.0
    citygml: str = ""
    iur: str = ""
    srs: str = ""
    srs_line: int = 0
    features: Counter[str] = field(default_factory=Counter)
    buildings: int = 0
    left_out_buildings: int = 0
    lods: Counter[int] = field(default_factory=Counter)
    extent: tuple[float, float, float, float] | None = None
    attributes: Counter[str] = field(default_factory=Counter)
    images: int = 0
    images_missing: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    chunks: pa.RecordBatch | None = None


@dataclass
class Reading:
    """What reading a dataset gave; see :class:`FileResult` for the parts."""

    crs: str
    files: list[FileResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def buildings(self) -> int:
        """Buildings that were read."""
        return sum(file.buildings for file in self.files)

    def total(self, name: str) -> Counter[Any]:
        """Return the sum of a counter over the files."""
        result: Counter[Any] = Counter()
        for file in self.files:
            result.update(getattr(file, name))
        return result

    @property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in degrees."""
        boxes = [file.extent for file in self.files if file.extent]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)


def part_path(work: Path, index: int, what: str) -> Path:
    """Return where a worker leaves a part of the store for the one that joins them."""
    return work / "parts" / f"{index:05d}.{what}.arrow"


def no_memory(name: str) -> Finding:
    """Tell of a file for which there was not enough memory."""
    return Finding(
        Severity.ERROR,
        "file-no-memory",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "メモリが足りないため {file} を読み込めませんでした。ほかのファイルは読み込みました。"
            "ほかのプログラムを閉じてから、もう一度読み込んでください。",
        ),
        {"file": name},
        Where(name),
    )
