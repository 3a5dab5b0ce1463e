"""What a process is spared, and what it is not: packages that somebody asks for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests import realdata
from tests.importers.citygml import reading
from tests.importers.citygml.features import made

if TYPE_CHECKING:
    from pathlib import Path

IMPORT = """
import sys
from gisapp.cli.main import main
status = main(["import", sys.argv[1], "--project", sys.argv[2], "--quiet"])
heavy = [name for name in ("pandas", "scipy", "yaml") if name in sys.modules]
assert "pyarrow" in sys.modules and "numba" in sys.modules
import numpy as np, pandas as pd, pyarrow as pa, scipy.linalg, yaml
frame = pa.table({"a": [1, 2]}).to_pandas()
column = pa.array(pd.Series([1.0, np.nan]), from_pandas=True)
print(status, heavy, frame["a"].sum(), column.null_count, scipy.linalg.norm([3.0, 4.0]))
"""


def test_an_import_loads_neither_pandas_nor_linear_algebra_and_both_are_there_for_those_who_ask(
    tmp_path: Path,
) -> None:
    content = {made.path_of("tran"): made.document(made.road("<gml:name>橋通り</gml:name>", "a"))}
    source = reading.folder(tmp_path, content)
    result = subprocess.run(
        [sys.executable, "-c", IMPORT, str(source), str(tmp_path / "roads.gisproj")],
        cwd=realdata.ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert result.stdout.splitlines()[-1] == "0 [] 3 1 5.0"
