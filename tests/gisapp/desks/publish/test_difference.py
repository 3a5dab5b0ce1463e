"""What changed since the last publication, and what a citizen would see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from gisapp.desks.publish.difference import SHAPE, Fingerprints, difference, fingerprints
from gisapp.desks.publish.model import Generalisation, Publication, PublicField
from gisapp.desks.publish.projection import public_content
from gisapp.desks.publish.review import SHOWN, review
from layers.errors import DamagedFile, NotAllowed, SourceMissing
from layers.feedback import Cancelled, Feedback
from tests.gisapp.desks.publish.test_gate import COLUMNS, SAID, project_of, squares

if TYPE_CHECKING:
    from pathlib import Path

    from layers.project import Project


def of(project: Project, said: Publication = SAID, key: str | None = None) -> Fingerprints:
    content = public_content(project, project.layers[0], said, Feedback())
    return fingerprints(content, Feedback(), key)


def changed(**values: list[Any]) -> dict[str, list[Any]]:
    return COLUMNS | values


def test_what_was_added_removed_and_changed(tmp_path: Path) -> None:
    before = of(project_of(tmp_path / "a", COLUMNS))
    assert before.key == "自治会"
    assert not difference(before, before)
    rows = [3, 0, 2]  # another order, one less, one more, one changed
    columns = {name: [*(values[row] for row in rows), values[0]] for name, values in COLUMNS.items()}
    columns["自治会名"][3] = "五丁目自治会"
    columns["世帯数"][2] = 45.0
    shapes = [squares(4)[row] for row in rows] + squares(6)[5:]
    now = of(project_of(tmp_path / "b", columns, shapes))
    found = difference(before, now)
    assert (found.added.tolist(), found.removed.tolist(), found.changed.tolist()) == ([3], [1], [2])
    assert found.counts == {"added": 1, "removed": 1, "changed": 1, "same": 2}
    assert found.share == 0.5


def test_only_what_the_public_sees_counts(tmp_path: Path) -> None:
    before = of(project_of(tmp_path / "a", COLUMNS))
    same = of(project_of(tmp_path / "b", changed(備考=["別"] * 4)))
    assert not difference(before, same)
    moved = of(project_of(tmp_path / "c", COLUMNS, [*squares(4)[:3], *squares(7)[6:]]))
    assert difference(before, moved).changed.tolist() == [3]
    blanked = of(project_of(tmp_path / "d", changed(世帯数=[4.0, *COLUMNS["世帯数"][1:]])))
    assert not difference(before, blanked)  # 3 and 4 households are both left blank
    hidden = of(project_of(tmp_path / "e", changed(世帯数=[None, *COLUMNS["世帯数"][1:]])))
    assert not difference(before, hidden)


def test_names_of_fields_count_and_their_order_does_not(tmp_path: Path) -> None:
    project = project_of(tmp_path, COLUMNS)
    before = of(project)
    turned = replace(SAID, fields=SAID.fields[::-1])
    assert not difference(before, of(project, turned))
    renamed = replace(SAID, fields=(SAID.fields[0], replace(SAID.fields[1], name="戸数")))
    assert len(difference(before, of(project, renamed)).changed) == 4


def test_features_without_a_name_are_known_by_their_place(tmp_path: Path) -> None:
    said = replace(SAID, fields=(PublicField("世帯数", "世帯"),))
    twice = [squares(1)[0]] * 2 + squares(3)[1:]
    before = of(project_of(tmp_path / "a", COLUMNS, twice), said)
    assert before.key == SHAPE
    assert len(set(before.keys.tolist())) == 4
    now = of(project_of(tmp_path / "b", changed(世帯数=[3.0, 120.0, 44.0, 81.0]), twice), said)
    assert difference(before, now).changed.tolist() == [3]


def test_a_key_that_does_not_hold_any_more(tmp_path: Path) -> None:
    before = of(project_of(tmp_path / "a", COLUMNS))
    same = ["同じ"] * 2 + COLUMNS["自治会名"][2:]
    now = of(project_of(tmp_path / "b", changed(自治会名=same)), key=before.key)
    assert now.key == SHAPE
    found = difference(before, now)
    assert (found.added.tolist(), found.removed.tolist(), found.changed.tolist()) == ([0, 1], [0, 1], [])


def test_fingerprints_are_kept_and_tell_nothing(tmp_path: Path) -> None:
    made = of(project_of(tmp_path, COLUMNS))
    path = tmp_path / "fingerprints.parquet"
    made.save(path)
    first = path.read_bytes()
    made.save(path)
    assert path.read_bytes() == first
    held = Fingerprints.load(path)
    assert held.key == made.key
    assert np.array_equal(held.keys, made.keys)
    assert np.array_equal(held.hashes, made.hashes)
    assert "一丁目".encode() not in first
    path.write_bytes(first[:100])
    with pytest.raises(DamagedFile):
        Fingerprints.load(path)
    with pytest.raises(SourceMissing):
        Fingerprints.load(tmp_path / "none")


def test_many_features_are_told_apart(tmp_path: Path) -> None:
    count = 5000
    columns: dict[str, list[Any]] = {
        "自治会名": [f"{n}" for n in range(count)],
        "世帯数": [float(n) for n in range(count)],
    }
    made = of(project_of(tmp_path, columns))
    assert len(np.unique(made.keys)) == len(np.unique(made.hashes)) == count


def test_a_review_shows_what_a_citizen_sees(tmp_path: Path) -> None:
    columns: dict[str, list[Any]] = {
        name: [values[row % 4] for row in range(80)] for name, values in COLUMNS.items()
    }
    columns["自治会名"] = [f"{row}区自治会" for row in range(80)]
    project = project_of(tmp_path, columns)
    seen = review(project, SAID, None, Feedback())
    assert (seen.count, len(seen.rows), seen.rows.column_names) == (80, SHOWN, ["自治会", "世帯"])
    assert seen.rows.column("世帯").to_pylist()[:2] == [None, 120.0]
    assert [one.name for one in seen.columns] == ["自治会", "世帯"]
    west, south, east, north = seen.extent
    assert 129 < west < east < 131
    assert 32 < south < north < 34
    assert seen.difference is None
    assert [one.code for one in seen.findings] == ["small-counts"]
    again = review(
        project, replace(SAID, generalisation=Generalisation(least=0)), seen.fingerprints, Feedback()
    )
    assert again.difference is not None
    assert again.difference.counts == {"added": 0, "removed": 0, "changed": 20, "same": 60}


def test_a_review_stops_and_refuses(tmp_path: Path) -> None:
    project = project_of(tmp_path, COLUMNS)
    with pytest.raises(NotAllowed):
        review(project, replace(SAID, restricted=True), None, Feedback())
    with pytest.raises(NotAllowed):
        review(project, replace(SAID, layer="gone"), None, Feedback())
    stopped = Feedback()
    stopped.cancel()
    with pytest.raises(Cancelled):
        review(project, SAID, None, stopped)
    assert len(review(project, replace(SAID, fields=()), None, Feedback()).rows) == 0
