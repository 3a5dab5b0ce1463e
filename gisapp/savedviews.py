"""Views that staff gave a name: from where one looks, and which layers are shown.

They are records of the project, so undo, autosave and the journal hold them. To go to one changes how one
looks; which layers are shown can be undone like any other change of them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from layers import plaindata, records
from layers.plaindata import Reader
from layers.project import MOST_EXAGGERATION, Camera

if TYPE_CHECKING:
    from layers.project import Project
    from layers.records import Record

RECORD = "project/view"
FORMAT = 1
LONGEST = 80
"""Letters of a name."""
MOST = 200
"""Views of a project: they stand in a menu."""
MOST_LAYERS = 10_000


@dataclass(frozen=True)
class SavedView:
    """A view with a name.

    Attributes
    ----------
    id, name
        Unique in the project, and what staff call it.
    camera
        From where one looks.
    shown
        Ids of the layers that are seen; one that came later stays as it is.
    hidden
        Ids of those that are not.
    exaggeration
        By how much heights are drawn larger: the camera lives among what is drawn.
    changed
        When it was saved, ISO 8601.
    """

    id: str
    name: str
    camera: Camera
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    exaggeration: float = 1.0
    changed: str = ""


def views_of(project: Project) -> tuple[SavedView, ...]:
    """Return the views of a project in the order in which they were saved.

    Raises
    ------
    layers.errors.Damaged
        When one of them cannot be read.
    """
    return tuple(_view_of(one) for one in records.of_kind(project, RECORD))


def saved(project: Project, name: str, camera: Camera, changed: str) -> Project:
    """Return the project with the view of now under a name; one of that name is put in its place.

    Parameters
    ----------
    project
        Its layers are shown or hidden as they are.
    name
        What staff call it; the first :data:`LONGEST` letters count.
    camera
        From where one looks.
    changed
        When, ISO 8601.
    """
    name = name.strip()[:LONGEST]
    old = next((one.id for one in views_of(project) if one.name == name), None)
    content = {
        "format": FORMAT,
        "camera": {
            "position": list(camera.position),
            "focal": list(camera.focal),
            "up": list(camera.up),
            "field_of_view": camera.field_of_view,
        },
        "shown": [one.id for one in project.layers if one.visible],
        "hidden": [one.id for one in project.layers if not one.visible],
        "exaggeration": project.exaggeration,
    }
    fresh = old or f"view-{secrets.token_hex(6)}"
    return records.put(project, records.record(fresh, RECORD, name, content, changed))


def dropped(project: Project, id_: str) -> Project:
    """Return the project without a view."""
    return records.without(project, id_)


def applied(project: Project, view: SavedView) -> Project:
    """Return the project with the layers of a view shown and hidden, and its heights; the camera apart."""
    shown, hidden = frozenset(view.shown), frozenset(view.hidden)
    layers = tuple(
        replace(one, visible=one.id in shown)
        if one.id in shown | hidden and one.visible != (one.id in shown)
        else one
        for one in project.layers
    )
    return replace(project, layers=layers, exaggeration=view.exaggeration)


def _view_of(record: Record) -> SavedView:
    reader = Reader(record.content, record.id)
    if reader.integer("format") != FORMAT:
        plaindata.fail(reader.at("format"))
    one = reader.object("camera")
    camera = Camera(one.point("position"), one.point("focal"), one.point("up"), one.number("field_of_view"))
    exaggeration = reader.number("exaggeration", 1.0)
    if not 1.0 <= exaggeration <= MOST_EXAGGERATION or not 0.0 < camera.field_of_view < 180.0:
        plaindata.fail(record.id)
    shown, hidden = (reader.items(name, _id) for name in ("shown", "hidden"))
    if len(shown) + len(hidden) > MOST_LAYERS:
        plaindata.fail(reader.at("shown"))
    try:
        datetime.fromisoformat(record.changed or "2000-01-01")
    except ValueError:
        plaindata.fail(reader.at("changed"))
    return SavedView(record.id, record.name, camera, shown, hidden, exaggeration, record.changed)


def _id(value: object, place: str) -> str:
    if not isinstance(value, str):
        plaindata.fail(place)
    return value
