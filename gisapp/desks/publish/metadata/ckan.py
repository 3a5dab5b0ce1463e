"""A data set as CKAN's ``package_create`` takes it, with the resources that belong to it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gisapp.desks.publish.metadata.dataset import Dataset

_TAG = re.compile(r"[^\w\-. ]+")


def package(one: Dataset) -> dict[str, Any]:
    """Return the arguments of ``package_create``.

    A resource has the file to upload under ``upload``, relative to this file; whoever sends it takes that
    out, as CKAN wants the file itself there.
    """
    extras = {
        "date": one.date,
        "frequency": one.cycle_words,
        "credit": one.credit,
        "standard": one.standard,
        "department": one.department,
        "crs": one.told.crs,
        "features": "" if one.told.features is None else str(one.told.features),
        "spatial": _spatial(one),
        "issued": one.told.issued,
        "modified": one.modified,
    }
    return {
        "name": one.id,
        "title": one.title,
        "notes": one.description,
        "author": one.publisher,
        "maintainer": one.department or one.publisher,
        "license_id": one.licence_ckan,
        "url": one.address,
        "private": True,  # who looks after the catalogue opens it
        "tags": [{"name": tag} for tag in _tags(one)],
        "extras": [{"key": key, "value": value} for key, value in extras.items() if value],
        "resources": [
            {
                "name": file.words or file.name,
                "description": file.name.rpartition("/")[2],
                "url": file.address,
                "upload": file.name,
                "format": file.format,
                "mimetype": file.media,
                "size": file.size,
                "hash": f"sha256:{file.sha256}",
            }
            for file in one.files
        ],
    }


def _tags(one: Dataset) -> list[str]:
    words = (_TAG.sub(" ", word).strip() for word in (one.title, one.standard, one.publisher))
    return [word[:100] for word in dict.fromkeys(words) if len(word) >= 2]


def _spatial(one: Dataset) -> str:
    if one.told.extent is None:
        return ""
    west, south, east, north = one.told.extent
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})
