"""What staff entered at a desk lives in the project file and comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from gisapp.session import differences
from layers import projectfile, records
from layers.errors import Damaged
from layers.project import Project
from layers.projectdocument import from_document, to_document

LOT = records.record(
    "lot-1", "planning/lot", "元船町 2-3", {"幅員": [4.0, 5.5], "メモ": "現地で測った"}, "2026-11-30"
)


def test_a_record_is_put_found_replaced_and_taken_away() -> None:
    first = records.put(Project(), LOT)
    other = records.put(first, records.record("sheet-1", "planning/sheet", "控え", {}))
    newer = records.put(other, records.record("lot-1", "planning/lot", "元船町 2-4", {}))
    assert [one.name for one in newer.records] == ["元船町 2-4", "控え"]
    assert records.of_kind(newer, "planning/sheet") == (newer.records[1],)
    assert records.find(records.without(newer, "lot-1"), "lot-1") is None
    assert differences(Project(), first) == {"records"}


def test_records_are_saved_and_read_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    projectfile.save(records.put(Project(name="町"), LOT), path)
    (found,) = projectfile.read(path).project.records
    assert found == LOT
    assert found.content == {"幅員": [4.0, 5.5], "メモ": "現地で測った"}
    assert "records" not in to_document(Project(), None)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        [{"id": "", "kind": "k", "name": "n", "content": {}}],
        [{"id": "a", "kind": "k", "name": "n", "content": []}],
        [{"id": "a", "kind": "k", "name": "n", "content": {}}] * 2,
    ],
)
def test_records_that_cannot_be_are_refused(broken: object) -> None:
    document = {**to_document(Project(), None), "records": broken}
    with pytest.raises(Damaged, match="records"):
        from_document(document, Path())
