"""An import that was killed goes on, and of a source that changed only what changed is read."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import threading
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from importers.citygml import city, importer, making, read_file
from importers.citygml.dataset import open_dataset
from importers.citygml.importer import CityGml, CityGmlOptions
from importers.citygml.parts import keys
from layers.feedback import Cancelled, Feedback
from layers.runlock import RunLock
from layers.store.city import CityStore
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, load
from tests.importers.citygml.stores import (
    ALONE,
    MESHES,
    POOL,
    TOWN,
    begin_import,
    ended,
    hashes,
    parts_of,
)
from tests.importers.citygml.test_city import OTHER, two_files

if TYPE_CHECKING:
    from pathlib import Path


LINUX = pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of an import that nothing disturbed."""
    target = tmp_path_factory.mktemp("whole") / "stores" / "town"
    assert int(ended(begin_import(target, pool_from=ALONE))) > 0
    return target


@LINUX
@pytest.mark.thorough
def test_an_import_that_was_killed_again_and_again_ends_with_the_same_bytes(
    whole: Path, tmp_path: Path
) -> None:
    """All processes at once, as when the power fails: with some parts done, while joining, at any moment."""
    target = tmp_path / "stores" / "town"
    seen: list[set[str]] = []
    for wanted in (1, 3):
        process = begin_import(target)
        while len(parts_of(target)) < wanted and process.poll() is None:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        seen.append(parts_of(target))
    assert len(seen[0]) >= 1
    assert seen[0] <= seen[1]
    process = begin_import(target, pool_from=ALONE, most_handed_over=3)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert len(parts_of(target)) == MESHES
    process = begin_import(target)
    time.sleep(random.uniform(0.0, 2.0))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    ended(begin_import(target))
    assert hashes(target) == hashes(whole)
    assert [path.name for path in target.parent.iterdir()] == ["town"]
    assert CityStore.open(target).count == CityStore.open(whole).count


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a killed import left: all parts, and a store that is half joined."""
    target = tmp_path_factory.mktemp("killed") / "stores" / "town"
    process = begin_import(target, pool_from=ALONE, most_handed_over=3)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    return target.with_name("town.making")


@LINUX
@pytest.mark.parametrize("damage", ["cut part", "cut mesh", "no mesh", "noise", "half-written"])
def test_a_part_that_is_not_whole_is_never_used(
    damage: str, whole: Path, killed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "stores" / "town"
    shutil.copytree(killed, target.with_name("town.making"))
    parts = target.with_name("town.making") / "parts"
    part = min(parts.glob("*.part"))
    mesh = part.with_suffix(".mesh")
    content = {part: part.read_bytes(), mesh: mesh.read_bytes()}
    victim = part if damage in ("cut part", "noise", "half-written") else mesh
    victim.unlink()
    if damage.startswith("cut"):
        victim.write_bytes(content[victim][:-100])
    elif damage == "noise":
        victim.write_bytes(b"ARROW1\0\0" + bytes(200))
    elif damage == "half-written":
        victim.with_suffix(".0123abcd.tmp").write_bytes(content[victim][:100])
    read = _files_read(target)
    assert len(read) == 1
    assert hashes(target) == hashes(whole)


def _files_read(target: Path, source: Path = TOWN) -> list[str]:
    """Import into a store and return the files that were read for it."""
    with pytest.MonkeyPatch.context() as patch:
        read = _noted(patch)
        dataset = importer.city_of(open_dataset(source))
        city.make_store(dataset, target, Feedback(), digest=lambda: "0" * 64)
    return read


def _noted(patch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the names of files as they are read."""
    read: list[str] = []
    real = read_file.read_file

    def noted(dataset: Any, index: int, *rest: Any) -> Any:
        read.append(dataset.files[index].name)
        return real(dataset, index, *rest)

    patch.setattr(read_file, "read_file", noted)
    return read


def test_of_a_changed_archive_only_the_changed_mesh_is_read(whole: Path, tmp_path: Path) -> None:
    source = tmp_path / TOWN.name
    source.write_bytes(TOWN.read_bytes())
    target, fresh = tmp_path / "stores" / "town", tmp_path / "fresh" / "town"
    assert len(_files_read(target, source)) == MESHES
    _change(source, "49292217")
    assert _files_read(target, source) == ["49292217_bldg_6697_op.gml"]
    assert len(_files_read(fresh, source)) == MESHES
    assert hashes(target) == hashes(fresh)
    assert CityStore.open(target).count == CityStore.open(whole).count - 1


def _change(source: Path, mesh: str) -> None:
    """Leave out the first building of a mesh."""
    with zipfile.ZipFile(source) as archive:
        content = {info: archive.read(info) for info in archive.infolist()}
    begin, end = b"<core:cityObjectMember>", b"</core:cityObjectMember>"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in content.items():
            if info.filename.endswith(f"{mesh}_bldg_6697_op.gml"):
                first, stop = data.index(begin), data.index(end) + len(end)
                data = data[:first] + data[stop:]  # noqa: PLW2901
            archive.writestr(info, data)


def test_of_a_changed_folder_only_the_changed_mesh_is_read_and_the_difference_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    first = load(path, stores)
    (tmp_path / OTHER).write_text(gml.model(gml.building("alone")))
    read = _noted(monkeypatch)
    again = load(path, stores).layers[0].data.store
    assert read == [OTHER.rpartition("/")[2]]
    assert again.manifest["difference"]["since"] == first.layers[0].data.store.manifest["made"]
    assert again.manifest["difference"]["added"] == 1
    assert again.manifest["difference"]["removed"] == 3
    read.clear()
    CityGml().read(path, CityGmlOptions(stores=stores, again=True), Feedback())
    assert len(read) == 2  # who does not trust what was read has all of it read


def test_what_a_part_depends_on_is_in_its_key(tmp_path: Path) -> None:
    path = two_files(tmp_path)
    before = keys(open_dataset(path), "EPSG:6677")
    assert keys(open_dataset(path), "EPSG:6677") == before
    assert not set(keys(open_dataset(path), "EPSG:6676")) & set(before)
    picture = (tmp_path / GML).with_name(f"{gml.MESH}_bldg_6697_appearance") / "wall.jpg"
    picture.parent.mkdir()
    picture.write_bytes(b"")
    own = keys(open_dataset(path), "EPSG:6677")
    assert [one == other for one, other in zip(own, before, strict=True)] == [False, True]
    picture.with_name("other.txt").write_text("no picture")
    assert keys(open_dataset(path), "EPSG:6677") == own
    (picture.parent.parent / "shared.jpg").write_bytes(b"")
    assert not set(keys(open_dataset(path), "EPSG:6677")) & set(own)
    codes = path / "codelists" / "Building_usage.xml"
    codes.parent.mkdir()
    codes.write_text("<a/>")
    with_codes = keys(open_dataset(path), "EPSG:6677")
    codes.write_text("<ab/>")
    assert not set(keys(open_dataset(path), "EPSG:6677")) & set(with_codes)


# ------------------------------------------------------------------------------------- two at once


def test_who_comes_second_waits_and_finds_the_store_made(whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "stores" / "town"
    both = [begin_import(target, pool_from=ALONE) for _ in range(2)]
    said = {ended(process) for process in both}
    assert said == {"waited", str(CityStore.open(whole).count)}
    assert hashes(target) == hashes(whole)
    assert [path.name for path in target.parent.iterdir()] == ["town"]


def test_waiting_says_so_and_can_be_cancelled(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    target = importer.store_folder(path, CityGmlOptions(stores=stores))
    said: list[str] = []
    feedback = Feedback(lambda done, total, text: said.append(str(text)))
    with making.making(target, Feedback()):
        threading.Timer(0.5, feedback.cancel).start()
        started = time.perf_counter()
        with pytest.raises(Cancelled):
            CityGml().read(path, CityGmlOptions(stores=stores), feedback)
        assert time.perf_counter() - started < 1.5
    assert any("終わるのを待っています" in text for text in said)
    assert list(stores.iterdir()) == []


def test_a_lock_whose_file_was_taken_away_holds_nobody_off(tmp_path: Path) -> None:
    first, second, third = (RunLock(tmp_path / "lock") for _ in range(3))
    assert first.take()
    assert not second.take()
    if sys.platform != "win32":
        (tmp_path / "lock").unlink()
    first.release()
    assert second.take()
    assert not third.take()
    second.release()


def test_leftovers_go_after_some_days_and_not_before(tmp_path: Path) -> None:
    old, young, held = (tmp_path / f"{name}.making" for name in ("old", "young", "held"))
    for folder in (old, young, held):
        (folder / "parts").mkdir(parents=True)
        (folder / "parts" / "a.part").write_bytes(bytes(1000))
    lock = RunLock(held / "lock")
    assert lock.take()
    past = time.time() - making.KEPT_DAYS * 86_400 - 60
    for folder in (old, held):
        for path in (*folder.rglob("*"), folder):
            os.utime(path, (past, past))
    assert making.remove_leftovers(tmp_path) >= 1000
    lock.release()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held.making", "young.making"]


def test_leftovers_go_at_once_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.making" / "parts").mkdir(parents=True)
        (tmp_path / f"{name}.making" / "parts" / "a.part").write_bytes(bytes(10))
    monkeypatch.setattr(making, "LEAST_FREE", 1 << 62)
    with making.making(tmp_path / "one", Feedback()) as place:
        assert [path.name for path in place.parts.iterdir()] == ["a.part"]
        assert not (tmp_path / "two.making").exists()


# ------------------------------------------------------------------------------------- nothing goes out

_WATCH = """
import os, sys


def watch(event, words):
    if event in ("socket.connect", "socket.bind") and isinstance(words[1], tuple):  # no name of a local pipe
        with open({log!r}, "a") as log:
            log.write(f"{{event}} {{words[1]}}\\n")
    if event == "import" and words[0] in ("dask", "distributed"):
        with open({log!r}, "a") as log:
            log.write(f"import {{words[0]}}\\n")


sys.addaudithook(watch)
with open({watched!r}, "a") as watched:
    watched.write(f"{{os.getpid()}}\\n")
"""


def test_by_default_no_socket_is_opened(tmp_path: Path) -> None:
    """In the process that asks and in its workers."""
    log, watched, hook = tmp_path / "sockets", tmp_path / "watched", tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(_WATCH.format(log=str(log), watched=str(watched)))
    ended(begin_import(tmp_path / "stores" / "town", pool_from=POOL, also_on_path=hook))
    assert len(set(watched.read_text().split())) > 2
    assert not log.exists(), log.read_text()
