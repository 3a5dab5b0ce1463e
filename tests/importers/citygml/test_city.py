"""A dataset becomes a store: whole or not at all, again when it changed, stopped at once."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from importers.citygml import importer
from importers.citygml.city import current_store
from importers.citygml.dataset import open_dataset
from importers.citygml.findings import finding_from_plain, finding_to_plain, merge_findings
from importers.citygml.importer import CityGml, CityGmlOptions, store_folder
from layers.errors import ImportFailed, SourceMissing
from layers.feedback import Cancelled, Feedback, Finding, Severity, Where
from layers.store import format as store_format
from layers.store.city import CityStore
from tests import cities, realdata
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, archive, codes, expect_sentence, folder, load

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER = GML.replace(gml.MESH, "54391421")
CANCEL_SECONDS = 1.0


def two_files(base: Path) -> Path:
    apart = [gml.building(f"other_{k}", gml.lod1(gml.Box(east=20.0 * k, north=300.0))) for k in range(3)]
    return folder(base, {GML: gml.model(*gml.street(2)), OTHER: gml.model(*apart)})


def stamp(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------- once, and again


def test_a_store_is_made_once_and_opened_afterwards(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    first = load(path, stores)
    (made,) = stores.iterdir()
    before = stamp(made)
    again = load(path, stores)
    assert stamp(made) == before
    assert (
        again.counts
        == first.counts
        == {
            "buildings": 5,
            "left_out_buildings": 0,
            "feature:bldg:Building": 5,
        }
    )
    assert [finding_to_plain(finding) for finding in again.findings] == [
        finding_to_plain(finding) for finding in first.findings
    ]
    assert again.layers[0].id == first.layers[0].id
    forced = CityGml().read(path, CityGmlOptions(stores=stores, again=True), Feedback())
    assert forced.counts == first.counts
    assert stamp(made) != before


def _grow(base: Path) -> None:
    (base / GML).write_text(gml.model(*gml.street(4)))


def _touch(base: Path) -> None:
    later = (base / GML).stat().st_mtime + 10
    os.utime(base / GML, (later, later))


def _add(base: Path) -> None:
    (base / GML.replace(gml.MESH, "54391422")).write_text(gml.model(gml.building("new")))


def _remove(base: Path) -> None:
    (base / OTHER).unlink()


@pytest.mark.parametrize(("change", "count"), [(_grow, 7), (_touch, 5), (_add, 6), (_remove, 2)])
def test_a_source_that_changed_is_read_again(
    change: Callable[[Path], None], count: int, tmp_path: Path
) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    first = load(path, stores)
    before = stamp(first.layers[0].data.folder)
    change(tmp_path)
    again = load(path, stores)
    assert again.counts["buildings"] == count
    assert stamp(again.layers[0].data.folder) != before
    assert len(list(stores.iterdir())) == 1


def test_an_archive_whose_content_changed_is_read_again_though_its_size_did_not(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {GML: gml.model(gml.building("one"))}, method=0)
    first = load(path, tmp_path / "stores")
    archive(path, {GML: gml.model(gml.building("two"))}, method=0)
    again = load(path, tmp_path / "stores")
    assert first.layers[0].source.digest != again.layers[0].source.digest
    assert again.layers[0].table().texts("gml_id").tolist() == ["two"]


@pytest.mark.parametrize(
    "damage", ["cut manifest", "no manifest", "cut mesh", "no table", "old format", "other place"]
)
def test_a_store_that_is_damaged_or_old_is_made_anew(damage: str, tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    made = load(path, stores).layers[0].data.folder
    manifest = made / store_format.MANIFEST
    text = manifest.read_text("utf-8")
    if damage == "cut manifest":
        manifest.write_text(text[: len(text) // 2], "utf-8")
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "cut mesh":
        mesh = made / store_format.MESHES / "00000.arrow"
        mesh.write_bytes(mesh.read_bytes()[:100])
    elif damage == "no table":
        (made / store_format.TABLE).unlink()
    elif damage == "old format":
        manifest.write_text(text.replace(f'"format": {store_format.FORMAT}', '"format": 1'), "utf-8")
    else:
        manifest.write_text(text.replace(str(tmp_path), "/elsewhere"), "utf-8")
    assert current_store(made, open_dataset(path)) is None
    assert load(path, stores).counts["buildings"] == 5
    assert current_store(made, open_dataset(path)) is not None


def test_stores_of_equal_names_in_different_places_do_not_meet(tmp_path: Path) -> None:
    options = CityGmlOptions(stores=tmp_path)
    one = store_folder(tmp_path / "a" / "town.zip", options)
    other = store_folder(tmp_path / "b" / "town.zip", options)
    assert one != other
    assert one.parent == other.parent == tmp_path
    strange = store_folder(tmp_path / '館林 ../<>:"|?*\n.zip', options)
    assert strange.parent == tmp_path
    assert re.fullmatch(r"[\w\-]+", strange.name)


def test_a_source_that_is_gone_is_shown_from_its_store_and_said(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    load(path, stores)
    shutil.rmtree(path)
    result = load(path, stores)
    assert result.counts["buildings"] == 5
    assert result.findings[0].code == "source-missing"
    assert result.layers[0].describe(0).cards
    with pytest.raises(SourceMissing) as caught:
        load(tmp_path / "never", stores)
    expect_sentence(caught.value, "never", "見つかりません")


# ------------------------------------------------------------------------------------- whole or not at all


def test_what_a_killed_run_left_goes_and_what_still_runs_stays(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    target = store_folder(path, CityGmlOptions(stores=stores))
    stores.mkdir()
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    killed = target.with_name(f"{target.name}.making-{int(dead.stdout)}-abcd")
    running = target.with_name(f"{target.name}.making-{os.getppid()}-abcd")
    for left in (killed, running):
        left.mkdir()
        (left / "half").write_text("half")
    load(path, stores)
    assert sorted(stores.iterdir()) == sorted([target, running])


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
@pytest.mark.parametrize("moment", [0.15, 0.45])
def test_a_run_that_is_killed_leaves_no_store_and_the_next_one_clears_up(
    moment: float, tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    path, stores = cities.path(cities.OSAKA), tmp_path / "stores"
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from importers.citygml import crew\nfrom importers.citygml.importer import CityGml, CityGmlOptions\n"
        "from layers.feedback import Feedback\n"
        "crew.POOL_FROM = 1 << 60\n"
        "def show(done, total, text):\n    print(done / max(total, 1), flush=True)\n"
        "CityGml().read(Path(sys.argv[1]), CityGmlOptions(stores=Path(sys.argv[2])), Feedback(show))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(stores)],
        cwd=realdata.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if float(line) >= moment:
                process.send_signal(signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL
    target = store_folder(path, CityGmlOptions(stores=stores))
    assert not target.exists()
    (half,) = stores.iterdir()
    assert half.name.endswith(".making")
    with pytest.raises(SourceMissing):
        CityStore.open(target)
    cancelled = Feedback()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        CityGml().read(path, CityGmlOptions(stores=stores), cancelled)
    assert list(stores.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "denied")])
@pytest.mark.parametrize("where", ["write_meshes", "write_pieces", "write_mapped", "write_manifest"])
def test_a_disk_that_is_full_is_said_and_leaves_nothing(
    where: str, error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"

    def refuse(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(f"layers.store.writer.{where}", refuse)
    with pytest.raises(ImportFailed) as caught:
        load(path, stores)
    expect_sentence(caught.value, "書き込めません", "空き", str(stores))
    assert list(stores.iterdir()) == []


def test_a_place_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ImportFailed) as caught:
        load(two_files(tmp_path), tmp_path / "file" / "stores")
    expect_sentence(caught.value, "書き込めません")


def test_a_file_too_large_for_the_memory_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importers.citygml import read_file

    real = read_file.read_file

    def greedy(dataset: Any, index: int, *rest: Any) -> Any:
        if dataset.files[index].path.endswith(OTHER.rpartition("/")[2]):
            raise MemoryError
        return real(dataset, index, *rest)

    monkeypatch.setattr(read_file, "read_file", greedy)
    result = load(two_files(tmp_path), tmp_path / "stores")
    assert result.counts["buildings"] == 2
    (finding,) = result.findings
    assert finding.code == "file-no-memory"
    assert "メモリ" in str(finding.message)
    assert finding.severity == Severity.ERROR


# ------------------------------------------------------------------------------------- findings


def test_findings_survive_the_manifest() -> None:
    finding = Finding(
        Severity.ERROR,
        "a-code",
        "{file} の {line:,} 行目",
        {"file": "a.gml", "line": 1234},
        Where("dir/a.gml", 1234, "id", (139.5, 36.1, 20.0)),
        7,
    )
    copy = finding_from_plain(finding_to_plain(finding))
    assert finding_to_plain(copy) == finding_to_plain(finding)
    assert str(copy.message) == "a.gml の 1,234 行目"
    assert copy.where == finding.where


def test_findings_of_one_file_and_subject_become_one_with_a_count() -> None:
    def found(code: str, file: str, line: int, **values: object) -> Finding:
        return Finding(Severity.INFO, code, "{file}", {"file": file, "count": 1, **values}, Where(file, line))

    merged = merge_findings(
        [
            found("a", "dir/x.gml", 3),
            found("a", "dir/x.gml", 9),
            found("a", "dir/y.gml", 1),
            found("b", "dir/x.gml", 2),
            found("c", "dir/x.gml", 1, label="one"),
            found("c", "dir/x.gml", 2, label="two"),
        ]
    )
    assert [(finding.code, finding.where.line, finding.count) for finding in merged] == [
        ("a", 3, 2),
        ("a", 1, 1),
        ("b", 2, 1),
        ("c", 1, 1),
        ("c", 2, 1),
    ]
    assert str(merged[0].message) == "x.gml"
    assert merged[0].values["count"] == 2


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {GML: gml.model(gml.building("a"))})
    result = load(path, tmp_path / "stores")
    from hashlib import sha256

    assert result.layers[0].source.digest == sha256(path.read_bytes()).hexdigest()
    assert result.layers[0].source.path == path
    assert importer.CityGml.id == result.layers[0].source.importer
    assert np.isfinite(result.layers[0].extent() or [np.nan]).all()
    assert codes(result.findings) == set()
