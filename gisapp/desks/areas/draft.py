"""Boundaries that are being changed: what tools show and move, until staff confirm it for the ledger.

A draft holds the areas of a day. Every edit gives another draft that knows the one before, so edits are taken
back one by one, and nothing of the project changes before :func:`confirmed`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from gisapp.desks.areas import arcedits, decisions, register
from gisapp.desks.areas.arcs import BESIDE
from gisapp.desks.areas.decisions import Decision, What
from gisapp.desks.areas.model import Association, area_set, associations, put
from gisapp.desks.areas.patches import EditRefused, Patch
from layers import records
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from gisapp.desks.areas.patches import Edited
    from gisapp.session import Session
    from layers.project import Project

SLIGHT = 0.2
"""Square metres: a corner that is rounded to the grid moves a long boundary by less."""
NAMED = 4
"""So many names of areas stand in a line of the log."""
DRAWN = "図上で編集"
"""What stands as the source of an area that was changed here."""
EARLIER = QT_TRANSLATE_NOOP(
    CONTEXT, "「{name}」のいまの区域は {day} からのものです。それより前の日からは変えられません。"
)
EARLIER_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "変わる日を {day} 以後にするか、上の「時点」でその日の区域を開いて直してください。"
)
LATER = QT_TRANSLATE_NOOP(
    CONTEXT, "「{name}」のこの区域は {day} に終わっています。その日からは変えられません。"
)
LATER_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "変わる日を {day} より前にするか、上の「時点」を「いま」にして直してください。"
)


@dataclass(frozen=True)
class Entry:
    """What staff say of a change.

    Attributes
    ----------
    day
        From when it holds, ISO 8601; empty where something wrong is put right, as if it had always been so.
    by, why
        Department and reason, as staff write them.
    when
        When it was entered, ISO 8601.
    """

    day: str
    by: str
    why: str
    when: str


@dataclass(frozen=True)
class Change:
    """What becomes of an association.

    Attributes
    ----------
    row
        In the draft.
    name
        Its name.
    before, after
        Square metres; None for an area that was not there, or is gone.
    slight
        Whether it only gets a corner of a neighbour on its boundary.
    """

    row: int
    name: str
    before: float | None
    after: float | None
    slight: bool = False


@dataclass(frozen=True, eq=False)
class Draft:
    """The areas of a day, as they would be.

    Attributes
    ----------
    crs
        Plane rectangular system of the shapes.
    bases
        (m,) the associations as the ledger has them, None for areas that are new.
    names
        (m,) what they are called.
    shapes
        (m,) the areas, metres; None for those without.
    kinds
        What corners snap to, of :data:`gisapp.desks.areas.snapping.KINDS`.
    follows
        Whether a drawn line follows roads and parcels between two clicks.
    before
        The draft before the last edit, None when there was none.
    """

    crs: str
    bases: tuple[Association | None, ...]
    names: tuple[str, ...]
    shapes: NDArray[np.object_]
    kinds: frozenset[str] = frozenset()
    follows: bool = False
    before: Draft | None = field(default=None, repr=False)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Tree of the areas."""
        return shapely.STRtree(self.shapes)

    @cached_property
    def first(self) -> NDArray[np.object_]:
        """The areas before any edit."""
        draft = self
        while draft.before is not None:
            draft = draft.before
        return draft.shapes

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What would change in the ledger."""
        found = []
        for row, (shape, name) in enumerate(zip(self.shapes, self.names, strict=True)):
            old = self.first[row] if row < len(self.first) else None
            if shape is old or (shape is None and old is None):
                continue
            if shape is not None and old is not None and shape.normalize().equals_exact(old.normalize(), 0.0):
                continue
            before, after = (None if one is None else float(one.area) for one in (old, shape))
            slight = old is not None and shape is not None and _apart(old, shape) < SLIGHT
            found.append(Change(row, name, before, after, slight))
        if all(one.slight for one in found):
            found = [replace(one, slight=False) for one in found]
        return tuple(found)

    def fresh_line(self, row: int) -> shapely.Geometry:
        """Return what of the boundary of an area was not there before any edit."""
        rim = shapely.boundary(self.shapes[row])
        old = self.first[row] if row < len(self.first) else None
        # A corner that is rounded to the grid moves an old line a little.
        return rim if old is None else shapely.difference(rim, shapely.buffer(shapely.boundary(old), BESIDE))

    def row_of(self, line: str) -> int | None:
        """Return the row of an association, None where it has none."""
        rows = (row for row, one in enumerate(self.bases) if one is not None and one.line == line)
        return next(rows, None)

    def at(self, place: ArrayLike) -> NDArray[np.intp]:
        """Return the rows of the areas at a place (2,)."""
        return np.asarray(self.tree.query(shapely.Point(place), predicate="within"), dtype=np.intp)

    def touching(self, place: ArrayLike, reach: float = BESIDE) -> NDArray[np.intp]:
        """Return the rows of areas within some metres of a place (2,)."""
        point = shapely.Point(np.asarray(place, dtype=np.float64))
        return np.sort(self.tree.query(point, predicate="dwithin", distance=reach))

    def around(self, rows: ArrayLike, *more: shapely.Geometry) -> NDArray[np.intp]:
        """Return the rows of all areas within the box of some, and of what else is drawn."""
        box = shapely.box(*shapely.total_bounds([*self.shapes[np.asarray(rows, dtype=np.intp)], *more]))
        return np.sort(self.tree.query(box))

    # ---------------------------------------------------------------- edits

    def moved(self, start: ArrayLike, end: ArrayLike) -> Draft:
        """Return it with a corner moved; see :func:`gisapp.desks.areas.arcedits.moved`."""
        rows = self.around(self.touching(start), shapely.Point(start), shapely.Point(end))
        return self._edited(rows, lambda patch: arcedits.moved(patch, start, end))

    def inserted(self, place: ArrayLike, reach: float = 1.0) -> Draft:
        """Return it with another corner; see :func:`gisapp.desks.areas.arcedits.inserted`."""
        rows = self.around(self.touching(place, reach), shapely.Point(place))
        return self._edited(rows, lambda patch: arcedits.inserted(patch, place, reach))

    def deleted(self, place: ArrayLike) -> Draft:
        """Return it without a corner; see :func:`gisapp.desks.areas.arcedits.deleted`."""
        rows = self.around(self.touching(place), shapely.Point(place))
        return self._edited(rows, lambda patch: arcedits.deleted(patch, place))

    def shifted(self, place: ArrayLike, way: ArrayLike, reach: float = 1.0) -> Draft:
        """Return it with a whole boundary moved; see :func:`gisapp.desks.areas.arcedits.shifted`."""
        target = np.asarray(place, dtype=np.float64) + np.asarray(way, dtype=np.float64)
        rows = self.around(self.touching(place, reach), shapely.Point(place), shapely.Point(target))
        return self._edited(rows, lambda patch: arcedits.shifted(patch, place, way, reach))

    def reshaped(self, line: ArrayLike, row: int | None = None) -> Draft:
        """Return it with a boundary drawn anew; see :func:`gisapp.desks.areas.arcedits.reshaped`."""
        drawn = shapely.LineString(line)
        rows = self.around(self.tree.query(drawn, predicate="intersects"), drawn)
        mine = None if row is None or row not in rows else int(np.searchsorted(rows, row))
        return self._edited(rows, lambda patch: arcedits.reshaped(patch, line, mine))

    def split(self, row: int, line: ArrayLike, name: str) -> Draft:
        """Return it with an area cut in two; see :func:`gisapp.desks.areas.arcedits.split`."""
        rows = self.around([row])
        mine = int(np.searchsorted(rows, row))
        return self._edited(rows, lambda patch: arcedits.split(patch, mine, line), name)

    def merged(self, chosen: Sequence[int]) -> Draft:
        """Return it with areas joined to the first one; see :func:`gisapp.desks.areas.arcedits.merged`."""
        rows = self.around(list(chosen))
        mine = np.searchsorted(rows, chosen).tolist()
        return self._edited(rows, lambda patch: arcedits.merged(patch, mine))

    def assigned(self, piece: shapely.Geometry, row: int, *, takes: bool = True) -> Draft:
        """Return it with land given to an area; see :func:`gisapp.desks.areas.arcedits.assigned`."""
        # An area far from its new piece has no common box with it: it comes by itself.
        rows = np.union1d(self.around([], piece), [row])
        mine = int(np.searchsorted(rows, row))
        return self._edited(rows, lambda patch: arcedits.assigned(patch, piece, mine, takes=takes))

    def founded(self, piece: shapely.Geometry, name: str, *, takes: bool = True) -> Draft:
        """Return it with another area; see :func:`gisapp.desks.areas.arcedits.founded`."""
        rows = self.around([], piece)
        return self._edited(rows, lambda patch: arcedits.founded(patch, piece, takes=takes), name)

    def released(self, piece: shapely.Geometry, row: int) -> Draft:
        """Return it with land that nobody has; see :func:`gisapp.desks.areas.arcedits.released`."""
        rows = np.union1d(self.around([], piece), [row])
        mine = int(np.searchsorted(rows, row))
        return self._edited(rows, lambda patch: arcedits.released(patch, piece, mine))

    def dismissed(self, row: int) -> Draft:
        """Return it without an area; its land belongs to nobody then."""
        shapes = self.shapes.copy()
        shapes[row] = None
        return replace(self, shapes=shapes, before=self)

    def _edited(self, rows: NDArray[np.intp], edit: Callable[[Patch], Edited], name: str = "") -> Draft:
        edited = edit(Patch(self.shapes[rows], [self.names[row] for row in rows.tolist()]))
        if not edited.changed and not edited.fresh:
            return self
        shapes = np.append(self.shapes, np.empty(len(edited.fresh), dtype=object))
        for place, shape in edited.changed.items():
            shapes[rows[place]] = shape
        for place, shape in enumerate(edited.fresh, len(self.shapes)):
            shapes[place] = shape
        more = len(edited.fresh)
        return replace(
            self,
            bases=(*self.bases, *(None,) * more),
            names=(*self.names, *(name,) * more),
            shapes=shapes,
            before=self,
        )


def begun(project: Project, day: str = "") -> Draft:
    """Return the areas of the ledger on a day (ISO 8601, empty for now), nothing of them changed."""
    found = associations(project, day)
    crs = project.crs or next((one.crs for one in found if one.crs), "")
    areas = area_set(found, "", crs)
    return Draft(crs, tuple(found), tuple(one.name for one in found), areas.shapes)


def confirmed(project: Project, draft: Draft, entry: Entry) -> Project:
    """Return the project with the changes of a draft in its ledger.

    With a day, associations that change end on it and begin anew, those that are gone end; without one, the
    records are corrected as they are. Areas that only get a corner of a neighbour are so in any case.

    Raises
    ------
    EditRefused
        When the day lies outside the time in which one of the areas holds.
    """
    changed, fresh, gone, slight = [], [], [], []
    for one in draft.changes:
        base, shape = draft.bases[one.row], draft.shapes[one.row]
        if base is None:
            if shape is not None:
                fresh.append(Association("", "", name=one.name, shape=shape, crs=draft.crs, source=DRAWN))
            continue
        if one.slight:
            slight.append(replace(base, shape=shape, crs=draft.crs))
            continue
        _holds(base, entry.day)
        if shape is None:
            gone.append(base)
        else:
            changed.append(replace(base, shape=shape, crs=draft.crs, source=DRAWN))
    project = put(decisions.put(project, _decision(draft, entry)), slight, entry.when)
    if entry.day:
        project = register.place(project, [*changed, *fresh], entry.day, entry.when)
        return register.finish(project, gone, entry.day, entry.when) if gone else project
    project = put(records.without(project, *(one.id for one in gone)), changed, entry.when)
    return register.place(project, fresh, "", entry.when)


def _decision(draft: Draft, entry: Entry) -> Decision:
    """Return the line of the log for what is confirmed."""
    changes = [one for one in draft.changes if not one.slight]
    names = [one.name for one in changes]
    subject = "、".join(names[:NAMED]) + (f"ほか{len(names) - NAMED}" if len(names) > NAMED else "")
    bases = [base for one in changes if (base := draft.bases[one.row]) is not None]
    shapes = [one for change in changes for one in (draft.shapes[change.row],) if one is not None]
    shapes = shapes or [draft.first[change.row] for change in changes]
    middle = shapely.point_on_surface(shapes[0])
    return Decision(
        f"edit:{entry.when}",
        What.EDITED,
        entry.by,
        entry.why,
        entry.when,
        subject,
        next((one.code or one.name for one in bases), subject),
        (float(middle.x), float(middle.y)),
        draft.crs,
    )


def _apart(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Return in how much land two shapes differ, square metres."""
    return float(shapely.make_valid(one).symmetric_difference(shapely.make_valid(other)).area)


def _holds(base: Association, day: str) -> None:
    if day and base.since and day < base.since:
        raise EditRefused(EARLIER, EARLIER_HINT, values={"name": base.name, "day": base.since})
    if day and base.until and day >= base.until:
        raise EditRefused(LATER, LATER_HINT, values={"name": base.name, "day": base.until})


_DRAFTS: WeakKeyDictionary[Session, Draft] = WeakKeyDictionary()


def of(session: Session) -> Draft | None:
    """Return the draft on which one works in a session, None for none; tools and cards share it."""
    return _DRAFTS.get(session)


def share(session: Session, draft: Draft | None) -> None:
    """Let the tools of a session work on a draft, None for no more."""
    if draft is None:
        _DRAFTS.pop(session, None)
    else:
        _DRAFTS[session] = draft
