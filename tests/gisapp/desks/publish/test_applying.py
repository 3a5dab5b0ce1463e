"""Changes travel alone and become the publication again; what goes wrong leaves the one that stood there."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gisapp.desks.publish import applying
from gisapp.desks.publish.applying import FORMER, apply, roll_back, settle
from gisapp.desks.publish.archive import folder_members, write_archive
from gisapp.desks.publish.changes import as_csv, changes_between, plain
from gisapp.desks.publish.delta import FILES as FRONT
from gisapp.desks.publish.delta import Delta, write_delta
from gisapp.desks.publish.handover import Sender, receipt, receipt_text, size_text
from gisapp.desks.publish.manifest import MANIFEST
from gisapp.desks.publish.verify import Seal, verify
from layers.errors import ExportFailed, GisError, NotAllowed, NotComparable, SourceMissing
from layers.feedback import Cancelled, Feedback
from tests.gisapp.desks.publish.published import FILES, LAYER, about, publish, signer

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = signer().public
LATER = {
    "index.html": FILES["index.html"],
    "tiles/町.pmtiles": FILES["tiles/町.pmtiles"] + b"more",
    "data/新しい.csv": b"new",
}
NOW = (replace(LAYER, features=14, content="d" * 64), replace(LAYER, id="parks-0", title="=公園", features=3))
SENDER = Sender("広報課", "内線 123", signer())


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def changed(
    base: Path, sender: Sender = SENDER, counted: Mapping[str, tuple[int, int, int]] | None = None
) -> Delta:
    """Publish once, publish again, and return the zip of what changed; the first stands as ``site``."""
    publish(base / "site", key=sender.signer)
    publish(base / "office", LATER, key=sender.signer, layers=NOW)
    return write_delta(base / "site", base / "office", base / "差分.zip", sender, Feedback(), counted=counted)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Delta:
    """Return what :func:`changed` makes, once for all: papers take a second."""
    return changed(tmp_path_factory.mktemp("ready"), counted={"shelters-0": (3, 1, 2)})


@pytest.fixture
def made(ready: Delta, tmp_path: Path) -> Delta:
    """Return a fresh copy of it in the test's own folder."""
    for path in ready.path.parent.iterdir():
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
    return replace(ready, path=tmp_path / ready.path.name)


def test_changes_are_counted_by_layer_and_file() -> None:
    found = changes_between(about(), about(layers=NOW), {"shelters-0": (3, 1, 2)})
    assert [
        (one.state, one.before, one.now, one.added, one.removed, one.changed) for one in found.layers
    ] == [
        ("changed", 12, 14, 3, 1, 2),
        ("new", 0, 3, 3, 0, 0),
    ]
    first = changes_between(None, about())
    assert [(one.state, one.added) for one in first.layers] == [("new", 12)]
    gone = changes_between(about(layers=NOW), about(layers=NOW[:1]))
    assert [(one.title, one.state, one.removed) for one in gone.layers] == [
        ("避難所", "unchanged", 0),
        ("=公園", "removed", 3),
    ]
    assert not gone.nothing
    assert changes_between(about(), about()).nothing
    # Other columns, or a coarser grid, change what the public sees though the data are the same.
    other = about(layers=(replace(LAYER, publication="e" * 64),))
    (one,) = changes_between(about(), other).layers
    assert (one.state, one.added) == ("changed", None)


def test_the_list_is_for_people_and_programs(made: Delta) -> None:
    with zipfile.ZipFile(made.path) as archive:
        told = json.loads(archive.read("changes.json"))
        text = archive.read("changes.csv").decode("utf-8-sig")
    assert told == plain(made.changes)
    assert told["file_counts"] == {"new": 1, "removed": 1, "changed": 1, "unchanged": 1}
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ["レイヤ", "避難所", "変更", "12", "14", "3", "1", "2"]
    assert rows[2][:3] == ["レイヤ", "'=公園", "新規"]
    assert {(row[1], row[2]) for row in rows if row[0] == "ファイル"} == {
        ("data/新しい.csv", "新規"),
        ("data/避難所.csv", "削除"),
        ("tiles/町.pmtiles", "変更"),
    }
    assert as_csv(made.changes).startswith(b"\xef\xbb\xbf")


def test_only_changes_travel_and_become_the_publication_again(made: Delta, tmp_path: Path) -> None:
    before = tree(tmp_path / "site")
    with zipfile.ZipFile(made.path) as archive:
        names = set(archive.namelist())
    assert {name for name in names if name.startswith(FRONT)} == {
        *(f"{FRONT}{name}" for name in ("tiles/町.pmtiles", "data/新しい.csv")),
        *(f"{FRONT}{name}" for name in ("manifest.json", "manifest.sig", "SHA256SUMS")),
    }
    checked = verify(made.path, KEY, Feedback(), base=tmp_path / "site")
    assert (checked.findings, checked.seal) == ((), Seal.GOOD)
    assert verify(made.path, KEY, Feedback(), base=tmp_path / "office").sound is False
    done = apply(made.path, tmp_path / "site", KEY, Feedback())
    assert (done.carried, done.kept) == (2, 1)
    assert tree(tmp_path / "site") == tree(tmp_path / "office")
    assert tree(tmp_path / f"site{FORMER}") == before
    assert verify(tmp_path / "site", KEY, Feedback()).findings == ()
    # And back, and forth again.
    roll_back(tmp_path / "site")
    assert tree(tmp_path / "site") == before
    roll_back(tmp_path / "site")
    assert tree(tmp_path / "site") == tree(tmp_path / "office")
    # Once only: what stands there now is another version.
    with pytest.raises(NotAllowed):
        apply(made.path, tmp_path / "site", KEY, Feedback())


def test_the_same_changes_have_the_same_bytes(made: Delta, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    again = changed(tmp_path / "again", counted={"shelters-0": (3, 1, 2)})
    assert again.path.read_bytes() == made.path.read_bytes()


def test_a_whole_publication_is_put_where_nothing_or_an_old_one_stands(tmp_path: Path) -> None:
    publish(tmp_path / "office", key=signer())
    whole = write_archive(folder_members(tmp_path / "office"), tmp_path / "whole.zip", Feedback())
    done = apply(whole, tmp_path / "web" / "site", KEY, Feedback())
    assert (done.former, done.carried, done.kept) == (None, 3, 0)
    assert tree(tmp_path / "web" / "site") == tree(tmp_path / "office")
    with pytest.raises(SourceMissing):
        roll_back(tmp_path / "web" / "site")
    done = apply(tmp_path / "office", tmp_path / "web" / "site", KEY, Feedback())
    assert done.former is not None
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"x")
    with pytest.raises(NotAllowed):
        apply(whole, other, KEY, Feedback())
    assert tree(other) == {"a.jpg": b"x"}


def _spoil_zip(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        members: dict[str, Path | bytes] = {one: archive.read(one) for one in archive.namelist()}
    write_archive(members | {name: content}, path, Feedback(), overwrite=True)


@pytest.mark.parametrize("what", ["carried", "manifest", "kept", "base", "key", "unsigned"])
def test_what_does_not_fit_changes_nothing(made: Delta, tmp_path: Path, what: str) -> None:
    key = KEY
    if what == "carried":
        _spoil_zip(made.path, f"{FRONT}data/新しい.csv", b"neW")
    elif what == "manifest":
        _spoil_zip(made.path, f"{FRONT}{MANIFEST}", (tmp_path / "site" / MANIFEST).read_bytes())
    elif what == "kept":
        (tmp_path / "site" / "index.html").write_bytes(b"defaced")
    elif what == "base":
        publish(tmp_path / "site", {"more.html": b"x"}, key=signer())
    elif what == "key":
        key = signer(2).public
    else:
        publish(tmp_path / "site")
        publish(tmp_path / "office", LATER, layers=NOW)
        made.path.unlink()
        write_delta(tmp_path / "site", tmp_path / "office", made.path, Sender(), Feedback())
    before = tree(tmp_path / "site")
    with pytest.raises(GisError):
        apply(made.path, tmp_path / "site", key, Feedback())
    assert tree(tmp_path / "site") == before
    assert {path.name for path in tmp_path.iterdir()} == {"site", "office", "差分.zip"}


def test_changes_need_what_they_change(made: Delta, tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        apply(made.path, tmp_path / "elsewhere", KEY, Feedback())
    (tmp_path / "site" / MANIFEST).unlink()
    with pytest.raises(NotComparable):
        write_delta(tmp_path / "site", tmp_path / "office", tmp_path / "b.zip", SENDER, Feedback())


def test_a_stop_and_a_full_disk_leave_what_stood_there(
    made: Delta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(tmp_path / "site")

    class Impatient(Feedback):
        steps = 0

        def step(self, *words: object) -> None:
            self.steps += 1
            if self.steps == most:
                self.cancel()
            super().step(*words)  # type: ignore[arg-type]

    counting = Impatient()
    most = -1
    verify(made.path, KEY, counting)
    for most in (1, counting.steps + 1, counting.steps + 3):  # noqa: B007 - seen by Impatient
        with pytest.raises(Cancelled):
            apply(made.path, tmp_path / "site", KEY, Impatient())
        assert tree(tmp_path / "site") == before

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(applying, "_copied", full)
    with pytest.raises(ExportFailed):
        apply(made.path, tmp_path / "site", KEY, Feedback())
    assert tree(tmp_path / "site") == before
    assert {path.name for path in tmp_path.iterdir()} == {"site", "office", "差分.zip"}


def test_power_that_fails_between_two_names_loses_nothing(
    made: Delta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(tmp_path / "site")
    real = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if target == tmp_path / "site":
            raise KeyboardInterrupt  # nothing after it runs, as if the machine were off
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fails)
        patch.setattr("shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            apply(made.path, tmp_path / "site", KEY, Feedback())
    assert not (tmp_path / "site").exists()
    assert any(path.name.endswith(".making") for path in tmp_path.iterdir())
    assert settle(tmp_path / "site")
    assert tree(tmp_path / "site") == before
    assert not any(path.name.endswith(".making") for path in tmp_path.iterdir())
    assert not settle(tmp_path / "site")
    assert apply(made.path, tmp_path / "site", KEY, Feedback()).carried == 2


def test_the_receipt_goes_with_it(made: Delta, tmp_path: Path) -> None:
    with zipfile.ZipFile(made.path) as archive:
        text = archive.read("受領書.txt").decode("utf-8-sig")
        paper = archive.read("受領書.pdf")
    assert made.manifest.contents in text.replace(" ", "")
    assert KEY.spoken in text
    for word in (
        "公開データ受領書",
        "汐見浜市",
        "広報課",
        "内線 123",
        "避難所",
        "14",
        "2026-04-01",
        "受領日",
    ):
        assert word in text, word
    assert paper.startswith(b"%PDF-")
    assert "署名なし" in receipt_text(receipt(about(), Sender("広報課")))
    assert (size_text(999), size_text(1_234), size_text(5_600_000_000)) == ("999 B", "1.2 KB", "5.6 GB")
