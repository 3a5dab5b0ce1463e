"""How layers that are no buildings stand to their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.cli.sources import Standing
from importers.companions import unchanged

if TYPE_CHECKING:
    from layers.base import Layer


def standing(layer: Layer) -> Standing:
    """Compare the size and time of a source with those of when it was read."""
    path = layer.source.path
    found = _stored(layer)
    if not path.exists():
        return Standing(found is not None, None, *(found or ()))
    same = unchanged(path, layer.source.modified, layer.source.size)
    return Standing(found is not None, same, *(found or ()))


def _stored(layer: Layer) -> tuple[str, int] | None:
    """Return when a layer was read and how many features it has, None when nothing is stored."""
    from gisapp.reading import read_again
    from layers.errors import GisError
    from layers.feedback import Feedback

    try:
        opened = read_again(layer, Feedback(), [])
    except GisError:
        return None
    store = getattr(opened.data, "store", None)
    if store is None:  # a picture is read from its own file, and has no features
        return "", 0
    return str(store.manifest.get("made", "")), int(store.manifest.get("count", 0))
