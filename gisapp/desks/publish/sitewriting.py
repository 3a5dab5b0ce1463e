"""The map with its manifest: built beside, checked, then in the place of the former one."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.publish.applying import FORMER, settle, swap
from gisapp.desks.publish.changes import Changes, changes_between
from gisapp.desks.publish.manifest import MANIFEST, SITE, Manifest, write_manifest
from gisapp.desks.publish.model import site_of
from gisapp.desks.publish.verify import manifest_of, verify
from layers.errors import ExportFailed, GisError, NotAllowed
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from gisapp.desks.publish.admitting import Admitted
    from gisapp.desks.publish.handover import Sender
    from gisapp.desks.publish.site import SiteOptions
    from layers.feedback import Feedback
    from layers.project import Project

_NOT_OURS = QT_TRANSLATE_NOOP(
    CONTEXT, "{folder} には公開用の地図ではないものが入っているため、置き換えません。"
)
_NOT_OURS_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "空のフォルダか、前に作った公開用の地図のフォルダを選んでください。"
)
_UNSOUND = QT_TRANSLATE_NOOP(CONTEXT, "作った公開データが、自分の目録に合いません。{fault}")
_UNSOUND_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "置いてあったものはそのままです。ディスクの空きと故障を確かめ、もう一度作ってください。"
)
_NOT_WRITTEN = QT_TRANSLATE_NOOP(CONTEXT, "公開用のフォルダ {folder} に書き込めません。")
_NOT_WRITTEN_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "ほかのプログラムが開いていないか、書き込める場所かを確かめてください。"
)


@dataclass(frozen=True)
class StagedSite:
    """A map that is whole and waits beside its place.

    Attributes
    ----------
    folder
        Where it waits.
    target
        Its place.
    manifest
        Its own.
    changes
        From what stands in its place, or from nothing.
    """

    folder: Path
    target: Path
    manifest: Manifest
    changes: Changes

    def place(self) -> Path | None:
        """Put it in its place and return the former one, None when there was none.

        Raises
        ------
        layers.errors.ExportFailed
            When that is not possible; the former one stands.
        """
        try:
            return swap(self.folder, self.target)
        except OSError as error:
            values = {"folder": self.target.name}
            raise ExportFailed(
                _NOT_WRITTEN,
                _NOT_WRITTEN_HINT,
                values=values,
                where=Where(str(self.target)),
                detail=str(error),
            ) from error

    def drop(self) -> None:
        """Take it away again, if it still waits."""
        shutil.rmtree(self.folder, ignore_errors=True)


def stage_site(
    project: Project,
    admitted: Sequence[Admitted],
    target: Path,
    options: SiteOptions,
    sender: Sender,
    made: str,
    feedback: Feedback,
    executor: Executor | None = None,
) -> StagedSite:
    """Build a map beside its place, with manifest and signature, and check it.

    Parameters
    ----------
    project
        With the data of its layers opened.
    admitted
        What passed the gate a moment ago.
    target
        Where it is to stand.
    options
        What is built.
    sender
        Who signs.
    made
        ISO 8601 moment that it states.
    feedback
        Receives progress.
    executor
        Who makes tiles; by default this process.

    Raises
    ------
    layers.errors.NotAllowed
        When something else stands in its place.
    layers.errors.ExportFailed
        When it cannot be written.
    layers.feedback.Cancelled
        When the user stopped it; what stands there stands.
    """
    from gisapp.desks.publish.site import build_site

    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    settle(target)
    refuse_others(target)
    folder = target.with_name(f".{target.name}.{secrets.token_hex(4)}.making")
    try:
        chosen = [one.publication for one in admitted]
        build_site(project, chosen, folder, options, feedback.share(0.0, 0.9), executor=executor)
        site = site_of(project)
        layers = tuple(one.entry(notes=False) for one in admitted if one.publication.on_site)
        about = Manifest(SITE, title=site.title, publisher=site.publisher, made=made, layers=layers)
        manifest = write_manifest(folder, about, sender.signer, feedback.share(0.9, 0.95))
        refuse_unsound(folder, sender, feedback.share(0.95, 1.0))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    counted = {one.layer.id: one.counted for one in admitted if one.counted is not None}
    return StagedSite(folder, target, manifest, changes_between(_former(target), manifest, counted))


def refuse_others(target: Path) -> None:
    """Refuse to take the place of anything but a publication.

    Raises
    ------
    layers.errors.NotAllowed
        When something else stands there.
    """
    for place in (target, target.with_name(target.name + FORMER)):
        there = place.exists() and not (place.is_dir() and not any(place.iterdir()))
        if there and not (place / MANIFEST).is_file():
            raise NotAllowed(
                _NOT_OURS, _NOT_OURS_HINT, values={"folder": place.name}, where=Where(str(place))
            )


def refuse_unsound(path: Path, sender: Sender, feedback: Feedback) -> None:
    """Check what was made a moment ago as the receiving side will.

    Raises
    ------
    layers.errors.ExportFailed
        When it does not pass.
    """
    key = None if sender.signer is None else sender.signer.public
    checked = verify(path, key, feedback)
    if not checked.sound:
        fault = next(one for one in checked.findings if one.severity is Severity.ERROR)
        raise ExportFailed(
            _UNSOUND, _UNSOUND_HINT, values={"fault": str(fault.message)}, where=Where(str(path))
        )


def _former(target: Path) -> Manifest | None:
    """Return the manifest of what stands there, None where nothing is or it cannot be read."""
    try:
        found = manifest_of(target) if target.is_dir() else None
    except GisError:
        return None
    return None if found is None else found[0]
