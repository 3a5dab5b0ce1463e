"""The gate: what may be published is proposed, judged and approved, and nothing passes by default.

An error blocks and nobody can accept it; it goes away when the column is not chosen or the data are put
right. A warning is accepted by code with an approval, which keeps what the reviewer saw: a value that comes
up later is a new warning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from gisapp.desks.publish.candidates import Candidate, candidates
from gisapp.desks.publish.concerns import MOST_MARKS, Concern, Verdict, sorted_concerns
from gisapp.desks.publish.contentchecks import check_columns, check_counts, check_photos, check_shapes
from gisapp.desks.publish.contentdigest import content_digest
from gisapp.desks.publish.inspection import inspect
from gisapp.desks.publish.model import Approval, Publication, approval_of, approvals, with_approval
from gisapp.desks.publish.projection import public_content
from gisapp.desks.publish.recordchecks import away_layers, check_record
from gisapp.desks.publish.terms import LICENCES
from gisapp.export.content import CONTENTS, content_of
from layers.errors import GisError, NotAllowed
from layers.feedback import Feedback, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.publish.difference import Difference
    from layers.base import Layer
    from layers.project import Project

__all__ = ["Candidate", "Concern", "Verdict", "approve", "candidates", "judge", "proposed", "ready"]
PICTURES = frozenset({"raster", "terrain"})
"""Kinds of layers without features that are published as pictures or heights."""
MOST_CHANGED = 0.3
"""Share of the features that may come or go between two publications before somebody has to look again."""
_GONE_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "公開の設定が示すレイヤが、プロジェクトにありません。")
_NO_KIND = QT_TRANSLATE_NOOP(CONTEXT, "この種類のレイヤ（{kind}）は、公開できません。")
_KEPT_BACK = QT_TRANSLATE_NOOP(CONTEXT, "公開しない区域にかかる {count:,} 件を除きます。")
_BLOCKED = QT_TRANSLATE_NOOP(CONTEXT, "公開できない点が {count:,} 件残っているため、承認できません。")
_BLOCKED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "審査の結果の赤い行を直してから、もう一度審査してください。")
_OPEN = QT_TRANSLATE_NOOP(CONTEXT, "確かめていない注意が {count:,} 件あるため、承認できません。")
_OPEN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "一つずつ見て、問題がなければ「確かめた」にしてください: {codes}")
_NOBODY = QT_TRANSLATE_NOOP(CONTEXT, "承認には、審査した人の部署が必要です。")
_NOBODY_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "部署を入れてから、もう一度承認してください。承認は記録に残ります。"
)
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "審査したあとで公開の設定が変わりました。")
_OTHER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "もう一度審査してから承認してください。")
_NOT_APPROVED = QT_TRANSLATE_NOOP(CONTEXT, "まだ承認されていません。")
_CHANGED_RECORD = QT_TRANSLATE_NOOP(
    CONTEXT, "承認のあとで公開の設定が変わりました。もう一度審査してください。"
)
_STILL_BLOCKED = QT_TRANSLATE_NOOP(CONTEXT, "公開できない点があります: {message}")
_NEW_WARNING = QT_TRANSLATE_NOOP(CONTEXT, "承認のときになかった注意があります: {message}")
_DRASTIC = QT_TRANSLATE_NOOP(
    CONTEXT,
    "承認のときの {before:,} 件から {now:,} 件になり、変わり方が大きいため、もう一度審査してください。",
)
_DRASTIC_SHARE = QT_TRANSLATE_NOOP(
    CONTEXT, "前回の公開から {share:.0%} の地物が増減または変更されたため、もう一度審査してください。"
)


def proposed(project: Project, layer: Layer, feedback: Feedback) -> Publication:
    """Return a fresh record: what the source says of itself, and no field.

    Parameters
    ----------
    project
        May have layers of areas in which nothing is published; they are proposed.
    layer
        What is to be published.
    feedback
        Hears of nothing yet.
    """
    feedback.step()
    source = layer.source
    told = f"{source.licence}".lower().replace(" ", "-").replace("_", "-")
    licence = next((one for one in LICENCES if one != "city" and one.lower() in told), "")
    away = tuple(one.id for one in away_layers(project) if one.id != layer.id)
    return Publication(
        layer.id,
        title=layer.name,
        licence=licence,
        credit=source.credit,
        date=source.date[:10],
        away=away,
    )


def judge(
    project: Project, publication: Publication, feedback: Feedback, *, today: date | None = None
) -> Verdict:
    """Return what speaks against a publication, and what would be published.

    Parameters
    ----------
    project
        With the data of its layers opened.
    publication
        The record.
    feedback
        Hears how far it is, and can stop it.
    today
        By which dates are judged; None for the day it is.

    Raises
    ------
    layers.feedback.Cancelled
        When that was asked for.
    """
    layer = project.layer(publication.layer)
    if layer is None:
        gone = Concern(Severity.ERROR, "layer-gone", _GONE_LAYER)
        return Verdict(publication.layer, publication.digest, (gone,))
    found = list(check_record(project, layer, publication, today or datetime.now().astimezone().date()))
    features, digest = 0, ""
    if CONTENTS.get(layer.kind) is None:
        found.append(Concern(Severity.ERROR, "kind", _NO_KIND, {"kind": layer.kind}))
    elif layer.data is not None and not {one.code for one in found} & {"field-twice", "field-unnamed"}:
        try:
            if layer.kind in PICTURES:
                digest = _picture(project, layer, publication, feedback)
            else:
                features, digest = _content(project, layer, publication, found, feedback)
        except NotAllowed as error:
            found += [_refusal(error)] if not publication.restricted else []
    return Verdict(publication.layer, publication.digest, sorted_concerns(found), features, digest)


def _content(
    project: Project, layer: Layer, said: Publication, found: list[Concern], feedback: Feedback
) -> tuple[int, str]:
    """Judge the content, and return how many features it has and its digest."""
    base = content_of(layer)
    heard = Feedback()
    chosen = [one.column for one in said.fields if one.column in base.schema.names]
    named = {one.column: (one.name, one.english) for one in said.fields}
    labels = {one.name: (one.label, *named.get(one.name, ())) for one in base.attributes}
    seen = inspect(base, chosen, labels, feedback.share(0.0, 0.6))
    # The officers' block comes first and needs nothing else to be in order.
    if seen.officers:
        found += [one for one in check_columns(said, seen) if one.code == "officers"]
        return len(base), ""
    content = public_content(project, layer, said, heard)
    found += check_columns(said, seen)
    found += check_counts(content, said, seen)
    found += check_shapes(content, said, seen, layer.crs, feedback.share(0.6, 0.8))
    found += check_photos(layer.source.path.parent, said, seen)
    for one in heard.findings:
        found.append(Concern(Severity.INFO, one.code, _KEPT_BACK, dict(one.values), count=one.count))
    return len(content), content_digest(content, feedback.share(0.8, 1.0))


def _picture(project: Project, layer: Layer, said: Publication, feedback: Feedback) -> str:
    """Return the digest of a picture or of heights, which go as a whole or not at all."""
    public_content(project, layer, said, feedback)
    told = f"{layer.source.digest}{layer.source.modified}{layer.source.size}"
    return hashlib.sha256(told.encode()).hexdigest()


def _refusal(error: GisError) -> Concern:
    return Concern(
        Severity.ERROR,
        "refused",
        error.message.template,
        dict(error.message.values),
        proposal=error.hint.template,
    )


def approve(
    project: Project,
    publication: Publication,
    verdict: Verdict,
    department: str,
    note: str,
    when: str,
    *,
    accepted: Collection[str] = (),
) -> Project:
    """Return the project with an approval of a publication.

    Parameters
    ----------
    project
        Gets the approval.
    publication
        What was judged.
    verdict
        What the gate said of it.
    department
        Of the reviewer.
    note
        What was decided about the warnings.
    when
        ISO 8601 with offset.
    accepted
        Codes of warnings, or keys (code and field), that the reviewer accepts.

    Raises
    ------
    layers.errors.NotAllowed
        When it is blocked, was changed since, a warning is not accepted, or nobody says who reviewed it.
    """
    if not department.strip():
        raise NotAllowed(_NOBODY, _NOBODY_HINT)
    if verdict.layer != publication.layer or verdict.record != publication.digest:
        raise NotAllowed(_OTHER, _OTHER_HINT)
    if verdict.blocked:
        errors = sum(one.severity is Severity.ERROR for one in verdict.concerns)
        raise NotAllowed(_BLOCKED, _BLOCKED_HINT, values={"count": errors})
    left = verdict.unaccepted(accepted)
    if left:
        told = {"count": len(left), "codes": "、".join(dict.fromkeys(one.key for one in left))}
        raise NotAllowed(_OPEN, _OPEN_HINT, values=told)
    seen = tuple(one.seen for one in verdict.warnings)
    done = Approval(
        publication.layer, publication.digest, department.strip(), when, note, verdict.features, seen
    )
    return with_approval(project, done)


def ready(
    project: Project,
    publication: Publication,
    verdict: Verdict,
    difference: Difference | None = None,
    *,
    most_changed: float = MOST_CHANGED,
) -> Concern | None:
    """Return why a publication may not go out now, None when an approval stands for it.

    An approval stands for later data too, as long as the record is the same, no error and no warning comes up
    that its reviewer did not see, and not too many features came or went.

    Parameters
    ----------
    project
        Holds the approvals.
    publication
        The record as it is now.
    verdict
        Of the data as they are now.
    difference
        From the last publication, when it is known.
    most_changed
        Share of the features that may come, go or change; 1 for any.
    """
    if verdict.record != publication.digest:
        return Concern(Severity.ERROR, "not-judged", _OTHER, proposal=_OTHER_HINT)
    worst = next((one for one in verdict.concerns if one.severity is Severity.ERROR), None)
    if worst is not None:
        return Concern(
            Severity.ERROR, worst.code, _STILL_BLOCKED, {"message": str(worst.message)}, worst.field
        )
    done = approval_of(project, publication)
    if done is None:
        before = bool(approvals(project, publication.layer))
        return Concern(Severity.ERROR, "not-approved", _CHANGED_RECORD if before else _NOT_APPROVED)
    fresh = next((one for one in verdict.warnings if not _was_seen(one, done)), None)
    if fresh is not None:
        return Concern(
            Severity.ERROR, "new-warning", _NEW_WARNING, {"message": str(fresh.message)}, fresh.field
        )
    most = max(done.features, verdict.features, 1)
    if abs(done.features - verdict.features) / most > most_changed:
        told: dict[str, object] = {"before": done.features, "now": verdict.features}
        return Concern(Severity.ERROR, "drastic-change", _DRASTIC, told)
    if difference is not None and difference.share > most_changed:
        return Concern(Severity.ERROR, "drastic-change", _DRASTIC_SHARE, {"share": difference.share})
    return None


def _was_seen(warning: Concern, done: Approval) -> bool:
    """Return whether a reviewer saw a warning with all the values that it is about now."""
    for one in done.warnings:
        key, _, marks = one.partition("#")
        if key != warning.key:
            continue
        if marks.startswith("="):
            return warning.count <= int(marks[1:])
        if len(warning.marks) > MOST_MARKS:
            return False
        seen = {marks[place : place + 6] for place in range(0, len(marks), 6)}
        return set(warning.marks) <= seen
    return False
