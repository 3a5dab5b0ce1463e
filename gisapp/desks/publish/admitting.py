"""One door to what leaves: a layer passes the gate with an approval that stands, or stays inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.publish.concerns import Concern
from gisapp.desks.publish.difference import Fingerprints, difference, fingerprints
from gisapp.desks.publish.gate import MOST_CHANGED, PICTURES, judge, ready
from gisapp.desks.publish.manifest import LayerEntry, layer_entry
from gisapp.desks.publish.model import approval_of
from gisapp.desks.publish.projection import public_content
from layers.errors import GisError, NotAllowed
from layers.feedback import Feedback, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from gisapp.desks.publish.concerns import Verdict
    from gisapp.desks.publish.difference import Difference
    from gisapp.desks.publish.model import Approval, Publication
    from gisapp.desks.publish.recipe import Limits
    from layers.base import Layer
    from layers.project import Project

_NOT_READY = QT_TRANSLATE_NOOP(CONTEXT, "「{title}」は公開できません。{reason}")
_NOT_READY_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "gisapp publish review か画面の公開デスクで審査し、承認してからもう一度実行してください。"
)
_NO_DATA = QT_TRANSLATE_NOOP(CONTEXT, "元のデータを開けません。")
_TOO_MUCH = {
    "added": QT_TRANSLATE_NOOP(
        CONTEXT, "前の公開の {before:,} 件から {count:,} 件増え、上限（{limit:.0%}）を超えています。"
    ),
    "removed": QT_TRANSLATE_NOOP(
        CONTEXT, "前の公開の {before:,} 件から {count:,} 件減り、上限（{limit:.0%}）を超えています。"
    ),
    "changed": QT_TRANSLATE_NOOP(
        CONTEXT, "前の公開の {before:,} 件のうち {count:,} 件が変わり、上限（{limit:.0%}）を超えています。"
    ),
}
_LOOK = QT_TRANSLATE_NOOP(CONTEXT, "データを確かめ、正しければ、もう一度審査して承認してください。")


@dataclass(frozen=True, eq=False)
class Admitted:
    """A layer that may go out.

    Attributes
    ----------
    layer, publication, approval
        What, how, and who said so.
    verdict
        What the gate said of it as it is now.
    prints
        Fingerprints of what is published now, None for pictures and heights.
    difference
        From what was published before, None where nothing was or nobody asked.
    """

    layer: Layer
    publication: Publication
    approval: Approval
    verdict: Verdict
    prints: Fingerprints | None = None
    difference: Difference | None = None

    @property
    def counted(self) -> tuple[int, int, int] | None:
        """Features that were added, removed and changed; None where nobody counted."""
        if self.difference is None:
            return None
        counts = self.difference.counts
        return counts["added"], counts["removed"], counts["changed"]

    def entry(self, *, notes: bool) -> LayerEntry:
        """Return what a manifest says of it."""
        return layer_entry(
            self.layer,
            self.publication,
            self.approval,
            self.verdict.features,
            self.verdict.digest,
            notes=notes,
        )


@dataclass(frozen=True)
class Refused:
    """A layer that may not go out, why, and all that the gate said of it."""

    layer: str
    title: str
    reason: Concern
    verdict: Verdict | None = None


def admit(
    project: Project,
    publications: Sequence[Publication],
    feedback: Feedback,
    *,
    limits: Limits | None = None,
    prints: Path | None = None,
    today: date | None = None,
) -> tuple[tuple[Admitted, ...], tuple[Refused, ...]]:
    """Ask the gate about layers as they are now.

    Parameters
    ----------
    project
        With the data of its layers opened, and the approvals.
    publications
        What is to go out.
    feedback
        Receives progress.
    limits
        How far a layer may have changed since the last publication; None leaves it to the gate.
    prints
        Folder with the fingerprints of the last publication, None when there was none.
    today
        By which dates are judged; None for the day it is.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    passed: list[Admitted] = []
    refused: list[Refused] = []
    for number, one in enumerate(publications):
        share = feedback.share(number / len(publications), (number + 1) / len(publications))
        found = _asked(project, one, share, limits, prints, today)
        if isinstance(found, Admitted):
            passed.append(found)
        else:
            refused.append(found)
    return tuple(passed), tuple(refused)


def admit_all(
    project: Project, publications: Sequence[Publication], feedback: Feedback
) -> tuple[Admitted, ...]:
    """Return layers that all may go out.

    Raises
    ------
    layers.errors.NotAllowed
        When one may not.
    """
    passed, refused = admit(project, publications, feedback)
    if refused:
        first = refused[0]
        values = {"title": first.title, "reason": str(first.reason.message)}
        raise NotAllowed(_NOT_READY, _NOT_READY_HINT, values=values)
    return passed


def prints_file(folder: Path, layer: str) -> Path:
    """Return where the fingerprints of a layer are kept: ids may hold what no file name may."""
    import hashlib

    return folder / f"{hashlib.sha256(layer.encode()).hexdigest()[:24]}.parquet"


def _asked(
    project: Project,
    one: Publication,
    feedback: Feedback,
    limits: Limits | None,
    prints: Path | None,
    today: date | None,
) -> Admitted | Refused:
    title = one.title or one.layer
    layer = project.layer(one.layer)
    if layer is None or layer.data is None:
        return Refused(one.layer, title, Concern(Severity.ERROR, "layer-gone", _NO_DATA))
    verdict = judge(project, one, feedback.share(0.0, 0.7), today=today)
    # With limits of its own a run decides how much may change, without them the gate does.
    reason = ready(project, one, verdict, most_changed=MOST_CHANGED if limits is None else 1.0)
    approval = approval_of(project, one)
    if reason is not None or approval is None:
        reason = reason or Concern(Severity.ERROR, "not-approved", _NOT_READY_HINT)
        return Refused(one.layer, title, reason, verdict)
    now, moved = None, None
    if layer.kind not in PICTURES:
        before = former_prints(prints, one.layer)
        content = public_content(project, layer, one, Feedback())
        now = fingerprints(content, feedback.share(0.7, 1.0), None if before is None else before.key)
        moved = None if before is None else difference(before, now)
        if limits is not None:
            reason = _beyond(limits, moved, approval.features, verdict.features)
            if reason is not None:
                return Refused(one.layer, title, reason, verdict)
    return Admitted(layer, one, approval, verdict, now, moved)


def former_prints(folder: Path | None, layer: str) -> Fingerprints | None:
    """Return the fingerprints of the last publication, None when there are none, or none that can be read."""
    if folder is None or not prints_file(folder, layer).is_file():
        return None
    try:
        return Fingerprints.load(prints_file(folder, layer))
    except GisError:
        return None


def _beyond(limits: Limits, moved: Difference | None, approved: int, now: int) -> Concern | None:
    """Return which limit is passed; before a first publication it is held against what was approved."""
    if moved is None:
        counts = {"added": max(now - approved, 0), "removed": max(approved - now, 0), "changed": 0}
        before = approved
    else:
        counts, before = moved.counts, moved.before
    for name, template in _TOO_MUCH.items():
        limit = getattr(limits, name)
        if limit is not None and counts[name] > limit * max(before, 1):
            told = {"before": before, "count": counts[name], "limit": limit}
            return Concern(Severity.ERROR, f"limit-{name}", template, told, proposal=_LOOK)
    return None
