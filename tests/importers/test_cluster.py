"""Reading a city on a real Dask cluster: a scheduler and two workers on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from importers import cluster
from importers.citygml.dataset import open_dataset
from importers.citygml.importer import CityGmlOptions, city_of, store_folder
from layers import projectfile
from tests import realdata
from tests.daskcluster import Cluster, wait_for
from tests.daskcluster import cluster as cluster_of
from tests.importers.citygml.stores import MESHES, TOWN, begin_import, ended, hashes, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a cluster of two workers; the last test kills one of them."""
    with cluster_of(tmp_path_factory.mktemp("dask"), 2) as made:
        yield made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the hashes of the store that local processes make."""
    target = tmp_path_factory.mktemp("whole") / "stores" / "town"
    ended(begin_import(target))
    return hashes(target)


def _gisapp(*words: object, stores: Path, before: str = "") -> subprocess.Popen[str]:
    script = f"import sys\n{before}\nfrom gisapp.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(realdata.ROOT), "GISAPP_STORES": str(stores)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _only_buildings(folder: Path) -> Path:
    """Return the town with its buildings only."""
    import zipfile

    target = folder / TOWN.name
    with zipfile.ZipFile(TOWN) as source, zipfile.ZipFile(target, "w") as made:
        for info in source.infolist():
            if "/udx/" not in info.filename or "/udx/bldg/" in info.filename:
                made.writestr(info, source.read(info))
    return target


@pytest.mark.thorough
def test_the_command_reads_a_city_on_a_cluster(pair: Cluster, tmp_path: Path) -> None:
    stores, project = tmp_path / "stores", tmp_path / "町.gisproj"
    source = _only_buildings(tmp_path)
    process = _gisapp(
        "import", source, "--project", project, "--scheduler", pair.address, "--quiet", stores=stores
    )
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "保存しました" in out
    assert len(projectfile.read(project).project.layers) == 1
    there = store_folder(source, CityGmlOptions(stores=stores))
    local = tmp_path / "local" / "town"
    ended(begin_import(local, source))
    theirs, ours = hashes(there), hashes(local)
    del theirs["store.json"], ours["store.json"]  # the helper gives no hash of the source
    assert theirs == ours
    assert sorted(path.name for path in stores.iterdir()) == [there.name]  # no token, no parts


def test_ctrl_c_stops_the_workers_and_leaves_nothing(pair: Cluster, tmp_path: Path) -> None:
    stores = tmp_path / "stores"
    source = _only_buildings(tmp_path)
    process = _gisapp(
        *("import", source, "--project", tmp_path / "a.gisproj", "--scheduler", pair.address), stores=stores
    )
    target = store_folder(source, CityGmlOptions(stores=stores))
    wait_for(lambda: parts_of(target) or process.poll() is not None, "no part")
    asked = time.perf_counter()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    print(f"stopped after {time.perf_counter() - asked:.1f} s")
    assert process.returncode == 130, err
    assert time.perf_counter() - asked < 10
    assert list(stores.iterdir()) == []
    assert all(worker.poll() is None for worker in pair.workers)


def test_a_worker_that_is_killed_changes_nothing(
    pair: Cluster, whole: dict[str, str], tmp_path: Path
) -> None:
    """Last of those with both workers."""
    target = tmp_path / "stores" / "town"
    process = begin_import(target, scheduler=pair.address)
    wait_for(lambda: parts_of(target) or process.poll() is not None, "no part")
    pair.workers[0].kill()
    done = len(parts_of(target))
    assert 1 <= done < MESHES
    assert int(ended(process)) > 0
    assert pair.workers[0].wait() == -signal.SIGKILL
    assert hashes(target) == whole
    assert [path.name for path in target.parent.iterdir()] == ["town"]


# ------------------------------------------------------------------------------------- what is missing


def _refusal(tmp_path: Path, address: str, before: str = "") -> str:
    """Return what the command says that reads nothing, for that."""
    stores = tmp_path / "stores"
    process = _gisapp(
        *("import", TOWN, "--project", tmp_path / "a.gisproj", "--scheduler", address),
        stores=stores,
        before=before,
    )
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    assert list(stores.iterdir()) == []
    assert not (tmp_path / "a.gisproj").exists()
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "http://127.0.0.1:9"])
def test_no_scheduler_is_said(address: str, tmp_path: Path) -> None:
    said = _refusal(tmp_path, address)
    assert f"スケジューラ {address} につながりません。" in said
    assert "tcp://ホスト:ポート" in said


def test_no_dask_is_said(tmp_path: Path) -> None:
    said = _refusal(tmp_path, "tcp://127.0.0.1:9", before="sys.modules['distributed'] = None")
    assert "gisapp[cluster]" in said


@pytest.mark.thorough
def test_no_workers_are_said(tmp_path: Path) -> None:
    with cluster_of(tmp_path, 0) as made:
        said = _refusal(tmp_path, made.address)
    assert "ワーカーが一つもありません" in said


@pytest.mark.thorough
def test_workers_of_another_version_are_said(tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text("import importers.citygml.parts as parts\nparts.VERSION = 99\n")
    with cluster_of(tmp_path, 1, also_on_path=hook) as made:
        said = _refusal(tmp_path, made.address)
    assert "版" in said
    assert ".99" in said
    assert cluster.version() in said


def test_a_worker_says_which_paths_it_does_not_see(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1234")
    seen = {str(tmp_path): -1, str(tmp_path / "file"): 4}
    assert cluster.standing(seen) == cluster.Standing(cluster.version())
    other = {str(tmp_path / "file"): 5, str(tmp_path / "none"): 4, str(tmp_path): 0}
    assert set(cluster.standing(other).unseen) == set(other)


def test_without_an_address_there_is_nocluster_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cluster.SCHEDULER, raising=False)
    with cluster.cluster("", tmp_path, TOWN) as none:
        assert none is None
    monkeypatch.setenv(cluster.SCHEDULER, "tcp://127.0.0.1:9")
    with cluster.cluster("", tmp_path, TOWN) as some:
        assert isinstance(some, cluster.Cluster)  # and has opened nothing yet
    assert len(city_of(open_dataset(TOWN)).files) == MESHES
