"""What the publish desk writes and checks beside the window; nothing of it is loaded before."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.publish.model import site_of
from gisapp.ui.publish.receipts import PACKAGE, SITE, Receipt, Sent, prints_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from gisapp.desks.publish.admitting import Admitted
    from gisapp.desks.publish.handover import Sender
    from gisapp.desks.publish.manifest import Manifest
    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.signing import Signer
    from gisapp.desks.publish.site.building import Download
    from gisapp.desks.publish.verify import Verified
    from layers.feedback import Feedback
    from layers.project import Project

NAME = "公開サイト"
"""Of the folder of a site beside other things."""
INDEX = ("server/index.html", "file/index.html")
MANY = 20_000
"""Features from which on processes beside the window share the work."""
PROCESSES = 4


def place_in(folder: Path) -> Path:
    """Return where a site is written when staff chose a folder.

    A site takes the place of one that stands there, and of nothing else: everywhere else it gets a folder of
    its own.
    """
    if is_site(folder):
        return folder
    found, number = folder / NAME, 2
    while found.exists() and not is_site(found):
        found, number = folder / f"{NAME}{number}", number + 1
    return found


def is_site(folder: Path) -> bool:
    """Whether a site with its manifest stands in a folder."""
    return (folder / "manifest.json").is_file() and any((folder / one).is_file() for one in INDEX)


def site(
    project: Project,
    publications: Sequence[Publication],
    target: Path,
    packaging: str,
    when: str,
    *,
    feedback: Feedback,
) -> Receipt:
    """Write the public map of what is approved, with manifest and files to download, and return its receipt.

    Parameters
    ----------
    project
        With the data of its layers opened.
    publications
        Each must be approved as it is now.
    target
        Folder; a former site there stays until the new one is whole and was checked.
    packaging
        ``server``, ``file`` or ``both``.
    when
        ISO 8601 moment that it states.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.NotAllowed
        When one of them may not be published; nothing is written then.
    layers.errors.ExportFailed
        When something cannot be written; the former site stands.
    layers.feedback.Cancelled
        When the user stopped it; the former site stands.
    """
    from gisapp.desks.publish.admitting import admit_all
    from gisapp.desks.publish.site import SiteOptions
    from gisapp.desks.publish.sitewriting import stage_site

    admitted = admit_all(project, publications, feedback.share(0.0, 0.2))
    target.parent.mkdir(parents=True, exist_ok=True)
    files = Path(tempfile.mkdtemp(prefix=".", suffix=".making", dir=target.parent))
    try:
        downloads = _downloads(project, admitted, files / "data", feedback.share(0.2, 0.4))
        options = SiteOptions(packaging=packaging, downloads=downloads)
        sender, share = _sender(project, publications), feedback.share(0.4, 1.0)
        with _workers(admitted) as executor:
            staged = stage_site(project, admitted, target, options, sender, when, share, executor)
    finally:
        shutil.rmtree(files, ignore_errors=True)
    try:
        feedback.step(1, 1)
        staged.place()
    finally:
        staged.drop()
    return _kept(SITE, when, target, packaging, staged.manifest, admitted, staged.manifest.total)


def package(
    project: Project,
    publications: Sequence[Publication],
    target: Path,
    packaging: str,
    when: str,
    *,
    feedback: Feedback,
) -> Receipt:
    """Write the package of what is approved, as :func:`site` does.

    An empty `packaging` leaves out the map.
    """
    from gisapp.desks.publish.admitting import admit_all
    from gisapp.desks.publish.package import PackageOptions, pack

    admitted = admit_all(project, publications, feedback.share(0.0, 0.2))
    options = PackageOptions(
        site=bool(packaging),
        packaging=packaging or "both",
        sender=_sender(project, publications),
        made=when,
        overwrite=True,  # the dialog has asked
    )
    with _workers(admitted) as executor:
        made = pack(project, admitted, target, options, feedback.share(0.2, 1.0), executor=executor)
    return _kept(PACKAGE, when, target, packaging, made.manifest, admitted, made.bytes)


def verified(path: Path, *, feedback: Feedback) -> Verified:
    """Check a site or package against its manifest, and its signature where this user has a key."""
    from gisapp.desks.publish.verify import verify

    signer = _signer()
    return verify(path, None if signer is None else signer.public, feedback)


def _signer() -> Signer | None:
    """Return the key of this user, None where there is none."""
    from gisapp.desks.publish import signing

    return signing.load_key() if signing.key_file().exists() else None


def _sender(project: Project, publications: Sequence[Publication]) -> Sender:
    from gisapp.desks.publish.handover import Sender

    departments = dict.fromkeys(one.department for one in publications if one.department)
    return Sender("、".join(departments), site_of(project).contact, _signer())


@contextmanager
def _workers(admitted: Sequence[Admitted]) -> Iterator[Executor | None]:
    """Give processes where there is much to do: to begin them takes longer than a small map."""
    from gisapp.desks.publish.workers import workers

    many = sum(one.verdict.features for one in admitted) > MANY
    with workers("", PROCESSES if many else 0, Path(), Path()) as executor:
        yield executor


def _downloads(
    project: Project, admitted: Sequence[Admitted], folder: Path, feedback: Feedback
) -> tuple[Download, ...]:
    """Write the files that the page offers: those of publications that name forms."""
    from gisapp.desks.publish.package import write_data
    from gisapp.desks.publish.site.building import Download
    from gisapp.export.formats import FORMATS

    offered = [one for one in admitted if one.publication.forms and one.publication.on_site]
    if not offered:
        return ()
    written = write_data(project, offered, folder, (), feedback)
    labels = {one.suffix: one.label for one in FORMATS}
    return tuple(
        Download(layer, path, labels.get(path.suffix, path.suffix), path.suffix.strip(".").upper())
        for layer, paths in written.items()
        for path in paths
    )


def _kept(
    kind: str,
    when: str,
    target: Path,
    packaging: str,
    manifest: Manifest,
    admitted: Sequence[Admitted],
    size: int,
) -> Receipt:
    """Keep the fingerprints of what was published, and return its receipt."""
    from gisapp.desks.publish.admitting import prints_file

    layers = tuple(
        Sent(one.layer.id, one.publication.title or one.layer.name, one.verdict.features) for one in admitted
    )
    made = Receipt(kind, when, str(target), packaging, layers, len(manifest.files), size, manifest.digest)
    folder = prints_folder(made)
    folder.mkdir(parents=True, exist_ok=True)
    for one in admitted:
        if one.prints is not None:
            one.prints.save(prints_file(folder, one.layer.id))
    return made
