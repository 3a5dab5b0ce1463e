"""The container of binary glTF 2.0: a chunk of JSON, and one of arrays that grows view by view."""

from __future__ import annotations

import json
import shutil
import struct
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLOAT, UNSIGNED_BYTE, UNSIGNED_SHORT, UNSIGNED_INT = 5126, 5121, 5123, 5125
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
MAGIC, JSON_CHUNK, BIN_CHUNK = 0x46546C67, 0x4E4F534A, 0x004E4942


@dataclass
class Buffer:
    """The binary chunk as it grows, on disk or in memory, and what in it is what."""

    file: IO[bytes]
    size: int = 0
    views: list[dict[str, Any]] = field(default_factory=list)
    accessors: list[dict[str, Any]] = field(default_factory=list)

    def view(self, data: NDArray[Any] | memoryview, target: int = 0, align: int = 4) -> int:
        """Append bytes at a multiple of `align` and return the number of their view."""
        gap = -self.size % align
        self.file.write(b"\0" * gap)
        raw = data if isinstance(data, memoryview) else np.ascontiguousarray(data).data.cast("B")
        self.file.write(raw)
        view = {"buffer": 0, "byteOffset": self.size + gap, "byteLength": raw.nbytes}
        self.views.append(view | ({"target": target} if target else {}))
        self.size += gap + raw.nbytes
        return len(self.views) - 1

    def accessor(self, data: NDArray[Any], kind: str, component: int, target: int, **extra: Any) -> int:
        """Append an array and return the number of its accessor."""
        accessor = {"bufferView": self.view(data, target), "componentType": component, "count": len(data)}
        self.accessors.append({**accessor, "type": kind, **extra})
        return len(self.accessors) - 1


def length(document: dict[str, Any], size: int) -> int:
    """Return the bytes of a file with this JSON and `size` bytes of arrays."""
    return 12 + 8 + len(_text(document, size)) + 8 + size + -size % 4


def assemble(file: IO[bytes], document: dict[str, Any], binary: IO[bytes], size: int) -> None:
    """Write header, JSON and the binary chunk.

    Parameters
    ----------
    file
        Where to.
    document
        The JSON without its buffers.
    binary, size
        The arrays from where the stream stands, and their bytes.
    """
    padded = size + -size % 4
    text = _text(document, size)
    file.write(struct.pack("<III", MAGIC, 2, 12 + 8 + len(text) + 8 + padded))
    file.write(struct.pack("<II", len(text), JSON_CHUNK) + text)
    file.write(struct.pack("<II", padded, BIN_CHUNK))
    shutil.copyfileobj(binary, file, 1 << 20)
    file.write(b"\0" * (padded - size))


def _text(document: dict[str, Any], size: int) -> bytes:
    whole = {**document, "buffers": [{"byteLength": size + -size % 4}]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return text + b" " * (-len(text) % 4)
