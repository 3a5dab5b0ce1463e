"""What a database holds, told without reading it in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gisapp.cli.sources import Look, Standing

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer
    from layers.feedback import Feedback, Finding


class PostGisSource:
    """Databases that the PostGIS importer reads."""

    def look(self, path: Path, feedback: Feedback) -> Look:
        """Count the rows of all that an import would read, and keep nothing.

        Raises
        ------
        layers.errors.ImportFailed
            When the database is not allowed, does not answer, or has nothing to read.
        """
        from importers.postgis.address import read_address
        from importers.postgis.connection import connected
        from importers.postgis.importer import wanted
        from importers.postgis.relations import contents
        from importers.postgis.shapes import declared, systems_of

        findings: list[Finding] = []
        address = read_address(path)
        with connected(address, feedback) as connection:
            there = contents(connection, feedback)
            found = wanted(address, there, findings)
            rows: dict[str, int] = {}
            for number, relation in enumerate(found):
                feedback.step(number, len(found))
                sql = f"SELECT pg_catalog.count(*) AS rows FROM {relation.quoted}"  # noqa: S608 - quoted names
                (counted,) = connection.query(sql, feedback, relation.full)
                rows[relation.full] = int(counted["rows"])
            numbers = Counter(declared(column) for relation in found for column in relation.shapes)
            systems = systems_of(connection, there.postgis, numbers, feedback)
        facts: dict[str, Any] = {
            "files": 1,
            "bytes": sum(relation.size for relation in found),
            "features": rows,
            "buildings": 0,
            "left_out_buildings": 0,
            "left_out": {},
            "lods": {},
            "citygml_versions": [],
            "iur_versions": [],
            "srs": {systems[number]: count for number, count in numbers.items() if number in systems},
            "crs": "",
            "extent": None,
            "attributes": {},
            "textures": {"images": 0, "missing": 0},
            "by_file": [],
        }
        return Look(facts, tuple(findings))

    def standing(self, layer: Layer) -> Standing:
        """Say what was read; how the database stands to it is not asked."""
        from gisapp.cli import anysource

        return anysource.standing(layer)
