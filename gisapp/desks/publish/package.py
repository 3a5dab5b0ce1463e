"""One package for the office that publishes: files in all forms, what catalogues want, the map if wanted.

Everything is put together in a folder beside the target, gets its manifest, and becomes one zip with a
receipt. The same data, approvals and moment give the same bytes.
"""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.publish import publishednames
from gisapp.desks.publish.admitting import admit_all
from gisapp.desks.publish.archive import folder_members
from gisapp.desks.publish.delta import entries, sealed_archive
from gisapp.desks.publish.handover import Sender
from gisapp.desks.publish.manifest import PACKAGE, Manifest, programs
from gisapp.desks.publish.metadata import write_metadata
from gisapp.desks.publish.metadata.dataset import Told
from gisapp.desks.publish.model import site_of
from gisapp.desks.publish.projection import public_content
from gisapp.export.content import CONTENTS
from gisapp.export.formats import FORMATS, write_content
from layers.errors import WontOverwrite
from layers.feedback import Feedback, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from gisapp.desks.publish.admitting import Admitted
    from gisapp.desks.publish.model import Publication
    from layers.project import Project

DATA, SITE_FOLDER = "data", "site"
DEFAULT_FORMS = (".geojson", ".csv")
"""For layers whose publication names none."""
_LONGEST = 60
_THERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} はすでにあります。")
_THERE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別の名前にするか、上書きを選んでください。")
_WRITING = QT_TRANSLATE_NOOP(CONTEXT, "「{title}」をファイルにしています")


@dataclass(frozen=True)
class PackageOptions:
    """What is packed.

    Attributes
    ----------
    forms
        Suffixes of files for all layers; empty for those that each publication names.
    site
        Whether the map is in it.
    built
        A map that was built already, None to build one where it is wanted.
    packaging
        Of a map that is built: ``server``, ``file`` or ``both``.
    sender
        Who hands it over, and signs.
    made
        ISO 8601 moment that it states.
    overwrite
        Whether a file that is there may be replaced.
    """

    forms: tuple[str, ...] = ()
    site: bool = False
    built: Path | None = None
    packaging: str = "both"
    sender: Sender = field(default_factory=Sender)
    made: str = ""
    overwrite: bool = False


@dataclass(frozen=True)
class Packaged:
    """What was packed.

    Attributes
    ----------
    path
        Of the zip.
    manifest
        As it stands in it.
    bytes
        Of the zip.
    """

    path: Path
    manifest: Manifest
    bytes: int


def package(
    project: Project,
    publications: Sequence[Publication],
    target: Path,
    options: PackageOptions,
    feedback: Feedback,
    *,
    executor: Executor | None = None,
) -> Packaged:
    """Write a package of layers that may be published.

    Parameters
    ----------
    project
        With the data of its layers opened.
    publications
        All of them must be approved as they are now.
    target
        The zip. It appears when it is whole.
    options
        What is packed.
    feedback
        Receives progress.
    executor
        Who makes tiles; by default this process.

    Raises
    ------
    layers.errors.NotAllowed
        When one of them may not be published; nothing is written then.
    layers.errors.ExportFailed
        When something cannot be written.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    if target.exists() and not options.overwrite:
        raise WontOverwrite(_THERE, _THERE_HINT, values={"file": target.name}, where=Where(str(target)))
    admitted = admit_all(project, publications, feedback.share(0.0, 0.2))
    return pack(project, admitted, target, options, feedback.share(0.2, 1.0), executor=executor)


def pack(
    project: Project,
    admitted: Sequence[Admitted],
    target: Path,
    options: PackageOptions,
    feedback: Feedback,
    *,
    executor: Executor | None = None,
) -> Packaged:
    """Write a package of layers that passed the gate a moment ago, as :func:`package` does."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(
        tempfile.mkdtemp(prefix=f".{target.stem.lstrip('.')}.", suffix=".making", dir=target.parent)
    )
    try:
        write_data(project, admitted, folder / DATA, options.forms, feedback.share(0.0, 0.4))
        if options.site:
            _add_site(project, admitted, folder / SITE_FOLDER, options, feedback.share(0.4, 0.8), executor)
        site = site_of(project)
        about = Manifest(
            PACKAGE,
            title=site.title,
            publisher=site.publisher,
            made=options.made,
            layers=tuple(one.entry(notes=True) for one in admitted),
            programs=programs(),
            public=options.sender.public,
        )
        members: dict[str, Path | bytes] = dict(folder_members(folder))
        about = replace(about, files=entries(members))
        share = feedback.share(0.8, 1.0)
        path, manifest = sealed_archive(
            about, members, target, options.sender, share, overwrite=options.overwrite
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Packaged(path, manifest, path.stat().st_size)


def write_data(
    project: Project,
    admitted: Sequence[Admitted],
    folder: Path,
    forms: tuple[str, ...],
    feedback: Feedback,
) -> dict[str, tuple[Path, ...]]:
    """Write the files of layers with what catalogues are told of each, a folder for each layer.

    Parameters
    ----------
    project
        For what is said of the map as a whole.
    admitted
        What passed the gate.
    folder
        Made when it is not there.
    forms
        Suffixes for all layers; empty for those that each publication names.
    feedback
        Receives progress.

    Returns
    -------
    dict of tuple of pathlib.Path
        Files by id of the layer.
    """
    written: dict[str, tuple[Path, ...]] = {}
    taken: set[str] = set()
    for number, one in enumerate(admitted):
        share = feedback.share(number / len(admitted), (number + 1) / len(admitted))
        title = one.publication.title or one.publication.layer
        share.step(0, 1, Message(_WRITING, {"title": title}))
        name = _free(title, taken)
        place = folder / name
        place.mkdir(parents=True)
        written[one.layer.id] = _files(project, one, place, name, forms, share)
    return written


def _files(
    project: Project, one: Admitted, place: Path, name: str, forms: tuple[str, ...], feedback: Feedback
) -> tuple[Path, ...]:
    """Write one layer in all its forms."""
    told = Told()
    if CONTENTS.get(one.layer.kind) is not None:
        content = public_content(project, one.layer, one.publication, feedback)
        wanted = forms or one.publication.forms or DEFAULT_FORMS
        fitting = [form for form in FORMATS if form.suffix in wanted and form.needs <= content.offers]
        for number, form in enumerate(fitting):
            share = feedback.share(number / len(fitting), (number + 1) / len(fitting))
            if len(content):
                write_content(content, place / f"{name}{form.suffix}", share)
        told = Told(features=len(content), crs=content.crs)
    files = tuple(sorted(place.iterdir()))
    write_metadata(one.publication, site_of(project), files, place, told)
    return files


def _add_site(
    project: Project,
    admitted: Sequence[Admitted],
    folder: Path,
    options: PackageOptions,
    feedback: Feedback,
    executor: Executor | None,
) -> None:
    if options.built is not None:
        shutil.copytree(options.built, folder)
        return
    from gisapp.desks.publish.site import SiteOptions, build_site

    chosen = [one.publication for one in admitted]
    build_site(
        project,
        chosen,
        folder,
        SiteOptions(packaging=options.packaging),
        feedback,
        executor=executor,
    )


def _free(title: str, taken: set[str]) -> str:
    """Return a name for files, near to a title, that every disk takes and that no other layer has."""
    plain = unicodedata.normalize("NFKC", title)
    letters = "".join(one if one.isalnum() or one in "-_（）ー・" else "_" for one in plain)[:_LONGEST]
    wanted = letters.strip("_-") or "layer"
    if not publishednames.sound(wanted):
        wanted = f"{wanted}_"  # a device of Windows
    name, number = wanted, 2
    while publishednames.folded(name) in taken:
        name, number = f"{wanted}_{number}", number + 1
    taken.add(publishednames.folded(name))
    return name
