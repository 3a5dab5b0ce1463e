"""What reading files gives: plain values that travel between processes. Importing this is cheap."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from importers.citygml.findings import finding_from_plain, finding_to_plain
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
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
    filled
        Columns of the table in which some building has a value.
    bounds
        West, south, bottom, east, north, top in metres, or None.
    kept
        Whether its part of a store lies on disk and may serve again.
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
    filled: tuple[str, ...] = ()
    bounds: tuple[float, ...] | None = None
    kept: bool = False

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what another process found."""
        self.__dict__.update(state)
        self._share_names()

    def _share_names(self) -> None:
        """Let files that have the same attributes hold the same texts: a large city has a thousand files."""
        self.attributes = Counter({sys.intern(name): count for name, count in self.attributes.items()})
        self.filled = tuple(map(sys.intern, self.filled))

    def plain(self) -> dict[str, Any]:
        """Return it as plain values for JSON: the same file gives the same ones, however long it took."""
        told: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        for name in ("seconds", "index", "kept"):
            del told[name]
        told["lods"] = {str(lod): count for lod, count in sorted(self.lods.items())}
        told["findings"] = [finding_to_plain(finding) for finding in self.findings]
        told["chunks"] = None if self.chunks is None else self.chunks.drop_columns(["source"]).to_pydict()
        return told

    @classmethod
    def from_plain(cls, told: dict[str, Any], index: int) -> FileResult:
        """Return what :meth:`plain` told of a file, as the file of that number in the dataset."""
        made = cls(index, **{**told, "findings": [finding_from_plain(one) for one in told["findings"]]})
        for name in ("features", "attributes", "counts"):
            setattr(made, name, Counter(told[name]))
        made.lods = Counter({int(lod): count for lod, count in told["lods"].items()})
        made.filled = tuple(told["filled"])
        for name in ("extent", "bounds"):
            setattr(made, name, tuple(told[name]) if told[name] else None)
        if told["chunks"] is not None:
            made.chunks = chunks_of(told["chunks"], index)
        made._share_names()
        return made


def chunks_of(columns: dict[str, list[Any]], index: int) -> pa.RecordBatch:
    """Return rows of the chunk index for the file of a number."""
    import pyarrow as pa

    from layers.store import format as store_format

    told = {"source": [index] * len(columns["row"]), **columns}
    return pa.RecordBatch.from_pydict(told, schema=store_format.CHUNK_COLUMNS)


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
