"""Which plane rectangular system a table names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.tables import columnnames, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


def plane_crs(columns: Mapping[str, pa.Array], used: tuple[str, ...], said: str) -> str:
    """Return the plane rectangular system that names, title or a column of zones tell."""
    zone = columnnames.zone_of(" ".join((*used, said)))
    if not zone:
        for name, texts in columns.items():
            if columnnames.normal_name(name) in ("系", "系番号", "座標系", "平面直角座標系", "座標系番号"):
                values = numbers.normal(texts).drop_null().unique().to_pylist()
                if len(values) == 1:
                    zone = int(values[0]) if values[0].isdecimal() else columnnames.zone_of(values[0])
    if not 1 <= zone <= 19:
        return ""
    every = " ".join((*columns, said))
    if columnnames.is_tokyo(every):
        return f"EPSG:{30160 + zone}"
    return f"EPSG:{(2442 if 'jgd2000' in columnnames.normal_name(every) else 6668) + zone}"
