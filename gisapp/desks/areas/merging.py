"""One version made of several: every place gets an owner, and every stretch of boundary says whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.arrangement import NOBODY
from gisapp.desks.areas.decisions import Decision, What, standing
from gisapp.desks.areas.mergedrows import Rows
from layers.feedback import Feedback, Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.difference import Comparison
    from gisapp.desks.areas.model import AreaSet

NO_ONE = "どの自治会でもない"
_LOST = QT_TRANSLATE_NOOP(
    CONTEXT, "決定「{subject}」の場所では、版の食い違いがなくなっています。使いませんでした。"
)
_STRANGE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "決定「{subject}」の自治会「{association}」が見つかりません。使いませんでした。"
    "コードか名称を確かめてください。",
)
_SHARED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "どの版でも二つ以上の自治会に入る所が {count} か所あります。統合した図では一つの自治会に入れました"
    "（重なりは、点検で「合意のある重なり」にできます）。",
)


class How(IntEnum):
    """How a face got its owner."""

    AGREED = 0
    """All versions say the same."""
    RULE = 1
    """By the precedence of a version."""
    FILLED = 2
    """The version with precedence has nobody there; another has."""
    DECIDED = 3
    """Staff decided."""


@dataclass(frozen=True, eq=False)
class Stretches:
    """The boundaries of a merged version, one stretch a row.

    Attributes
    ----------
    lines
        (n,) lines, metres.
    between
        (n, 2) rows of the merged version to the left and right, :data:`NOBODY` for outside.
    versions
        (n, k) whether a version has a boundary there.
    decided
        (n,) whether it is there, or what lies beside it, by a decision of staff.
    """

    lines: NDArray[np.object_]
    between: NDArray[np.intp]
    versions: NDArray[np.bool_]
    decided: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.lines)


@dataclass(frozen=True, eq=False)
class Merged:
    """A merged version.

    Attributes
    ----------
    made
        The comparison that it rests on.
    prefer
        Number of the version with precedence.
    areas
        The result: no two areas overlap, and neighbours share their corners.
    groups
        (r,) the association of each row of the result.
    owner
        (f,) row of the result for each face, :data:`NOBODY` for none.
    how
        (f,) :class:`How`.
    stretches
        Whose each boundary is.
    findings
        What could not be used.
    """

    made: Comparison
    prefer: int
    areas: AreaSet
    groups: NDArray[np.intp]
    owner: NDArray[np.intp]
    how: NDArray[np.int8]
    stretches: Stretches
    findings: tuple[Finding, ...]

    def how_of(self, piece: int) -> How:
        """Return how a place of disagreement got its owner."""
        return How(int(self.how[self.made.pieces.of == piece].max()))

    def owner_of(self, piece: int) -> int:
        """Return the row of the result that a place of disagreement went to."""
        return int(self.owner[np.flatnonzero(self.made.pieces.of == piece)[0]])

    def whose(self, stretch: int) -> str:
        """Return whose a boundary is: titles of versions with their days, or that it was decided."""
        if self.stretches.decided[stretch]:
            return "決定"
        sets = self.made.sets
        order = [self.prefer, *(one for one in range(len(sets)) if one != self.prefer)]
        found = [sets[one] for one in order if self.stretches.versions[stretch, one]]
        return "・".join(f"{one.title}（{one.date or '時点は未確認'}）" for one in found) or "規則"


def place_key(made: Comparison, piece: int) -> str:
    """Return what decisions call a place of disagreement: a point in it, to the metre."""
    east, north = place_of(made, piece)
    return f"place:{east:.0f},{north:.0f}"


def place_of(made: Comparison, piece: int) -> tuple[float, float]:
    """Return a point inside of a place of disagreement, metres."""
    import shapely

    point = shapely.point_on_surface(made.pieces.shapes[piece])
    return float(point.x), float(point.y)


def decide(made: Comparison, piece: int, association: int | None, by: str, text: str, when: str) -> Decision:
    """Return the decision that a place of disagreement belongs to an association.

    Parameters
    ----------
    made
        The comparison.
    piece
        Number of the place.
    association
        Number of the association, None for nobody (未組織).
    by, text, when
        Department, reason, and ISO 8601 moment.
    """
    matched = made.matched
    named = "" if association is None else matched.code(association) or matched.name(association)
    sides = ["・".join(matched.name(one) for one in held) or NO_ONE for held in made.pieces.sides(piece, 1)]
    owner = NO_ONE if association is None else matched.name(association)
    subject = f"{' / '.join(dict.fromkeys(sides))} の食い違い {made.pieces.sizes[piece]:,.0f} m² → {owner}"
    place = place_of(made, piece)
    return Decision(
        place_key(made, piece), What.OWNER, by, text, when, subject, named, place, made.sets[0].crs
    )


def merge(
    made: Comparison, prefer: int = 0, log: Iterable[Decision] = (), feedback: Feedback | None = None
) -> Merged:
    """Return one version of several.

    Parameters
    ----------
    made
        The comparison.
    prefer
        Number of the version with precedence: where it has an owner that one counts, elsewhere that of the
        next version that has one.
    log
        What staff decided of places (:func:`decide`) and of associations (:attr:`What.FOLLOW`).
    feedback
        Receives progress.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    told = Feedback() if feedback is None else feedback
    now = standing(log)
    rows = Rows(made, prefer)
    findings: list[Finding] = []
    owner, how = _by_rule(made, rows, _followed(made, rows, now, findings))
    told.step(1, 3)
    _by_decision(made, rows, now, owner, how, findings)
    shared = int(_several(made).sum())
    if shared:
        findings.append(Finding(Severity.WARNING, "merged-shared", _SHARED, {"count": shared}, count=shared))
    areas = rows.area_set(made.plane.joined(owner))
    told.step(2, 3)
    stretches = _stretches(made, owner, how)
    told.step(3, 3)
    return Merged(made, prefer, areas, rows.groups, owner, how, stretches, tuple(findings))


def _followed(
    made: Comparison, rows: Rows, now: dict[str, Decision], findings: list[Finding]
) -> NDArray[np.intp]:
    """Return for each association the version that staff chose for it, NOBODY for none."""
    found = np.full(len(made.matched.groups), NOBODY, dtype=np.intp)
    titles = [one.title for one in made.sets]
    for about, one in now.items():
        if one.what is not What.FOLLOW:
            continue
        group = rows.named(about.partition(":")[2])
        if group is None or one.association not in titles:
            findings.append(_finding("decision-strange", _STRANGE, one))
        else:
            found[group] = titles.index(one.association)
    return found


def _by_rule(
    made: Comparison, rows: Rows, followed: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.int8]]:
    """Return the row of the result for each face, and how it got it."""
    count = len(made.plane)
    said = np.stack([_one(made, version, rows) for version in range(len(made.sets))])
    place = np.tile(np.array(rows.order, dtype=np.intp)[:, None], (1, count))
    # Where staff chose a version for one of the associations at stake, it comes first.
    for group in np.flatnonzero(followed >= 0).tolist():
        at = np.zeros(count, np.bool_)
        for held in made.held:
            at |= (held == group).any(axis=1)
        at &= made.pieces.of >= 0
        order = [followed[group], *(one for one in rows.order if one != followed[group])]
        place[:, at] = np.array(order, dtype=np.intp)[:, None]
    inorder = said[place, np.arange(count)]
    first = (inorder >= 0).argmax(axis=0)
    owner = inorder[first, np.arange(count)]
    agreed = made.pieces.of < 0
    how = np.where(agreed, How.AGREED, np.where(first > 0, How.FILLED, How.RULE)).astype(np.int8)
    return _beside(made, rows, owner), how


def _one(made: Comparison, version: int, rows: Rows) -> NDArray[np.intp]:
    """Return one row of the result for each face as a version has it; of several the one others have too."""
    members = made.plane.members[version]
    groups = np.where(members >= 0, made.matched.of[version][members], NOBODY)
    likes = np.zeros(members.shape, np.int64)
    for held in made.held:
        likes += (groups[:, :, None] == held[:, None, :]).any(axis=2)
    likes[members < 0] = -1
    chosen = members[np.arange(len(members)), likes.argmax(axis=1)]
    return np.where(chosen >= 0, rows.of(version)[chosen], NOBODY)


def _beside(made: Comparison, rows: Rows, owner: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give faces of associations with several rows to the row with which they share the longest line.

    Only those that the version of these rows does not place itself: there the row is known.
    """
    own = np.zeros(len(owner), np.bool_)
    for version in range(len(made.sets)):
        at = [number for number, one in enumerate(rows.taken) if one[0] == version]
        there = np.isin(owner, at)
        own |= there & (made.plane.members[version] >= 0).any(axis=1)
    open_ = (owner >= 0) & ~own
    open_[open_] = rows.several[rows.groups[owner[open_]]]
    if not open_.any():
        return owner
    ends = np.concatenate([made.plane.sides, made.plane.sides[:, ::-1]])
    lengths = np.tile(made.plane.lengths, 2)
    mine, theirs = ends.T
    ok = (mine >= 0) & (theirs >= 0)
    ok[ok] = open_[mine[ok]] & ~open_[theirs[ok]] & (owner[theirs[ok]] >= 0)
    ok[ok] = rows.groups[owner[mine[ok]]] == rows.groups[owner[theirs[ok]]]
    pairs, number = np.unique(np.column_stack([mine[ok], owner[theirs[ok]]]), axis=0, return_inverse=True)
    shared = np.bincount(number.ravel(), lengths[ok], minlength=len(pairs))
    order = np.argsort(shared, kind="stable")  # the longest is written last
    found = owner.copy()
    found[pairs[order, 0]] = pairs[order, 1]
    return found


def _by_decision(
    made: Comparison,
    rows: Rows,
    now: dict[str, Decision],
    owner: NDArray[np.intp],
    how: NDArray[np.int8],
    findings: list[Finding],
) -> None:
    """Write what staff decided of places into `owner` and `how`."""
    for one in now.values():
        if one.what is not What.OWNER or one.place is None or one.crs != made.sets[0].crs:
            continue
        face = int(made.plane.faces_of(np.array([one.place]))[0])
        piece = NOBODY if face < 0 else int(made.pieces.of[face])
        if piece < 0:
            findings.append(_finding("decision-lost", _LOST, one))
            continue
        group = rows.named(one.association) if one.association else None
        if one.association and group is None:
            findings.append(_finding("decision-strange", _STRANGE, one))
            continue
        there = made.pieces.of == piece
        owner[there] = NOBODY if group is None else rows.first[group]
        how[there] = How.DECIDED


def _several(made: Comparison) -> NDArray[np.bool_]:
    """Say of each face whether all versions agree that it lies in several associations."""
    return np.asarray((made.pieces.of < 0) & ((made.held[0] >= 0).sum(axis=1) > 1))


def _finding(code: str, template: str, one: Decision) -> Finding:
    values = {"subject": one.subject or one.about, "association": one.association}
    return Finding(Severity.WARNING, code, template, values)


def _stretches(made: Comparison, owner: NDArray[np.intp], how: NDArray[np.int8]) -> Stretches:
    import shapely

    sides = made.plane.sides
    owners = np.append(owner, NOBODY)[sides]  # -1 finds the last
    there = np.flatnonzero(owners[:, 0] != owners[:, 1])
    pieces, between = sides[there], owners[there]
    versions = []
    for members in made.plane.members:
        whole = np.concatenate([members, np.full((1, members.shape[1]), NOBODY)])
        versions.append((whole[pieces[:, 0]] != whole[pieces[:, 1]]).any(axis=1))
    drawn = np.column_stack(versions)
    decided = (np.append(how, 0)[pieces] == How.DECIDED).any(axis=1)
    turned = between[:, 0] > between[:, 1]
    between = np.where(turned[:, None], between[:, ::-1], between)
    label = np.column_stack([between, drawn, decided]).astype(np.intp)
    labels, number = np.unique(label, axis=0, return_inverse=True)
    order = np.argsort(number.ravel(), kind="stable")
    segments = made.plane.segments[there][order]
    counts = np.bincount(number.ravel(), minlength=len(labels))
    lines = shapely.multilinestrings(
        shapely.linestrings(segments), indices=np.repeat(np.arange(len(labels)), counts)
    )
    merged, of = shapely.get_parts(shapely.line_merge(lines), return_index=True)
    found = labels[of]
    return Stretches(
        np.asarray(merged, dtype=object), found[:, :2], found[:, 2:-1].astype(np.bool_), found[:, -1] > 0
    )


def proposals(made: Comparison, piece: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return what each version proposes for a place of disagreement: its number, and associations."""
    return tuple(
        (version, tuple(int(one) for one in held[piece] if one >= 0))
        for version, held in enumerate(made.pieces.held)
    )


def names_of(made: Comparison, groups: Sequence[int]) -> str:
    """Return what associations are called, in one text; for nobody that too."""
    return "・".join(made.matched.name(one) for one in groups) or NO_ONE


def owner_words(made: Comparison, one: Decision) -> str:
    """Return what the association is called that a place was given to."""
    group = Rows(made, 0).named(one.association) if one.association else None
    return made.matched.name(group) if group is not None else one.association or NO_ONE
