"""Where each layer stands on its way to the public, in words that staff read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gisapp.desks.publish.model import approval_of, approvals, publication_of
from gisapp.export.content import CONTENTS
from gisapp.ui.publish.fixes import LACKING
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.publish.concerns import Verdict
    from gisapp.desks.publish.model import Approval, Publication
    from layers.base import Layer
    from layers.project import Project


class State(StrEnum):
    """Where a layer stands."""

    NONE = "none"
    SETTING = "setting"
    WAITING = "waiting"
    APPROVED = "approved"
    CHANGED = "changed"
    BLOCKED = "blocked"


WORDS = {
    State.NONE: QT_TRANSLATE_NOOP(CONTEXT, "公開しない"),
    State.SETTING: QT_TRANSLATE_NOOP(CONTEXT, "設定中"),
    State.WAITING: QT_TRANSLATE_NOOP(CONTEXT, "審査待ち"),
    State.APPROVED: QT_TRANSLATE_NOOP(CONTEXT, "承認済み"),
    State.CHANGED: QT_TRANSLATE_NOOP(CONTEXT, "変更あり・再審査"),
    State.BLOCKED: QT_TRANSLATE_NOOP(CONTEXT, "公開できない"),
}
ROLES = {
    State.NONE: "absent",
    State.SETTING: "entered",
    State.WAITING: "confirm",
    State.APPROVED: "applies",
    State.CHANGED: "confirm",
    State.BLOCKED: "over",
}
"""Looks of the small labels; see :mod:`gisapp.ui.stylesheet`."""
INKS = {
    State.NONE: "quiet",
    State.SETTING: "text",
    State.WAITING: "warn",
    State.APPROVED: "accent",
    State.CHANGED: "warn",
    State.BLOCKED: "danger",
}
"""Colours of words in lists, of :mod:`gisapp.ui.tokens`."""

GROUND = ("raster", "terrain")
"""Kinds of layers that the public map shows and that have no attributes."""

NO_RECORD = QT_TRANSLATE_NOOP(CONTEXT, "公開の設定がありません。庁外には何も出ません。")
NO_KIND = QT_TRANSLATE_NOOP(CONTEXT, "この種類のレイヤには、公開する列がありません。")
NO_DATA = QT_TRANSLATE_NOOP(CONTEXT, "元のデータが見つかりません。「データの場所を直す」で直せます。")
RESTRICTED = QT_TRANSLATE_NOOP(CONTEXT, "「公開しない」と決めたレイヤです。")
NO_FIELDS = QT_TRANSLATE_NOOP(CONTEXT, "公開する列をまだ選んでいません。")
JUDGING = QT_TRANSLATE_NOOP(CONTEXT, "公開してよいかを点検しています…")
READY = QT_TRANSLATE_NOOP(CONTEXT, "設定がそろいました。「審査」で、利用者に見えるものを確かめてください。")
APPROVED_BY = QT_TRANSLATE_NOOP(CONTEXT, "{department}が {day} に承認しました。")
CHANGED_SINCE = QT_TRANSLATE_NOOP(
    CONTEXT, "{department}が {day} に承認したあとで、設定が変わりました。もう一度審査してください。"
)


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a layer stands.

    Attributes
    ----------
    layer
        The layer.
    publication
        What may be published of it, None where nothing was said.
    state
        Where it stands.
    reason
        Why, and what to do.
    approval
        The last one, whatever was changed since; None for none.
    """

    layer: Layer
    publication: Publication | None
    state: State
    reason: Message
    approval: Approval | None = None


def standing_of(project: Project, layer: Layer, verdict: Verdict | None) -> Standing:
    """Return where a layer stands.

    Parameters
    ----------
    project
        Holds what was said and approved.
    layer
        The layer.
    verdict
        What the gate says of it as it is now, None while that is unknown.
    """
    said = publication_of(project, layer.id)
    if said is None:
        known = layer.kind in (*CONTENTS.names(), *GROUND)
        state, words = (State.NONE, NO_RECORD) if known else (State.BLOCKED, NO_KIND)
        return Standing(layer, None, state, Message(words))
    last = next(reversed(approvals(project, layer.id)), None)
    lacks = not said.fields and layer.kind not in GROUND
    state, reason = _hindrance(layer, said, verdict, lacks) or _way(project, said, verdict, lacks)
    return Standing(layer, said, state, reason, approval_of(project, said) or last)


def _hindrance(
    layer: Layer, said: Publication, verdict: Verdict | None, lacks: bool
) -> tuple[State, Message] | None:
    """Return why a layer cannot be published, None where nothing hinders it."""
    if said.restricted:
        return State.BLOCKED, Message(RESTRICTED)
    if layer.data is None:
        return State.BLOCKED, Message(NO_DATA)
    if verdict is None or not verdict.blocked:
        return None
    errors = [one for one in verdict.concerns if one.severity is Severity.ERROR]
    if all(one.code in LACKING for one in errors):  # of somebody who has begun: nothing is wrong
        return State.SETTING, Message(NO_FIELDS) if lacks else errors[0].message
    return State.BLOCKED, next(one.message for one in errors if one.code not in LACKING)


def _way(project: Project, said: Publication, verdict: Verdict | None, lacks: bool) -> tuple[State, Message]:
    """Return where a layer stands that nothing hinders."""
    now = approval_of(project, said)
    if now is not None:
        if verdict is not None:
            from gisapp.desks.publish.gate import ready  # whose verdict there is, so it is loaded

            against = ready(project, said, verdict)
            if against is not None:
                return State.CHANGED, against.message
        return State.APPROVED, Message(APPROVED_BY, told(now))
    last = next(reversed(approvals(project, said.layer)), None)
    if last is not None:
        return State.CHANGED, Message(CHANGED_SINCE, told(last))
    if verdict is None or lacks:
        return State.SETTING, Message(NO_FIELDS if lacks else JUDGING)
    return State.WAITING, Message(READY)


def told(one: Approval) -> dict[str, object]:
    """Return what sentences say of an approval."""
    return {"department": one.department, "day": one.when[:16].replace("T", " ")}
