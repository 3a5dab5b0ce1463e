"""What every layer is, and how the view asks it for things to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from styles.style import Fixed, Style

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layers.computed import Computed
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.messages import Message
    from layers.moments import Times
    from layers.period import Period
    from layers.timecolumn import TimeColumns


@dataclass(frozen=True)
class Source:
    """Where a layer comes from.

    Attributes
    ----------
    path
        The file or folder the user gave, absolute.
    importer
        Row of the importer table that read it.
    options
        Options of that importer, plain values.
    modified, size, digest
        ISO 8601 time, bytes, and SHA-256 (empty when not computed) of the source when it was read.
    licence, credit, date
        As the user or the dataset states them; `date` is what the data tell of (時点).
    receipt
        What a project file kept of how it was read (see ``layers.receipts``), plain values.
    """

    path: Path
    importer: str
    options: Mapping[str, Any] = field(default_factory=dict)
    modified: str = ""
    size: int = 0
    digest: str = ""
    licence: str = ""
    credit: str = ""
    date: str = ""
    receipt: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, eq=False)
class View:
    """What the camera sees, in metres of the project's plane rectangular system.

    Attributes
    ----------
    position, focal, up
        (3,) float64: the eye, the point looked at, the upward direction.
    field_of_view
        Vertical angle in degrees.
    size
        Width and height of the picture in pixels.
    budget
        Triangles that may be drawn now, set by the governor.
    moving
        True while the user moves the camera.
    stretch, datum
        By how much heights above `datum` metres are drawn larger; `position` and `focal` are among what is
        drawn.
    """

    position: NDArray[np.float64]
    focal: NDArray[np.float64]
    up: NDArray[np.float64]
    field_of_view: float
    size: tuple[int, int]
    budget: int
    moving: bool = False
    stretch: float = 1.0
    datum: float = 0.0


@dataclass(frozen=True)
class Part:
    """A piece of a layer at one level of detail.

    Attributes
    ----------
    layer
        Id of the layer.
    key
        Names the piece and level; equal keys hold equal content.
    priority
        Load order, the smallest first.
    triangles
        Cost when drawn.
    fallback
        Keys of parts that stand in until this one is loaded (they are drawn meanwhile if loaded): other
        levels of the same piece, then coarser pieces, the nearest first, or several finer ones of one level.
    under
        A coarser piece that may be drawn together with finer ones; it is loaded first where nothing can
        stand in. None where that would look wrong.
    spacing
        Metres between its points, where it has points that look like a surface.
    finer
        Parts that fill the gaps between its points, once they are drawn.
    """

    layer: str
    key: tuple[str, int]
    priority: float
    triangles: int
    fallback: tuple[tuple[str, int], ...] = ()
    under: tuple[str, int] | None = None
    spacing: float = 0.0
    finer: tuple[tuple[str, int], ...] = ()

    def dressed(self, look: str, before: tuple[str, ...] = ()) -> Part:
        """Return the part in a look, whose name ends its key; the same part in former looks stands in."""
        name, level = self.key
        fallback = [(f"{one}{look}", other) for one, other in self.fallback]
        for former in before:
            fallback.append((f"{name}{former}", level))
            fallback.extend((f"{one}{former}", other) for one, other in self.fallback)
        return replace(self, key=(f"{name}{look}", level), fallback=tuple(fallback))


@dataclass(frozen=True)
class Attribute:
    """One attribute of a layer's table.

    Attributes
    ----------
    name
        Column name.
    label
        Japanese name, marked for translation.
    unit
        Unit symbol or empty.
    kind
        ``text``, ``code`` (a text with few different values), ``number``, ``integer``, ``year``, ``date``
        or ``list``.
    group
        Japanese heading under which panels show it.
    """

    name: str
    label: str
    unit: str = ""
    kind: str = "text"
    group: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of the answer to a click: what, how much, and where it is written.

    `value` is already formatted; `code` is the raw code, `missing` means 「未確認」.
    """

    label: str
    value: str
    unit: str = ""
    code: str = ""
    missing: bool = False
    note: str = ""


@dataclass(frozen=True)
class Card:
    """A heading with its facts."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Description:
    """The answer to a click on a feature.

    Attributes
    ----------
    feature
        Row number.
    title, subtitle
        What the person should read first.
    cards
        Groups of facts.
    provenance
        Source file, date, version: facts about the facts.
    figure
        The one fact that is shown large, or None for the first fact with a unit.
    """

    feature: int
    title: str
    subtitle: str
    cards: tuple[Card, ...]
    provenance: tuple[Fact, ...]
    figure: Fact | None = None


@dataclass(frozen=True)
class Remark:
    """A short line below a layer in the list of layers: what should be known of how it is shown.

    Attributes
    ----------
    text
        The line; a few words.
    hint
        A whole sentence: what it means and what can be done.
    icon
        What the icon means.
    """

    text: Message
    hint: Message
    icon: str = "info"


class Table(Protocol):
    """Columns of a layer, loaded when asked for; row number = feature id."""

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The columns, in the order in which they are shown."""
        ...

    def __len__(self) -> int:
        """Return the number of features."""
        ...

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric column (n,) float64 with NaN where the datum is missing."""
        ...

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column (n,) as text for reading; missing values are empty."""
        ...

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return (n,) indices into the list of different values (codes, not labels); -1 where missing."""
        ...

    def labels(self, name: str) -> Mapping[str, str]:
        """Return what the values of `categories` mean in Japanese; empty for a column without codes."""
        ...


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer of the project. Heavy data hang off `data`, read-only and shared between projects.

    Attributes
    ----------
    id
        Unique within the project and stable over saving.
    name
        Shown to the user.
    crs
        Authority code of the data's own system such as ``EPSG:6697``.
    group
        Name of the group it stands in, empty for none.
    filter
        Conditions of the table filter (see ``layers.filters``), empty for all features.
    columns
        Calculated columns (see ``layers.computed``).
    data
        Handle of the opened data, or None when the source is missing.
    others
        The other layers that filter and calculated columns look at, by id, as ``layers.settling`` keeps them.
    during
        The project's time of now, on layers that have time; the project sets it (see ``layers.timeline``).
        It counts like one more condition of the filter.
    """

    kind: ClassVar[str] = ""
    numbered: ClassVar[bool] = True
    """Whether what is drawn carries the numbers of its features: it is tinted where one is chosen."""
    in_project: ClassVar[bool] = False
    """Whether the features are records of the project itself: there is no source to be opened."""
    ends: ClassVar[bool] = False
    """Whether only the features of today are seen while no time is chosen."""

    id: str
    name: str
    crs: str
    source: Source
    visible: bool = True
    opacity: float = 1.0
    style: Style = field(default_factory=Fixed)
    group: str = ""
    filter: tuple[Any, ...] = ()
    columns: tuple[Computed, ...] = ()
    data: Any = None
    others: Mapping[str, Layer] = field(default_factory=dict, repr=False)
    during: Period | None = None

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top in metres of the project's system."""
        raise NotImplementedError

    def parts(self, view: View) -> list[Part]:
        """Return what the view wants now; runs on the main thread and takes less than 1 ms."""
        raise NotImplementedError

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Make the drawables of a part; runs in a worker thread."""
        raise NotImplementedError

    def describe(self, feature: int) -> Description:
        """Return what is known of a feature."""
        raise NotImplementedError

    def table(self) -> Table:
        """Return the attribute table."""
        raise NotImplementedError

    def colouring(self) -> Table:
        """Return the values by which a style may colour the layer: the table, unless it is no features."""
        return self.table()

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first feature that a ray meets (exact geometry), or None."""
        raise NotImplementedError

    def time_columns(self) -> TimeColumns | None:
        """Return the columns that tell when the features are, at once; None for a layer without time."""
        return None

    def times(self) -> Times | None:
        """Return when each feature is; reads columns the first time. None for a layer without time."""
        return None

    def places(self) -> NDArray[np.int32] | None:
        """Return for each feature the shape (n,) that it shares with others, None when all have their own.

        What is drawn then carries numbers of shapes instead of features (see ``layers.standing``).
        """
        return None

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return the exact shapes of some features, for highlighting and zooming to them."""
        raise NotImplementedError

    def footprints(self) -> NDArray[np.object_] | None:
        """Return the shape of each feature on the ground, (n,) shapely geometries or None for those without.

        Metres of the project's system; None where the layer has no features with shapes.
        """
        return None

    def remarks(self) -> tuple[Remark, ...]:
        """Return what should be known of how the layer is shown now; costs nothing."""
        return ()

    def centroids(self) -> NDArray[np.float64] | None:
        """Return a point (n, 3) in each feature, in metres of the project's system, to select by rectangle.

        None where features cannot be chosen so.
        """
        return None


@dataclass(frozen=True)
class Hit:
    """Where a ray met a feature: distance along the ray in metres and the point met."""

    layer: str
    feature: int
    distance: float
    point: tuple[float, float, float]
