"""Datasets made for a test, read as the program reads them."""

from __future__ import annotations

import re
import struct
import zipfile
from typing import TYPE_CHECKING

from importers.citygml import city
from importers.citygml.dataset import open_dataset
from importers.citygml.importer import CityGml, CityGmlOptions
from layers.feedback import Feedback
from tests.importers.citygml import gml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from importers.base import ImportResult
    from importers.citygml.result import Reading
    from layers.errors import GisError
    from layers.feedback import Finding

ROOT = "13999_test-shi_2025_citygml_1_op"
GML = f"{ROOT}/udx/bldg/{gml.MESH}_bldg_6697_op.gml"
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def folder(base: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder and return the root of the dataset."""
    for name, content in files.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return base / ROOT


def archive(path: Path, files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write files into a zip."""
    with zipfile.ZipFile(path, "w", method) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def look(path: Path) -> Reading:
    """Read a dataset without a store."""
    return city.read_dataset(open_dataset(path), None, Feedback())


def load(path: Path, stores: Path) -> ImportResult:
    """Import a dataset as a user does."""
    return CityGml().read(path, CityGmlOptions(stores=stores), Feedback())


def codes(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def expect_sentence(error: GisError, *parts: str) -> None:
    """Hold an error to what a person needs: in Japanese what happened, where, and what to do."""
    message, hint = str(error.message), str(error.hint)
    assert JAPANESE.search(message), message
    assert message.endswith("。"), message
    assert JAPANESE.search(hint), f"no hint with: {message}"
    assert error.where.file, message
    assert "{" not in message + hint
    for part in parts:
        assert part in message + hint, f"{part} is not in: {message} {hint}"


# ------------------------------------------------------------------------------------- bytes of archives


def patched(data: bytes, *, flag: int = 0, method: int | None = None, size: int | None = None) -> bytes:
    """Return an archive whose headers say something else than what is in it."""
    found = bytearray(data)
    for signature, flags, methods, sizes in ((b"PK\x03\x04", 6, 8, 22), (b"PK\x01\x02", 8, 10, 24)):
        start = data.find(signature)
        while start >= 0:
            (old,) = struct.unpack_from("<H", found, start + flags)
            struct.pack_into("<H", found, start + flags, old | flag)
            if method is not None:
                struct.pack_into("<H", found, start + methods, method)
            if size is not None:
                struct.pack_into("<I", found, start + sizes, size)
            start = data.find(signature, start + 4)
    return bytes(found)


def one_entry(name: bytes, content: bytes, claimed: int) -> bytes:
    """Return an archive with one stored entry that claims a size of more than four gigabytes."""
    wide = 0xFFFFFFFF
    extra = struct.pack("<HHQQ", 1, 16, claimed, claimed)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 45, 0, 0, 0, 33, 0, wide, wide, len(name), len(extra))
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        *(b"PK\x01\x02", 45, 45, 0, 0, 0, 33, 0, wide, wide, len(name), len(extra), 0, 0, 0, 0, 0),
    )
    start = len(local) + len(name) + len(extra) + len(content)
    size = len(entry) + len(name) + len(extra)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, size, start, 0)
    return local + name + extra + content + entry + name + extra + end
