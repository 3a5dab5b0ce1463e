from __future__ import annotations

import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers import plaindata
from layers.atomicfile import backup
from layers.base import Layer, Source, View
from layers.errors import Damaged, DamagedFile, ExportFailed, ProjectFileError, SourceMissing, TooNew
from layers.feedback import Cancelled, Feedback
from layers.filters import AnyOf, Condition, Operator
from layers.project import Camera, Group, Note, Project
from layers.projectdocument import FORMAT, from_document, to_document, upgraded
from layers.projectfile import load, open_layers, read, repoint, repoint_folder, save
from layers.registry import Registry
from layers.unknown import UnknownLayer
from styles.presets import preset
from styles.style import Fixed
from tests.fakes import BoxCity, box_city


@dataclass(frozen=True, eq=False)
class TintedCity(BoxCity):
    """A kind of layer with settings of its own."""

    kind: ClassVar[str] = "tinted"
    tint: str = "warm"
    edges: bool = True
    strength: float = 0.5
    levels: tuple[int, ...] = (1, 2)


KINDS: Registry[type[Layer]] = Registry(
    "", {"boxes": "tests.fakes:BoxCity", "tinted": "tests.layers.test_projectfile:TintedCity"}
)
ROOT = Path(__file__).parents[1]


def town(folder: Path) -> Project:
    """Return a project that uses everything a project file can hold."""
    boxes = replace(
        box_city(20, name="館林市の建物"),
        source=Source(
            folder / "data" / "10207_tatebayashi-shi_2020.zip",
            "boxes",
            {"count": 20, "lods": [1, 2]},
            modified="2026-11-21T10:00:00+09:00",
            size=1234,
            digest="ab" * 32,
            licence="CC BY 4.0",
            credit="国土交通省 Project PLATEAU",
        ),
        visible=False,
        opacity=0.4,
        group="建物",
        style=preset("measured_height").style("measured_height"),
        filter=(
            Condition("measured_height", Operator.AT_LEAST, 10),
            AnyOf((Condition("usage", Operator.IN, ("411", "412")), Condition("year", Operator.MISSING))),
        ),
    )
    plain = box_city(4, "second")
    tinted = TintedCity(
        "third", "色つき", plain.crs, plain.source, data=plain.data, tint="cold", levels=(0,), strength=1
    )
    return Project(
        name="港町",
        crs="EPSG:6669",
        origin=(34700.0, -27700.0, 10.0),
        layers=(
            replace(boxes, style=preset("building_usage").style("usage")),
            replace(boxes, id="heights"),
            replace(plain, style=Fixed((1, 2, 3))),
            tinted,
        ),
        groups=(Group("建物", open=False), Group("空")),
        camera=Camera((1.5, 2.0, 300.0), (0.0, 1e-9, 12.0), (0.0, 1.0, 0.0), 45.0),
        notes=(Note("n1", "ここで待ち合わせ 🚶\n二行目", (129.87, 32.75, 12.3), "2026-11-21"),),
    )


def reopen(layer: Layer) -> Layer:
    if not layer.source.path.exists():
        raise SourceMissing("{file} が見つかりません。", values={"file": str(layer.source.path)})
    return replace(layer, data=box_city(20).data)


def test_everything_comes_back(tmp_path: Path) -> None:
    project, path = town(tmp_path), tmp_path / "港 町.gisproj"
    save(project, path)
    loaded = read(path, KINDS)
    assert loaded.findings == ()
    assert loaded.project.path == path
    assert to_document(loaded.project, None) == to_document(project, None)
    assert [type(layer) for layer in loaded.project.layers] == [BoxCity, BoxCity, BoxCity, TintedCity]
    third = loaded.project.layers[3]
    assert isinstance(third, TintedCity)
    assert (third.tint, third.edges, third.strength, third.levels) == ("cold", True, 1, (0,))
    for before, after in zip(project.layers, loaded.project.layers, strict=True):
        assert (after.style, after.filter, after.opacity) == (before.style, before.filter, before.opacity)
        assert after.source.path == before.source.path
        assert after.data is None


def test_the_file_holds_neither_data_nor_names_of_code(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    save(town(tmp_path), path)
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["format"] == FORMAT
    assert len(text) < 30_000
    for word in ("BoxCity", "tests.", "fakes", "pickle", "module"):
        assert word not in text


def test_sources_move_with_the_project(tmp_path: Path) -> None:
    (tmp_path / "old" / "data").mkdir(parents=True)
    path = tmp_path / "old" / "a.gisproj"
    project = town(tmp_path / "old")
    project.layers[0].source.path.touch()
    save(project, path)
    assert '"path": "data/10207_tatebayashi-shi_2020.zip"' in path.read_text(encoding="utf-8")
    shutil.move(tmp_path / "old", tmp_path / "new")
    loaded = load(tmp_path / "new" / "a.gisproj", reopen, registry=KINDS)
    assert loaded.project.layers[0].data is not None
    assert (
        loaded.project.layers[0].source.path == tmp_path / "new" / "data" / project.layers[0].source.path.name
    )


def test_a_missing_source_keeps_its_row_and_can_be_pointed_at_again(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    project = town(tmp_path)
    save(project, path)
    loaded = load(path, reopen, registry=KINDS)
    assert [layer.data for layer in loaded.project.layers] == [None] * 4
    assert [finding.code for finding in loaded.findings] == ["source-missing"] * 4
    assert "館林市の建物" in str(loaded.findings[0].message)
    assert loaded.findings[0].where.file == str(project.layers[0].source.path)
    save(loaded.project, path)
    assert to_document(read(path, KINDS).project, None) == to_document(project, None)

    place = tmp_path / "elsewhere.zip"
    place.touch()
    pointed = repoint(loaded.project, "boxes", place)
    opened = open_layers(pointed, reopen, Feedback())
    assert opened.project.layers[0].data is not None
    assert opened.project.layers[0].filter == project.layers[0].filter
    assert len(opened.findings) == 3
    assert repoint(pointed, "no such layer", place) is pointed


def test_all_missing_sources_are_sought_under_one_folder(tmp_path: Path) -> None:
    def layer(layer_id: str, *parts: str) -> Layer:
        city = box_city(4, layer_id)
        return replace(city, data=None, source=replace(city.source, path=Path("/gone", *parts)))

    project = Project(
        layers=(
            layer("whole", "2020", "bldg", "a.gml"),
            layer("name", "b.gml"),
            layer("twice", "c.gml"),
            layer("none", "d.gml"),
            layer("folder", "udx"),
        )
    )
    new = tmp_path / "new"
    for name in ("bldg/a.gml", "tran/a.gml", "deep/er/b.gml", "x/c.gml", "y/c.gml", "udx/e.gml"):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).touch()
    found, ids = repoint_folder(project, new, Feedback())
    assert ids == ("whole", "name", "folder")
    places = {layer.id: layer.source.path for layer in found.layers}
    assert places["whole"] == new / "bldg" / "a.gml"
    assert places["name"] == new / "deep" / "er" / "b.gml"
    assert places["folder"] == new / "udx"
    assert places["twice"] == Path("/gone/c.gml")


def test_a_source_that_cannot_be_read_becomes_a_finding(tmp_path: Path) -> None:
    def fail(layer: Layer) -> Layer:
        raise DamagedFile("{file} が壊れています。", values={"file": layer.source.path.name})

    project = town(tmp_path)
    (tmp_path / "data").mkdir()
    project.layers[0].source.path.touch()
    project = replace(project, layers=tuple(replace(layer, data=None) for layer in project.layers[:1]))
    loaded = open_layers(project, fail, Feedback())
    assert loaded.project.layers[0].data is None
    assert str(loaded.findings[0].message) == (
        "レイヤ「館林市の建物」を開けませんでした。10207_tatebayashi-shi_2020.zip が壊れています。"
    )


def test_opening_can_be_cancelled(tmp_path: Path) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        open_layers(town(tmp_path), reopen, feedback)


def test_a_kind_that_is_not_there_survives_saving(tmp_path: Path) -> None:
    project, path = town(tmp_path), tmp_path / "a.gisproj"
    save(project, path)
    fewer: Registry[type[Layer]] = Registry("", {"boxes": "tests.fakes:BoxCity"})
    loaded = load(path, reopen, registry=fewer)
    assert [finding.code for finding in loaded.findings].count("layer-kind-unknown") == 1
    third = loaded.project.layers[3]
    assert isinstance(third, UnknownLayer)
    assert third.parts(View(np.zeros(3), np.ones(3), np.ones(3), 30, (10, 10), 10)) == []
    assert len(third.table()) == 0
    save(loaded.project, path)
    assert to_document(read(path, KINDS).project, None) == to_document(project, None)


def test_an_unknown_setting_is_told_and_left_out(tmp_path: Path) -> None:
    document = to_document(town(tmp_path), None)
    document["layers"][0]["settings"] = {"shine": 3}
    project, findings = from_document(document, tmp_path, KINDS)
    assert [finding.code for finding in findings] == ["setting-unknown"]
    assert len(project.layers) == 4


def test_a_project_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    path.write_text(json.dumps({"format": FORMAT + 1, "whatever": []}), encoding="utf-8")
    with pytest.raises(TooNew, match="新しい版のプログラム") as caught:
        read(path)
    assert caught.value.where.file == str(path)


def test_older_formats_are_brought_up_step_by_step() -> None:
    def second(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "title": document["name"]}

    def third(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "title": [document["title"]]}

    found = upgraded({"format": 1, "name": "港"}, {1: second, 2: third}, newest=3)
    assert found == {"format": 3, "name": "港", "title": ["港"]}
    with pytest.raises(Damaged):
        upgraded({"format": 0}, {1: second}, newest=3)


def test_a_missing_project_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"プロジェクト a\.gisproj が見つかりません"):
        read(tmp_path / "a.gisproj")
    with pytest.raises(ProjectFileError):
        read(tmp_path)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("name", lambda d: d.update(name=3)),
        ("origin", lambda d: d.update(origin=[1, 2])),
        ("origin", lambda d: d.update(origin=[1, 2, 1e999])),
        ("camera.position", lambda d: d["camera"].pop("position")),
        ("layers[0].opacity", lambda d: d["layers"][0].update(opacity=2)),
        ("layers[0].visible", lambda d: d["layers"][0].update(visible="yes")),
        ("layers[0].style.by", lambda d: d["layers"][0]["style"].update(by="eval")),
        ("layers[0].style.other", lambda d: d["layers"][0]["style"].update(other=[1, 2, 999])),
        ("layers[0].filter[0].operator", lambda d: d["layers"][0]["filter"][0].update(operator="exec")),
        ("layers[0].source.path", lambda d: d["layers"][0]["source"].update(path="a\x00b")),
        ("layers[0].source.size", lambda d: d["layers"][0]["source"].update(size=1.5)),
        ("layers[3].settings.edges", lambda d: d["layers"][3]["settings"].update(edges="yes")),
        ("layers[3].settings.tint", lambda d: d["layers"][3]["settings"].update(tint=4)),
        ("layers.id", lambda d: d["layers"][1].update(id="boxes")),
        ("layers", lambda d: d.update(layers={})),
        ("layers[0]", lambda d: d.update(layers=[None])),
        ("notes[0].point", lambda d: d["notes"][0]["point"].__setitem__(1, None)),
    ],
)  # fmt: skip
def test_damage_is_named(place: str, change: Callable[[dict[str, Any]], object], tmp_path: Path) -> None:
    document = to_document(town(tmp_path), None)
    change(document)
    with pytest.raises(Damaged) as caught:
        from_document(document, tmp_path, KINDS)
    assert str(caught.value.message) == f"ファイルの中の「{place}」を読めません。"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"format": 1',
        b'{"format": "1"}',
        b'{"format": true}',
        b'{"format": 1, "name": NaN}',
        b'{"format": 1, "origin": [1e400, 0, 0], "name": "", "crs": ""}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": ' + b"9" * 5000 + b"}",
        b"\x80\x04\x95pickle",
    ],
)
def test_hostile_files_are_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    path.write_bytes(content)
    with pytest.raises(ProjectFileError):
        read(path)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
MEMBERS = ["format", "name", "crs", "origin", "camera", "groups", "notes", "layers"]
LAYER_MEMBERS = [
    "id",
    "kind",
    "name",
    "crs",
    "visible",
    "opacity",
    "group",
    "source",
    "style",
    "filter",
    "settings",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MEMBERS), st.sampled_from(LAYER_MEMBERS), VALUES, st.booleans())
def test_any_value_in_any_member_is_read_or_refused(
    member: str, layer_member: str, value: object, in_layer: bool
) -> None:
    document = json.loads(json.dumps(to_document(town(Path("/data")), None)))
    if in_layer:
        document["layers"][3][layer_member] = value
    else:
        document[member] = value
    try:
        project, _ = from_document(document, Path("/data"), KINDS)
    except ProjectFileError:
        return
    again, _ = from_document(json.loads(json.dumps(to_document(project, None))), Path("/data"), KINDS)
    assert to_document(again, None) == to_document(project, None)
    assert all(math.isfinite(number) for number in project.origin)


def test_a_full_disk_leaves_the_old_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.gisproj"
    save(Project(name="古い"), path)

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportFailed):
        save(Project(name="新しい"), path)
    assert read(path).project.name == "古い"


def test_older_versions_stay_beside_the_project(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    for name in ("一", "二", "三"):
        save(Project(name=name), path, backups=2)
    assert [read(file).project.name for file in (path, backup(path, 1), backup(path, 2))] == [
        "三",
        "二",
        "一",
    ]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "golden" / "projects").rglob("*.gisproj")), ids=lambda path: path.parent.name
)
def test_every_format_ever_written_can_be_read(path: Path, tmp_path: Path) -> None:
    loaded = read(path, KINDS)
    expected = town(path.parent)
    assert loaded.findings == ()
    assert to_document(loaded.project, None) == to_document(
        replace(expected, layers=tuple(replace(layer, data=None) for layer in expected.layers)), None
    )
    again = tmp_path / "again.gisproj"
    save(loaded.project, again)
    assert to_document(read(again, KINDS).project, None) == to_document(loaded.project, None)


def test_the_present_format_is_among_the_golden_files(tmp_path: Path) -> None:
    golden = ROOT / "golden" / "projects" / str(FORMAT) / "town.gisproj"
    assert golden.read_bytes() == plaindata.dump(to_document(town(golden.parent), golden.parent))


SAVER = """
import sys
from pathlib import Path
from dataclasses import replace
from layers.project import Note, Project
from layers.projectfile import save

path, number = Path(sys.argv[1]), 0
notes = tuple(Note(str(one), "字" * 200, (0.0, 0.0, 0.0)) for one in range(2000))
while True:
    number += 1
    save(Project(name=str(number), notes=notes[: 1000 + number % 1000]), path, backups=2)
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: programs are killed with -9")
def test_killing_the_program_while_it_saves_never_costs_the_project(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    for delay in (0.0, 0.003, 0.007, 0.013, 0.021, 0.034):
        child = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(path)],
            stdout=subprocess.PIPE,
            cwd=ROOT.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT.parent)},
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        printed = [int(line) for line in child.stdout.read().split()]
        child.wait()
        child.stdout.close()
        project = read(path).project
        number = int(project.name)
        assert len(project.notes) == 1000 + number % 1000
        # The last save that was reported as done is there, or the one after it.
        if printed:
            assert number - printed[-1] in (0, 1)
        for older in (backup(path, 1), backup(path, 2)):
            if older.exists():
                assert int(read(older).project.name) <= number
