"""A layer of a kind that this program does not know: its row stays, so that saving loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from layers.base import Attribute, Description, Hit, Layer, Part, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.feedback import Feedback


class NoTable:
    """A table without columns and rows."""

    @property
    def attributes(self) -> Sequence[Attribute]:
        """No columns."""
        return ()

    def __len__(self) -> int:
        """Return 0."""
        return 0

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Raise, for there is no column."""
        raise KeyError(name)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Raise, for there is no column."""
        raise KeyError(name)

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Raise, for there is no column."""
        raise KeyError(name)

    def labels(self, name: str) -> Mapping[str, str]:
        """Raise, for there is no column."""
        raise KeyError(name)


@dataclass(frozen=True, eq=False)
class UnknownLayer(Layer):
    """Keeps what the project file says of a layer whose kind is not there.

    Attributes
    ----------
    original_kind
        The kind as it stands in the file.
    settings
        The kind's own settings, untouched.
    """

    kind: ClassVar[str] = "unknown"

    original_kind: str = ""
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def extent(self) -> None:
        """Return None: nobody knows where it lies."""
        return

    def parts(self, view: View) -> list[Part]:
        """Return nothing to draw."""
        return []

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Return nothing to draw."""
        return []

    def describe(self, feature: int) -> Description:
        """Raise, for there are no features."""
        raise IndexError(feature)

    def table(self) -> NoTable:
        """Return a table without columns and rows."""
        return NoTable()

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return None: no ray meets it."""
        return None

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return nothing to draw."""
        return []
