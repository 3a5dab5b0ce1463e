"""The officers' file: who may read it, what it keeps, and what it forgets."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from gisapp.desks.areas.officerlists import lists_in, officers_in
from gisapp.desks.areas.officers import (
    ENTERED,
    ERASED,
    OPENED,
    SUFFIX,
    Officer,
    Officers,
    file_beside,
)
from gisapp.reading import read_data
from layers.errors import Damaged, NotAllowed, NotRecognised
from layers.feedback import Feedback
from tests.gisapp.desks.areas.town import LEDGER
from tests.gisapp.desks.hazard.made import layer
from tests.realdata import ROOT

WHO = Officer("o1", "line1", "会長", "架空 太郎兵衛", phone="099-555-0199")
WHEN = "2026-11-21T09:00:00+09:00"


def test_versions_are_kept_and_erased_for_good(tmp_path: Path) -> None:
    path = file_beside(tmp_path / "町.gisproj")
    assert path.name == f"町{SUFFIX}"
    with Officers(path, "自治振興課", WHEN, "名簿の更新") as file:
        file.enter([WHO, Officer("o2", "line2", "会計", "別の人")], WHEN)
        file.enter([replace(WHO, phone="099-555-0100")], "2026-11-22T09:00:00+09:00")
        (now,) = file.officers("line1")
        assert (now.phone, now.department) == ("099-555-0100", "自治振興課")
        assert [one.phone for one in file.versions("o1")] == ["099-555-0199", "099-555-0100"]
        assert len(file.officers()) == 2
    with pytest.raises(NotRecognised):
        read_data(path, Feedback())  # nobody can open it as a layer
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
    with Officers(path, "総務課", WHEN) as file:
        assert file.erase("o1", WHEN, "本人の申し出") == 2
        assert file.officers("line1") == ()
        deeds = [(one.department, one.deed, one.line) for one in file.log()]
    assert deeds[0] == ("総務課", ERASED, "line1")
    assert [deed for _, deed, _ in deeds] == [ERASED, OPENED, ENTERED, ENTERED, ENTERED, OPENED]
    content = path.read_bytes()
    assert "太郎兵衛".encode() not in content
    assert b"555-0199" not in content
    assert [one.name for one in tmp_path.iterdir()] == [path.name]  # no second file with people in it
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_entered_survives_the_end_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "町.officers.sqlite"
    program = (
        "import os, sys; from pathlib import Path; "
        "from gisapp.desks.areas.officers import Officer, Officers; "
        f"file = Officers(Path(sys.argv[1]), '課', '{WHEN}'); "
        f"file.enter([Officer('o1', 'line1', name='架空')], '{WHEN}'); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, check=False)
    assert done.returncode == 9
    with Officers(path, "課", WHEN) as file:
        assert [one.name for one in file.officers()] == ["架空"]
        assert file._base.execute("PRAGMA synchronous").fetchone() == (2,)
        assert file._base.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_list_of_a_department_is_taken_over(tmp_path: Path) -> None:
    heads = ("番号", "自治会名", "会長氏名", "電話番号", "住所")
    rows = (
        ("J001", "東坂町", "架空 太郎兵衛", "099-555-0199", "港市"),
        ("", "帆柱町自治会", "架空 花", "", ""),
        ("J099", "火星町会", "架空 火星", "", ""),
    )
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    listed = layer(tmp_path, "名簿.geojson", *((shapely.Point(0, 0), one) for one in told))
    assert lists_in((listed,)) == (listed,)
    found = officers_in(listed.table(), LEDGER, ())
    assert [(one.line, one.name, one.phone) for one in found.officers] == [
        ("line1", "架空 太郎兵衛", "099-555-0199"),
        ("line2", "架空 花", ""),
    ]
    assert found.lost == 1
    assert officers_in(listed.table(), LEDGER, found.officers).officers == ()  # nothing has changed


def test_only_a_department_opens_it_and_only_such_a_file(tmp_path: Path) -> None:
    path = tmp_path / "町.officers.sqlite"
    with pytest.raises(NotAllowed, match="部署"):
        Officers(path, "  ", WHEN)
    assert not path.exists()
    with pytest.raises(NotAllowed, match="保存"):
        file_beside(None)
    path.write_bytes(b"no database" * 100)
    with pytest.raises(Damaged):
        Officers(path, "課", WHEN)
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE entries (number INTEGER)")
    other.close()
    with pytest.raises(Damaged, match="ではないか"):
        Officers(path, "課", WHEN)
    path.unlink()
    with Officers(path, "課", WHEN) as file, pytest.raises(NotAllowed, match="文字まで"):
        file.enter([replace(WHO, name="あ" * 500)], WHEN)
