"""What a map tool is: it gets plain events, and changes the camera or the session."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.session import Session
    from layers.base import Hit
    from layers.drawables import Drawable
    from layers.messages import Message
    from layers.project import Camera, Project


class Button(StrEnum):
    """A button of the mouse."""

    NONE = ""
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True)
class PointerEvent:
    """Something the mouse did.

    Attributes
    ----------
    x, y
        Pixels of the view from its top left corner.
    button
        The button that went down or up; while moving, the one that is held.
    clicks
        2 for the second press of a double click.
    steps
        Turns of the wheel, forward positive; a notch is 1.
    shift, control, alt
        Keys held.
    """

    x: float
    y: float
    button: Button = Button.NONE
    clicks: int = 1
    steps: float = 0.0
    shift: bool = False
    control: bool = False
    alt: bool = False


@dataclass(frozen=True)
class KeyEvent:
    """A key that went down: its name as Qt writes it (``Up``, ``PgDown``, ``Esc``, ``H``) and keys held."""

    key: str
    shift: bool = False
    control: bool = False
    alt: bool = False


@dataclass(frozen=True, eq=False)
class Clicked:
    """A click on the map.

    Attributes
    ----------
    place
        (3,) metres, what was met; None for the sky.
    hit
        The feature that was met.
    more
        Whether Shift was held: it is meant in addition to what was clicked before.
    """

    place: NDArray[np.float64] | None
    hit: Hit | None
    more: bool


@dataclass(frozen=True, eq=False)
class Drawn:
    """A line that was drawn with a tool.

    Attributes
    ----------
    tool
        Id of the tool.
    places
        (n, 3) its corners: east, north and height in metres; (n, 2) where nobody needs the height.
    """

    tool: str
    places: NDArray[np.float64]

    @property
    def points(self) -> NDArray[np.float64]:
        """(n, 2) its corners on the map: east and north."""
        return self.places[:, :2]


class MapView(Protocol):
    """What a tool may do with the view."""

    @property
    def view_size(self) -> tuple[float, float]:
        """Width and height in pixels, as the events count them."""
        ...

    @property
    def camera(self) -> Camera:
        """Where one looks from."""
        ...

    @property
    def project(self) -> Project:
        """What is shown."""
        ...

    def look(self, camera: Camera, *, fly: bool = False) -> None:
        """Look from another place; `fly` goes there smoothly where the user likes that."""
        ...

    def surface(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the true place at a pixel (3,), metres; on the plain around the data too; None for sky."""
        ...

    def pick(self, x: float, y: float) -> Hit | None:
        """Return the nearest feature at a pixel."""
        ...

    def inside(self, layer_id: str, rectangle: tuple[float, float, float, float]) -> NDArray[np.uint32]:
        """Return the features of a layer whose centre lies in left, top, right, bottom (pixels)."""
        ...

    def refresh(self) -> None:
        """Paint again what the tool shows over the picture."""
        ...

    def tell(self, news: Clicked | Drawn) -> None:
        """Tell the window of a click, or of what was drawn."""
        ...


@dataclass(frozen=True, eq=False)
class Mark:
    """A line or corners that a tool shows over the picture, wherever one looks from.

    Attributes
    ----------
    places
        (n, 3) true places, metres.
    look
        ``line``, ``area`` (a closed line, filled), ``corners``, ``target`` (a ring around each place).
    alert
        Whether it shows what cannot be.
    """

    places: NDArray[np.float64]
    look: str = "line"
    alert: bool = False


@dataclass
class Tool:
    """A map tool; the methods say whether the event was used, so that others need not look at it.

    Attributes
    ----------
    view
        The view that it works in.
    """

    view: MapView
    rectangle: tuple[float, float, float, float] | None = field(default=None, init=False)
    """A rectangle to paint, pixels: left, top, right, bottom."""
    ring: list[tuple[float, float]] = field(default_factory=list, init=False)
    """A closed line to paint, pixels."""
    marks: list[Mark] = field(default_factory=list, init=False)
    """Lines and corners to paint where they are in the city."""
    note: tuple[float, float, str | Message] | None = field(default=None, init=False)
    """Words to write, and where: pixels."""

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Take a button that went down."""
        return False

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Take a movement of the mouse."""
        return False

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Take a button that went up."""
        return False

    def wheel(self, event: PointerEvent, session: Session) -> bool:
        """Take a turn of the wheel."""
        return False

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Take a key that went down."""
        return False

    def cancel(self, session: Session) -> None:
        """Forget what was begun."""
        self.rectangle = None

    def overlay(self) -> list[Drawable]:
        """Return what the tool shows in the scene, metres of the project's system."""
        return []


TOOLS: dict[str, str] = {
    "select": "gisapp.tools.select:Select",
    "navigate": "gisapp.tools.navigate:Navigate",
    "select-lasso": "gisapp.tools.draw:Lasso",
    "select-polygon": "gisapp.tools.draw:Polygon",
    "select-circle": "gisapp.tools.draw:Circle",
    "lot-draw": "gisapp.tools.lot:DrawLot",
    "lot-cut": "gisapp.tools.lot:CutLot",
    "area-draw": "gisapp.tools.area:DrawArea",
    "line-draw": "gisapp.tools.area:DrawLine",
    "areas-corners": "gisapp.tools.areaedit:EditCorners",
    "areas-line": "gisapp.tools.areaedit:DrawAreaLine",
    "areas-outline": "gisapp.tools.areaedit:DrawAreaOutline",
    "areas-control-point": "gisapp.tools.scanpoint:PointAt",
    **{
        f"measure-{kind}": f"gisapp.tools.measure:{kind}"
        for kind in ("point", "distance", "path", "area", "angle", "slope", "radius", "plane", "cylinder")
    },
    "clip-box": "gisapp.tools.measure:box",
    "clip-band": "gisapp.tools.measure:band",
    "section-line": "gisapp.tools.measure:line",
    "section-axis": "gisapp.tools.measure:axis",
}
"""Modules and classes of the tools by their ids; a tool is imported when it is first used."""


def make(tool: str, view: MapView) -> Tool:
    """Return a new tool.

    Raises
    ------
    KeyError
        When there is no tool of that id.
    """
    module, name = TOOLS[tool].split(":")
    return cast("type[Tool]", getattr(import_module(module), name))(view)
