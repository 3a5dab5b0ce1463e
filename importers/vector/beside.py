"""Formats that keep their texts in another file beside the shapes, and how these are encoded."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Finding

SAMPLE = 1 << 18
"""Bytes that are looked at."""
TEXTS_BESIDE = {".shp": ".dbf", ".tab": ".dat", ".mif": ".mid"}
"""Formats that keep their texts in another file and rarely say truly how these are encoded."""


def encoding_beside(path: Path, member: str, texts: str) -> tuple[str, list[Finding]]:
    """Return how the texts beside the shapes are encoded: by what they say, not by what is said of them."""
    from importers import textencoding

    data, declared = sample_beside(path, member, texts)
    # The header holds numbers; names of fields and the records are text. Blanks part them.
    found = textencoding.detect(data[32:].replace(b"\0", b" "), declared)
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
                return stream.read(SAMPLE)

        sample, declared = read(texts), read(".cpg")
    return sample, declared.decode("ascii", "replace").strip()
