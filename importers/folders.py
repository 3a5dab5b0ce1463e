"""Where what is read of a source is kept: a light module, for whoever only wants to look."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_NOT_CHOICES = frozenset({"stores", "again", "place", "scheduler"})


def store_folder(path: Path, importer: str, options: Any) -> Path:
    """Return where the features of a source are kept: by its place and all that changes how it is read."""
    from importers.citygml.importer import CityGmlOptions
    from importers.citygml.importer import store_folder as city_folder

    stores = getattr(options, "stores", None)
    base = city_folder(path, CityGmlOptions(stores=stores))
    choices = json.dumps({"importer": importer, **choices_of(options)}, sort_keys=True, default=str)
    return base.with_name(f"{base.name}.{hashlib.sha256(choices.encode()).hexdigest()[:8]}")


def choices_of(options: Any) -> dict[str, Any]:
    """Return the options that the user chose, as plain values."""
    return {
        field.name: getattr(options, field.name)
        for field in fields(options)
        if field.name not in _NOT_CHOICES and getattr(options, field.name)
    }


def place_mark(path: Path) -> str:
    """Return what stands in the ids of layers for the place of their source: ten hexadecimal digits."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]
