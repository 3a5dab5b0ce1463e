"""Formats that keep their texts in another file beside the shapes, and how these are encoded."""

from __future__ import annotations

import mmap
import re
import zipfile
from typing import TYPE_CHECKING

from importers import textencoding
from importers.vector import dbase

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from layers.feedback import Finding

SAMPLE = 1 << 18
"""Bytes that are looked at."""
_HIGH = re.compile(rb"[\x80-\xff]")
TEXTS_BESIDE = {".shp": ".dbf", ".tab": ".dat", ".mif": ".mid"}
"""Formats that keep their texts in another file and rarely say truly how these are encoded."""


def encoding_beside(path: Path, member: str, texts: str) -> tuple[str, list[Finding]]:
    """Return how the texts beside the shapes are encoded: by what they say, not by what is said of them."""
    data, declared = sample_beside(path, member, texts)
    found = textencoding.detect(dbase.texts(data) if texts in dbase.SUFFIXES else data, declared)
    if found.name == "ascii":
        # Only the beginning was looked at; what comes later is more likely Japanese than anything else.
        return "cp932", []
    name = member or path.name
    told = (textencoding.declared_finding(found, name), textencoding.doubt_finding(found, name))
    return found.name, [finding for finding in told if finding is not None]


def sample_beside(path: Path, member: str, texts: str) -> tuple[bytes, str]:
    """Return some bytes of the file of texts beside the shapes, and what the .cpg says of it."""
    if member:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower(): name for name in archive.namelist()}
            stem = member[:-4].lower()

            def read(suffix: str) -> bytes:
                name = names.get(f"{stem}{suffix}")
                if name is None:
                    return b""
                with archive.open(name) as stream:
                    return stream.read(SAMPLE)

            sample, declared = read(texts), read(".cpg")
    else:
        beside = {one.name.lower(): one for one in path.parent.glob(f"{path.stem}.*")}

        def read(suffix: str) -> bytes:
            file = beside.get(f"{path.stem}{suffix}".lower())
            if file is None:
                return b""
            with file.open("rb") as stream:
                data = stream.read(SAMPLE)
                return telling(data, stream) if suffix in dbase.SUFFIXES and len(data) == SAMPLE else data

        sample, declared = read(texts), read(".cpg")
    return sample, declared.decode("ascii", "replace").strip()


def telling(data: bytes, stream: BinaryIO) -> bytes:
    """Return the beginning of a dBASE table, and where that is plain ASCII, records of later that are not."""
    head = dbase.columns(data)
    if head is None or _HIGH.search(data, head.start):
        return data
    data = data[: head.start + (len(data) - head.start) // head.width * head.width]
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        found = _HIGH.search(whole, len(data))
        if found is None:
            return data
        start = head.start + (found.start() - head.start) // head.width * head.width
        return data + whole[start : start + SAMPLE]
