"""What a layer gives to be written: rows with footprints, and exact shapes tile by tile.

Formats know this protocol and no kind of layer; kinds of layers have one file each and know no format.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from gisapp import __version__
from layers.errors import NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Attribute, Layer
    from layers.drawables import Mesh
    from layers.feedback import Feedback

GEOMETRY = "geometry"
"""Name of the column of footprints."""
LABELS = ("name", "名称", "名前", "施設名", "自治会名")
"""Columns that call features by their names, where nobody chose another."""
NO_DATA = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は元のデータが見つからないため、書き出せません。")
NO_DATA_HINT = QT_TRANSLATE_NOOP(CONTEXT, "「データの場所を直す」で今ある場所を指定してください。")
NO_KIND = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は種類「{kind}」のため、書き出せません。")
NO_KIND_HINT = QT_TRANSLATE_NOOP(CONTEXT, "建物・地物・地形・画像・点群のレイヤを選んでください。")


class Part(StrEnum):
    """What a format may need of a layer."""

    ROWS = "rows"
    FOOTPRINTS = "footprints"
    SHAPES = "shapes"
    SPACE = "space"
    GRID = "grid"
    POINTS = "points"


@dataclass(frozen=True, eq=False)
class InSpace:
    """A point, a line or an area in space with words.

    Attributes
    ----------
    shape
        ``point``, ``line`` or ``area``.
    corners
        (n, 3) east, north, height in metres; an area is not closed.
    words
        What stands beside it.
    """

    shape: str
    corners: NDArray[np.float64]
    words: str


class Content(Protocol):
    """The features of a layer that pass its filter, in the order of their rows."""

    @property
    def layer(self) -> Layer:
        """The layer."""
        ...

    @property
    def offers(self) -> frozenset[Part]:
        """What can be had."""
        ...

    @property
    def crs(self) -> str:
        """Plane rectangular system of footprints and shapes, such as ``EPSG:6677``."""
        ...

    @property
    def geometry_type(self) -> str:
        """Kind of the footprints as OGC names it, ``Unknown`` when they are mixed."""
        ...

    @property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """West, south, bottom, east, north, top in metres."""
        ...

    @property
    def attributes(self) -> Sequence[Attribute]:
        """What the columns mean; a column of kind ``code`` has its codes in ``<name>_code``."""
        ...

    @property
    def schema(self) -> pa.Schema:
        """Columns of :meth:`tables`: plain types, lists, and :data:`GEOMETRY` as WKB."""
        ...

    @property
    def filled(self) -> frozenset[str]:
        """Columns that hold anything at all in the unfiltered data."""
        ...

    def __len__(self) -> int:
        """Return the number of features that are written."""
        ...

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows, some thousand at a time, with some columns or all of them."""
        ...

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns of all features that are written."""
        ...

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give the best shapes, one mesh for each tile; feature ids count the features that are written."""
        ...


class SpatialContent(Content, Protocol):
    """What offers :attr:`Part.SPACE`."""

    def in_space(self) -> Sequence[InSpace]:
        """Return each feature that has a shape in space with its words."""
        ...


CONTENTS: Registry[Any] = Registry(
    "gisapp.contents",
    {
        "associations": "gisapp.export.vectors:VectorContent",
        "buildings": "gisapp.export.buildings:BuildingContent",
        "entered": "gisapp.export.vectors:VectorContent",
        "measured": "gisapp.export.measured:MeasuredContent",
        "pointcloud": "gisapp.export.clouds:CloudContent",
        "raster": "gisapp.export.grids:PictureContent",
        "terrain": "gisapp.export.grids:TerrainContent",
        "vector": "gisapp.export.vectors:VectorContent",
    },
)
"""Kinds of layers: what makes their content."""


def content_of(layer: Layer, keep: NDArray[np.bool_] | None = None) -> Content:
    """Return what a layer gives to be written.

    Parameters
    ----------
    layer
        With its data opened.
    keep
        (n,) which of the features that pass its filter; None for all.

    Raises
    ------
    layers.errors.NotAllowed
        When it has no data, or its kind cannot be written.
    """
    values = {"layer": layer.name, "kind": layer.kind}
    if layer.data is None:
        raise NotAllowed(NO_DATA, NO_DATA_HINT, values=values)
    make = CONTENTS.get(layer.kind)
    if make is None:
        raise NotAllowed(NO_KIND, NO_KIND_HINT, values=values)
    content: Content = make(layer) if keep is None else make(layer, keep)
    return content


@dataclass(frozen=True)
class Provenance:
    """Where what is written comes from; formats that can carry it do."""

    name: str
    source: str
    source_modified: str
    source_sha256: str
    credit: str
    licence: str
    crs: str
    filtered: bool
    sources: tuple[str, ...] = ()
    written: str = field(default_factory=lambda: datetime.now().astimezone().isoformat(timespec="seconds"))
    program: str = f"gisapp {__version__}"


def is_public(content: Content) -> bool:
    """Whether it is what the public may see of a layer, and so may tell nothing of where it came from."""
    return getattr(content, "publication", None) is not None


def about(content: Content) -> dict[str, Any]:
    """Return what a file may tell of where it comes from.

    Of a public content only what was decided to be public, and nothing that changes from one writing to the
    next: the same data give the same bytes.
    """
    if not is_public(content):
        return asdict(provenance(content))
    source = content.layer.source
    told = {
        "name": content.layer.name,
        "credit": source.credit,
        "licence": source.licence,
        "date": source.date,
        "crs": content.crs,
    }
    return {name: value for name, value in told.items() if value}


def label_of(content: Content) -> str:
    """Return the column whose text stands beside a feature, empty for none."""
    told = getattr(getattr(content, "publication", None), "label", None)
    wanted = LABELS if told is None else (told,)
    texts = {field.name for field in content.schema if str(field.type) in ("string", "large_string")}
    return next((name for name in wanted if name in texts), "")


def provenance(content: Content) -> Provenance:
    """Return where the content comes from; of the path only the last part, for paths name people."""
    layer = content.layer
    return Provenance(
        name=layer.name,
        source=layer.source.path.name,
        source_modified=layer.source.modified,
        source_sha256=layer.source.digest,
        credit=layer.source.credit,
        licence=layer.source.licence,
        crs=content.crs,
        filtered=bool(layer.filter),
        sources=tuple(getattr(content, "sources", ())),
    )
