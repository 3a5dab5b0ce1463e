"""Only what changed since the last publication, as a zip that says which one it needs.

Within it the changed files lie below ``files/``, among them the manifest of the publication that comes of it
with its own signature. The zip has a manifest of its own, too, so it is checked like any other before a
single file of it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp.desks.publish.archive import write_archive
from gisapp.desks.publish.changes import CHANGED, GONE, NEW, as_csv, as_json, changes_between
from gisapp.desks.publish.handover import receipt, receipt_text
from gisapp.desks.publish.manifest import (
    APART,
    DELTA,
    MANIFEST,
    RECEIPTS,
    programs,
    written_parts,
)
from gisapp.desks.publish.publishedfiles import FileEntry, hashed
from gisapp.desks.publish.verify import manifest_of
from gisapp.paper.pdf import write_pdf
from layers.errors import NotComparable
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gisapp.desks.publish.changes import Changes
    from gisapp.desks.publish.handover import Sender
    from gisapp.desks.publish.manifest import Manifest
    from layers.feedback import Feedback

FILES = "files/"
LISTS = ("changes.json", "changes.csv")
_NO_MANIFEST = QT_TRANSLATE_NOOP(CONTEXT, "{file} に目録 manifest.json がないため、差分を作れません。")
_NO_MANIFEST_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp publish で作ったフォルダか zip を指定してください。")


@dataclass(frozen=True)
class Delta:
    """A zip of changes.

    Attributes
    ----------
    path
        Of the zip.
    manifest
        Of the zip.
    changes
        What it carries, and what is gone or as it was.
    """

    path: Path
    manifest: Manifest
    changes: Changes


def write_delta(
    base: Path,
    folder: Path,
    target: Path,
    sender: Sender,
    feedback: Feedback,
    *,
    counted: Mapping[str, tuple[int, int, int]] | None = None,
    overwrite: bool = False,
) -> Delta:
    """Write what changed.

    Parameters
    ----------
    base
        The publication before: folder or zip with a manifest.
    folder
        The publication now, with its manifest.
    target
        The zip.
    sender
        Who hands it over, and signs.
    feedback
        Receives progress.
    counted
        Features that were added, removed and changed, by ids of layers.
    overwrite
        Whether a file that is there may be replaced.

    Raises
    ------
    layers.errors.NotComparable
        When one of the two has no manifest.
    layers.errors.ExportFailed
        When it cannot be written.
    """
    before, base_digest = known(base)
    now, digest = known(folder)
    changes = changes_between(before, now, counted)
    members: dict[str, Path | bytes] = {
        f"{FILES}{path}": folder / path for path in changes.paths(NEW, CHANGED)
    }
    members |= {f"{FILES}{name}": folder / name for name in APART if (folder / name).exists()}
    members |= dict(zip(LISTS, (as_json(changes), as_csv(changes)), strict=True))
    made = replace(
        now,
        kind=DELTA,
        programs=programs(),
        files=entries(members),
        public=sender.public,
        base=base_digest,
        result=digest,
        removed=changes.paths(GONE),
    )
    path, manifest = sealed_archive(made, members, target, sender, feedback, overwrite=overwrite)
    return Delta(path, manifest, changes)


def sealed_archive(
    about: Manifest,
    members: dict[str, Path | bytes],
    target: Path,
    sender: Sender,
    feedback: Feedback,
    *,
    overwrite: bool,
) -> tuple[Path, Manifest]:
    """Write members with receipt, manifest, signature and digests as one zip; return it and its manifest."""
    document = receipt(about, sender)
    texts = (receipt_text(document).encode("utf-8-sig"), write_pdf(document))
    papers: dict[str, Path | bytes] = dict(zip(RECEIPTS, texts, strict=True))
    files = sorted((*about.files, *entries(papers)), key=lambda one: one.path)
    made = replace(about, files=tuple(files))
    whole = {**members, **papers, **written_parts(made, sender.signer)}
    return write_archive(whole, target, feedback, overwrite=overwrite), made


def entries(members: Mapping[str, Path | bytes]) -> tuple[FileEntry, ...]:
    """Return what a manifest says of files or their bytes, by path."""
    return tuple(FileEntry(name, *hashed(members[name])) for name in sorted(members))


def known(path: Path) -> tuple[Manifest, str]:
    """Return the manifest of a publication and its SHA-256.

    Raises
    ------
    layers.errors.NotComparable
        When it has none.
    """
    found = manifest_of(path)
    if found is None:
        raise NotComparable(
            _NO_MANIFEST, _NO_MANIFEST_HINT, values={"file": path.name}, where=Where(str(path / MANIFEST))
        )
    return found
