"""A small publication on the disk, for tests of what is done with one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gisapp.desks.publish.manifest import SITE, Approved, LayerEntry, Manifest, write_manifest
from gisapp.desks.publish.projection import public_content
from gisapp.desks.publish.signing import Signer
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.desks.publish.model import Publication
    from layers.project import Project

MADE = "2026-11-21T09:00:00+09:00"
FILES = {
    "index.html": b"<!doctype html><title>map</title>",
    "tiles/町.pmtiles": bytes(range(256)) * 40,
    "data/避難所.csv": "名称\r\n港の体育館\r\n".encode("utf-8-sig"),
}
LAYER = LayerEntry(
    "shelters-0",
    "避難所",
    12,
    "a" * 64,
    "b" * 64,
    "c" * 64,
    "2026-04-01",
    "汐見浜市",
    "CC-BY-4.0",
    Approved("広報課", MADE, "確認済み"),
)


def signer(seed: int = 1) -> Signer:
    """Return a key that is the same in every run."""
    return Signer(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def fill(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    """Write files into a folder that need not be there."""
    for name, content in (FILES if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def about(kind: str = SITE, **more: Any) -> Manifest:
    """Return what a manifest says besides files."""
    told = {"title": "汐見浜マップ", "publisher": "汐見浜市", "made": MADE, "layers": (LAYER,)}
    return Manifest(kind, **(told | more))


def publish(
    folder: Path, files: dict[str, bytes] | None = None, key: Signer | None = None, **more: Any
) -> Manifest:
    """Write a publication with its manifest into a folder."""
    return write_manifest(fill(folder, files), about(**more), key, Feedback())


def small_site(
    project: Project,
    publications: Sequence[Publication],
    target: Path,
    options: Any,
    feedback: Feedback,
    **_: Any,
) -> None:
    """Write a map that holds nothing but the rows: the real one has tests of its own."""
    (target / "server" / "data").mkdir(parents=True)
    for one in publications:
        layer = project.layer(one.layer)
        assert layer is not None
        content = public_content(project, layer, one, feedback)
        names = [field.name for field in one.fields]
        rows = [row for table in content.tables(feedback, names) for row in table.to_pylist()]
        (target / "server" / "data" / "rows.json").write_text(json.dumps(rows), "utf-8")
    (target / "server" / "index.html").write_text(options.packaging, "utf-8")
