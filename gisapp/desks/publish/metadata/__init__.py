"""What catalogues and people are told of a data set: one description as DCAT, JMP 2.0, CKAN and a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gisapp.desks.publish.metadata.ckan import package
from gisapp.desks.publish.metadata.dataset import Told, describe
from gisapp.desks.publish.metadata.dcat import dataset
from gisapp.desks.publish.metadata.jmp20 import document
from gisapp.desks.publish.metadata.readme import text
from layers.atomicfile import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.desks.publish.model import Publication, Site

NAMES = ("metadata.json", "dcat.jsonld", "jmp20.xml", "ckan.json", "README.txt")
"""Files that are written."""


def write_metadata(
    publication: Publication,
    site: Site,
    files: Sequence[Path],
    folder: Path,
    told: Told | None = None,
) -> tuple[Path, ...]:
    """Write what is told of a data set beside its files.

    The same input gives the same bytes: dates are those that are given, never that of now.

    Parameters
    ----------
    publication
        The data set.
    site
        The map, and who publishes it.
    files
        The files of the data set, finished; a Shapefile with all that belongs to it.
    folder
        Where the metadata are written; addresses of the files are relative to it.
    told
        What is known beyond the publication.

    Returns
    -------
    paths
        In the order of :data:`NAMES`.

    Raises
    ------
    OSError
        When a file cannot be read or written.
    """
    one = describe(publication, site, files, folder, told or Told())
    contents = (
        _json(one.plain()),
        _json(dataset(one)),
        document(one),
        _json(package(one)),
        text(one),
    )
    paths = tuple(folder / name for name in NAMES)
    for path, content in zip(paths, contents, strict=True):
        write(path, content)
    return paths


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
