"""What was written is read back, and every kind of difference is noticed, in every form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
import shapely

from gisapp.export import readback, readtables
from gisapp.export.formats import FORMATS, Format, write_content
from gisapp.export.readback import compare
from layers.errors import ExportFailed
from layers.feedback import Cancelled, Feedback
from tests.gisapp.export.fake import FakeContent, cubes

if TYPE_CHECKING:
    from pathlib import Path

FLAT = [one for one in FORMATS if one.id not in ("obj", "glb", "tif", "copc", "pmtiles", "3dtiles")]
SOLID = [one for one in FORMATS if one.id in ("obj", "glb")]


@dataclass(frozen=True, eq=False)
class Changed(FakeContent):
    """The same features with something that is different."""

    how: str = ""

    def __len__(self) -> int:
        """Return the number of features."""
        return len(FakeContent()) - (self.how == "row")

    @property
    def table(self) -> pa.Table:
        """All rows."""
        table = FakeContent().table
        if self.how == "row":
            return table.slice(0, len(table) - 1)
        if self.how == "text":
            names = table.column("name").to_pylist()
            names[7] = "＝全" + "各"
            return table.set_column(table.column_names.index("name"), "name", pa.array(names))
        if self.how == "number":
            numbers = table.column("measured_height").to_numpy().copy()
            numbers[5] += 1e-3
            place = table.column_names.index("measured_height")
            return table.set_column(place, "measured_height", pa.array(numbers))
        if self.how == "shape":
            shapes = shapely.from_wkb(table.column("geometry").to_numpy())
            shapes[8] = shapely.transform(shapes[8], lambda places: places + 0.5)
            place = table.column_names.index("geometry")
            return table.set_column(place, "geometry", pa.array(shapely.to_wkb(shapes), pa.binary()))
        return table


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("forms")
    return {
        one.id: write_content(FakeContent(), folder / f"a{one.suffix}", Feedback()) for one in (*FLAT, *SOLID)
    }


@pytest.mark.parametrize("form", [*FLAT, *SOLID], ids=lambda one: one.id)
def test_the_same_is_the_same(form: Format, written: dict[str, Path]) -> None:
    assert compare(FakeContent(), written[form.id], Feedback()) == ()


NOTICED = {"row": "rows", "text": "values", "number": "values", "shape": "shapes"}


# A drawing has no numbers, and nothing of a row without a shape.
PAIRS = [(one, how) for one in FLAT for how in NOTICED if one.id != "dxf" or how in ("text", "shape")]


@pytest.mark.parametrize(("form", "how"), PAIRS, ids=lambda one: getattr(one, "id", one))
def test_a_difference_is_noticed(form: Format, how: str, written: dict[str, Path]) -> None:
    codes = {one.code for one in compare(Changed(how=how), written[form.id], Feedback())}
    expected = {f"read-back-{NOTICED[how]}"}
    if how == "shape" and form.id in ("csv", "kml", "kmz"):
        expected = {"read-back-values"}  # there the place is a value among others
    elif form.id in ("czml", "dxf") and how == "shape":
        expected = {"read-back-extent"}
    elif form.id == "dxf":
        expected = {"read-back-rows"}
    assert expected <= codes


@pytest.mark.parametrize("form", SOLID, ids=lambda one: one.id)
@pytest.mark.parametrize(
    ("meshes", "code"),
    [
        ((cubes([[0, 0, 0], [1, 0, 0]], [0, 1], [100.0, 50.0, 5.0]),), "read-back-rows"),
        (
            (
                cubes([[0, 0, 0], [1, 0, 0]], [0, 1], [100.0, 50.0, 5.0]),
                cubes([[0, 0, 0]], [2], [150.1, 50.0, 5.0]),
            ),
            "read-back-extent",
        ),
        (
            (
                cubes([[0, 0, 0], [1, 0, 0], [0, 0, 0]], [0, 1, 1], [100.0, 50.0, 5.0]),
                cubes([[0, 0, 0]], [2], [150.0, 50.0, 5.0]),
            ),
            "read-back-surface",
        ),
    ],
)
def test_another_solid_is_noticed(form: Format, meshes: object, code: str, written: dict[str, Path]) -> None:
    content = FakeContent(meshes=meshes)  # type: ignore[arg-type]
    assert code in {one.code for one in compare(content, written[form.id], Feedback())}


def test_another_attribute_of_solids_is_noticed(written: dict[str, Path]) -> None:
    codes = [one.code for one in compare(Changed(how="text"), written["glb"], Feedback())]
    assert codes == ["read-back-values"]


@pytest.mark.parametrize("form", [*FLAT, *SOLID], ids=lambda one: one.id)
def test_a_file_that_is_cut_off_is_noticed(form: Format, written: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / f"a{form.suffix}"
    if form.several:
        for one in written[form.id].parent.glob("a.*"):
            (tmp_path / one.name).write_bytes(one.read_bytes())
    whole = written[form.id].read_bytes()
    path.write_bytes(whole[: int(len(whole) * 0.6)])
    found = compare(FakeContent(), path, Feedback())
    assert found
    assert all(one.code.startswith("read-back-") for one in found)


def test_what_differs_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readback, "named", lambda _: lambda *_: readtables._system("EPSG:1", "EPSG:2"))
    feedback = Feedback()
    with pytest.raises(ExportFailed, match=r"a\.csv .*元と違っていました。座標系が EPSG:1"):
        write_content(FakeContent(), tmp_path / "a.csv", feedback)
    assert [one.code for one in feedback.findings] == ["read-back-crs"]
    assert list(tmp_path.iterdir()) == []


def test_reading_back_can_be_stopped(written: dict[str, Path]) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        compare(FakeContent(), written["csv"], feedback)


def test_a_column_too_many_is_noticed(tmp_path: Path) -> None:
    import pyogrio

    path = write_content(FakeContent(), tmp_path / "a.gpkg", Feedback())
    frame = pyogrio.read_dataframe(path)
    frame["owner"] = "長崎太郎"
    pyogrio.write_dataframe(frame, tmp_path / "b.gpkg", driver="GPKG")
    (found,) = compare(FakeContent(), tmp_path / "b.gpkg", Feedback())
    assert found.code == "read-back-column"
    assert "owner" in str(found.message)
