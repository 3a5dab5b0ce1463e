"""A table of a database is read, here and by geopandas; each in a process of its own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any


def read_table(file: str) -> dict[str, Any]:
    """Read a table of a database into memory, placed nowhere and stored nowhere."""
    import adbc_driver_postgresql.dbapi
    import pandas as pd
    import shapely

    from importers.postgis.address import read_address
    from importers.postgis.connection import connected
    from importers.postgis.reading import read_relation
    from importers.postgis.relations import contents
    from layers.feedback import Feedback

    del adbc_driver_postgresql, pd, shapely  # loading libraries is no part of reading, as beside
    started, feedback = time.perf_counter(), Feedback()
    with connected(read_address(Path(file)), feedback) as connection:
        there = contents(connection, feedback)
        (relation,) = there.relations
        (found,) = read_relation(connection, relation, there.postgis, "a", "", feedback)
    return {"seconds": time.perf_counter() - started, "rows": len(found.geometry)}


def read_table_geopandas(file: str) -> dict[str, Any]:
    """Read the same table with geopandas."""
    import os

    import geopandas as gpd
    from sqlalchemy import URL, create_engine  # type: ignore[import-not-found,unused-ignore]

    from importers.postgis.address import read_address

    address = read_address(Path(file))
    password = Path(os.environ["PGPASSFILE"]).read_text().strip().rsplit(":", 1)[1]
    url = URL.create(
        "postgresql+psycopg2", address.user, password, address.host, address.port, address.database
    )
    started = time.perf_counter()
    frame = gpd.read_postgis('SELECT * FROM "筆"', create_engine(url), geom_col="geom")
    return {"seconds": time.perf_counter() - started, "rows": len(frame)}


DATABASE_TASKS = {task.__name__: task for task in (read_table, read_table_geopandas)}
