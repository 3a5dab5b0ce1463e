"""An unattended run of a recipe: open, judge, build beside, check, and only then replace the former one.

Nothing that stands is touched before everything new is whole and checked. A run that is blocked writes
nothing but its report; one that dies leaves the former publication, and the next one clears up behind it.
"""

from __future__ import annotations

import secrets
import shutil
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.publish import signing
from gisapp.desks.publish.admitting import admit, prints_file
from gisapp.desks.publish.applying import literal
from gisapp.desks.publish.delta import write_delta
from gisapp.desks.publish.handover import Sender
from gisapp.desks.publish.manifest import MANIFEST
from gisapp.desks.publish.model import approvals, publications
from gisapp.desks.publish.package import PackageOptions, pack
from gisapp.desks.publish.projection import public_content
from gisapp.desks.publish.recipe import STOP, PackageTarget, Recipe, SiteTarget
from gisapp.desks.publish.runreport import (
    BLOCKED,
    FAILED,
    PARTLY,
    PUBLISHED,
    STOPPED,
    UNCHANGED,
    Report,
    write_report,
)
from gisapp.desks.publish.sitewriting import StagedSite, refuse_unsound, stage_site
from gisapp.desks.publish.verify import manifest_of
from gisapp.desks.publish.workers import workers
from gisapp.export.content import CONTENTS
from layers.errors import AnalysisFailed, GisError, NotAllowed
from layers.feedback import Cancelled, Feedback, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.runlock import RunLock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from gisapp.desks.publish.admitting import Admitted
    from gisapp.desks.publish.changes import Changes
    from gisapp.desks.publish.model import Publication
    from layers.base import Layer
    from layers.project import Project

PRINTS, LOCK = "prints", "lock"
"""In the folder that a run keeps for the next one."""
MOST_FINDINGS = 1000
"""That a report lists."""
DATE = "{date}"
"""In the name of a zip of changes: the moment of the run, so that none takes the place of another."""

_BUSY = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} は、ほかの実行がまだ続いています。")
_BUSY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "終わるのを待って、もう一度実行してください。")
_NO_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "レシピのレイヤ「{layer}」に、公開の設定がありません。")
_NO_LAYER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "あるもの: {layers}")
_NOTHING = QT_TRANSLATE_NOOP(CONTEXT, "プロジェクト {file} に、承認された公開の設定がありません。")
_NOTHING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp publish review で審査し、承認してください。")


def run(recipe: Recipe, feedback: Feedback, *, now: datetime | None = None) -> Report:
    """Do what a recipe says, and write a report of it.

    Parameters
    ----------
    recipe
        What is wanted.
    feedback
        Receives progress and findings.
    now
        The moment that it states; by default the one it is.

    Returns
    -------
    Report
        What came of it, also when it was blocked or failed.

    Raises
    ------
    layers.errors.NotAllowed
        When another run of the recipe goes on.
    layers.feedback.Cancelled
        When the user stopped it; the report says so.
    """
    moment = now or datetime.now().astimezone()
    started = time.perf_counter()
    recipe.state.mkdir(parents=True, exist_ok=True)
    lock = RunLock(recipe.state / LOCK)
    if not lock.take():
        values = {"file": recipe.path.name}
        raise NotAllowed(_BUSY, _BUSY_HINT, values=values, where=Where(str(recipe.path)))
    report = Report(FAILED, recipe.path.name, moment.isoformat(timespec="seconds"))
    try:
        report = _Run(recipe, feedback, moment, report).done()
    except Cancelled:
        report = replace(report, state=STOPPED)
        raise
    except GisError as error:
        report = replace(report, error=str(error.message), hint=str(error.hint))
    except Exception as error:
        # A bug is told where somebody looks in the morning, and goes on to be told in full.
        report = replace(report, error=f"{type(error).__name__}: {error}"[:300])
        raise
    finally:
        seconds, findings = time.perf_counter() - started, tuple(feedback.findings[:MOST_FINDINGS])
        try:
            report = replace(report, seconds=seconds, findings=findings)
            report = replace(report, files=write_report(report, recipe))
        finally:
            lock.release()
    return report


def opened(path: Path, feedback: Feedback) -> Project:
    """Open a project with the data of its layers; sources that changed are read again.

    A layer whose source is missing has no data, which the gate then says.
    """
    from gisapp.reading import in_system, read_again
    from layers import projectfile
    from layers.settling import settled

    project = projectfile.read(path).project

    def open_data(layer: Layer) -> Layer:
        return read_again(layer, feedback, [], **in_system(project, layer))

    loaded = projectfile.open_layers(project, open_data, feedback)
    for one in loaded.findings:
        feedback.find(one)
    return settled(loaded.project)


def chosen(project: Project, wanted: Sequence[str]) -> tuple[Publication, ...]:
    """Return the publications that a recipe means.

    Parameters
    ----------
    project
        Holds them.
    wanted
        Ids, names or titles; empty for all that were ever approved and are not restricted.

    Raises
    ------
    layers.errors.AnalysisFailed
        When one is not there.
    """
    held = publications(project)
    if not wanted:
        return tuple(one for one in held if not one.restricted and approvals(project, one.layer))
    names = {layer.id: layer.name for layer in project.layers}
    found = []
    for name in wanted:
        match = [one for one in held if name in (one.layer, names.get(one.layer), one.title)]
        if len(match) != 1:
            known = "、".join(one.title or one.layer for one in held)
            raise AnalysisFailed(_NO_LAYER, _NO_LAYER_HINT, values={"layer": name, "layers": known})
        found.append(match[0])
    return tuple(found)


class _Run:
    """One run."""

    def __init__(self, recipe: Recipe, feedback: Feedback, moment: datetime, report: Report) -> None:
        self._recipe, self._feedback = recipe, feedback
        self._moment, self._report = moment, report
        self._made = moment.isoformat(timespec="seconds")
        self._written: list[tuple[str, int]] = []

    def done(self) -> Report:
        recipe, feedback = self._recipe, self._feedback
        project = opened(recipe.project, feedback.share(0.0, 0.2))
        wanted = chosen(project, recipe.layers)
        if not wanted:
            values = {"file": recipe.project.name}
            raise NotAllowed(_NOTHING, _NOTHING_HINT, values=values, where=Where(str(recipe.project)))
        passed, refused = admit(
            project,
            wanted,
            feedback.share(0.2, 0.4),
            limits=recipe.limits,
            prints=recipe.state / PRINTS,
            today=self._moment.date(),
        )
        report = replace(self._report, admitted=passed, refused=refused)
        if refused and (recipe.blocked == STOP or not passed):
            return replace(report, state=BLOCKED, error=str(refused[0].reason.message))
        sender = Sender(recipe.department, recipe.contact, _signer(recipe.key))
        shared, source = recipe.state.resolve(), recipe.project.resolve()
        with workers(recipe.scheduler, recipe.processes, shared, source) as executor:
            changes = self._files(project, passed, sender, executor)
        self._tables(project, passed)
        self._keep(passed)
        # What was left out is told by the exit code, though the others were published.
        state = PARTLY if refused else PUBLISHED if self._written else UNCHANGED
        error = str(refused[0].reason.message) if refused else ""
        return replace(report, state=state, written=tuple(self._written), changes=changes, error=error)

    def _files(
        self, project: Project, passed: Sequence[Admitted], sender: Sender, executor: Executor | None
    ) -> Changes | None:
        """Make all files beside their places, check them, then put all in place."""
        recipe = self._recipe
        site: StagedSite | None = None
        waiting: list[tuple[Path, Path]] = []
        for target in (recipe.delta, None if recipe.package is None else recipe.package.to):
            if target is not None:
                _clear(target)
        try:
            if recipe.site is not None:
                site = self._site(recipe.site, project, passed, sender, executor)
            if recipe.package is not None:
                waiting.append((_beside(recipe.package.to), recipe.package.to))
                self._package(recipe.package, project, passed, sender, site, waiting[-1][0], executor)
                if _same(*waiting[-1]):
                    waiting.pop()[0].unlink()
            if recipe.delta is not None and site is not None and self._moved(site):
                name = recipe.delta.name.replace(DATE, f"{self._moment:%Y%m%d-%H%M%S}")
                target = recipe.delta.with_name(name)
                waiting.append((_beside(target), target))
                self._delta(passed, sender, site, waiting[-1][0])
            self._feedback.step()
            # From here on nothing is made any more, only named. The map comes last: a zip of changes that is
            # in place without it is made again by the next run.
            for making, target in waiting:
                making.replace(target)
                self._written.append((str(target), target.stat().st_size))
            if site is not None and not site.changes.nothing:
                site.place()
                self._written.append((str(site.target), site.manifest.total))
        finally:
            if site is not None:
                site.drop()
            for making, _ in waiting:
                making.unlink(missing_ok=True)
        return None if site is None else site.changes

    def _site(
        self,
        asked: SiteTarget,
        project: Project,
        passed: Sequence[Admitted],
        sender: Sender,
        executor: Executor | None,
    ) -> StagedSite:
        from gisapp.desks.publish.site import SiteOptions

        options = SiteOptions(packaging=asked.packaging)
        share = self._feedback.share(0.4, 0.75)
        return stage_site(project, passed, asked.to, options, sender, self._made, share, executor)

    def _moved(self, site: StagedSite) -> bool:
        """Say whether there is a map to which changes could be brought, and any."""
        return not site.changes.nothing and (site.target / MANIFEST).is_file()

    def _package(
        self,
        asked: PackageTarget,
        project: Project,
        passed: Sequence[Admitted],
        sender: Sender,
        site: StagedSite | None,
        making: Path,
        executor: Executor | None,
    ) -> None:
        options = PackageOptions(
            forms=asked.forms,
            site=asked.site,
            # What is as it was keeps its own manifest, so that the package is as it was, too.
            built=None if site is None else site.target if site.changes.nothing else site.folder,
            sender=sender,
            made=self._made,
        )
        share = self._feedback.share(0.75, 0.9)
        pack(project, passed, making, options, share, executor=executor)
        refuse_unsound(making, sender, share)

    def _delta(self, passed: Sequence[Admitted], sender: Sender, site: StagedSite, making: Path) -> None:
        counted = {one.layer.id: one.counted for one in passed if one.counted is not None}
        share = self._feedback.share(0.9, 0.95)
        write_delta(site.target, site.folder, making, sender, share, counted=counted)
        refuse_unsound(making, sender, share)

    def _tables(self, project: Project, passed: Sequence[Admitted]) -> None:
        """Write what the public sees into a database, a table for each layer, each whole or not at all."""
        if self._recipe.database is None:
            return
        from gisapp.export.database import write_table
        from importers.postgis.address import read_address

        address = read_address(self._recipe.database)
        for one in passed:
            if CONTENTS.get(one.layer.kind) is not None:
                content = public_content(project, one.layer, one.publication, self._feedback)
                done = write_table(content, address, self._feedback, overwrite=True)
                self._written.append((f"{address.place} {done.schema}.{done.table}", 0))

    def _keep(self, passed: Sequence[Admitted]) -> None:
        """Keep what the next run compares with."""
        folder = self._recipe.state / PRINTS
        folder.mkdir(exist_ok=True)
        for one in passed:
            if one.prints is not None:
                one.prints.save(prints_file(folder, one.layer.id))


def _signer(key: str) -> signing.Signer | None:
    if key == "none":
        return None
    return signing.load_key(None if key == "default" else Path(key))


def _beside(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.with_name(f".{target.stem}.{secrets.token_hex(4)}.making{target.suffix}")


def _clear(target: Path) -> None:
    """Take away what a run that died left beside a file."""
    stem = target.stem.partition(DATE)[0]
    for left in target.parent.glob(f".{literal(stem)}*.making*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _same(making: Path, target: Path) -> bool:
    """Say whether what stands there holds the same files and approvals already."""
    try:
        before, now = manifest_of(target), manifest_of(making)
    except GisError:
        return False
    if before is None or now is None:
        return False
    return (before[0].contents, before[0].layers, before[0].public) == (
        now[0].contents,
        now[0].layers,
        now[0].public,
    )
