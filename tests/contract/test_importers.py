"""What every importer keeps, whatever it reads. A new one adds a line to SAMPLES and nothing else."""

from __future__ import annotations

import dataclasses
import inspect
import re
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from importers.base import Importer, ImportResult, Sniff
from importers.registry import HEAD_BYTES, IMPORTERS, importer, recognise
from layers.base import Layer
from layers.errors import GisError, ImportFailed, NotRecognised, SourceMissing
from layers.feedback import Cancelled, Feedback
from layers.receipts import receipt_of_layer
from tests.contract.samples import AFTER, ASKED_FOR, READING, RESUMED, SAMPLES, foreign_files
from tests.importers.citygml.reading import JAPANESE, expect_sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.messages import Message

    ReadOnce = Callable[[str], "Read"]

NAMES = IMPORTERS.names()
READERS = [pytest.param(name, marks=READING.get(name, ())) for name in NAMES]
CANCEL_SECONDS = 1.0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function from an importer to its large sample, made once: making takes longer than reading."""
    made: dict[str, Path] = {}

    def sample(name: str) -> Path:
        if name not in made:
            (made[name],) = SAMPLES[name](tmp_path_factory.mktemp(name), large=True)
        return made[name]

    return sample


@dataclasses.dataclass(frozen=True)
class Read:
    """What reading all samples of an importer gave: results by path, and files as they were before."""

    base: Path
    before: dict[str, tuple[int, int]]
    results: dict[Path, ImportResult]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> ReadOnce:
    """Return a function from an importer to what reading its samples gave, read once for many questions."""
    found: dict[str, Read] = {}

    def read(name: str) -> Read:
        if name not in found:
            row, base = _row(name), tmp_path_factory.mktemp(name)
            (base / "data").mkdir()
            paths = SAMPLES[name](base / "data")
            before = _stamps(base / "data")
            results = {path: row.read(path, _options(row, base), Feedback()) for path in paths}
            found[name] = Read(base, before, results)
        return found[name]

    return read


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in files}


def _options(row: Importer, base: Path) -> Any:
    """Return options that keep what an importer stores within the test."""
    values = {"stores": base / "stores"}
    known = {field.name for field in dataclasses.fields(row.Options)}
    return row.Options(**{name: value for name, value in values.items() if name in known})


def _row(name: str) -> Importer:
    found = importer(name)
    assert found is not None
    return found


def _head(path: Path) -> bytes:
    return b"" if path.is_dir() else path.read_bytes()[:HEAD_BYTES]


# ------------------------------------------------------------------------------------- the table


def test_every_row_of_the_table_is_tried_here() -> None:
    assert set(NAMES) == SAMPLES.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_row_says_who_it_is_in_japanese_and_what_can_be_chosen(name: str) -> None:
    row = _row(name)
    assert row.id == name
    assert JAPANESE.search(row.label)
    assert dataclasses.is_dataclass(row.Options)
    assert row.Options.__dataclass_params__.frozen  # type: ignore[attr-defined]
    row.Options()  # everything has a default
    assert list(inspect.signature(row.sniff).parameters) == ["path", "head"]
    assert list(inspect.signature(row.read).parameters)[:3] == ["path", "options", "feedback"]
    assert inspect.getdoc(type(row))


# ------------------------------------------------------------------------------------- whose file


@pytest.mark.parametrize("name", NAMES)
def test_an_importer_knows_its_own_files(name: str, tmp_path: Path) -> None:
    row = _row(name)
    for path in SAMPLES[name](tmp_path):
        if name in ASKED_FOR:
            assert row.sniff(path, _head(path)) is Sniff.NO, path
            continue
        assert row.sniff(path, _head(path)) is Sniff.YES, path
        assert recognise(path).id == name


@pytest.mark.parametrize("name", NAMES)
def test_an_importer_leaves_the_files_of_others_alone(name: str, tmp_path: Path) -> None:
    row = _row(name)
    (tmp_path / "foreign").mkdir()
    others = foreign_files(tmp_path / "foreign", name)
    for other, samples in SAMPLES.items():
        if other != name and samples is not SAMPLES[name] and other not in AFTER.get(name, ()):
            (tmp_path / other).mkdir()
            others += samples(tmp_path / other)
    for path in others:
        started = time.perf_counter()
        assert row.sniff(path, _head(path)) is Sniff.NO, path
        assert time.perf_counter() - started < 0.5


def test_what_nobody_knows_is_refused_with_one_sentence(tmp_path: Path) -> None:
    for path in foreign_files(tmp_path, *NAMES):
        with pytest.raises((NotRecognised, SourceMissing)) as caught:
            recognise(path)
        expect_sentence(caught.value, path.name)


@pytest.mark.parametrize("name", NAMES)
def test_an_importer_that_is_given_a_foreign_file_says_so(name: str, tmp_path: Path) -> None:
    row = _row(name)
    for path in foreign_files(tmp_path, name):
        with pytest.raises(GisError) as caught:
            row.read(path, _options(row, tmp_path), Feedback())
        assert isinstance(caught.value, ImportFailed | SourceMissing)
        expect_sentence(caught.value, path.name)


# ------------------------------------------------------------------------------------- what comes of it


@pytest.mark.parametrize("name", READERS)
def test_a_result_carries_layers_with_system_extent_source_and_counts(name: str, read_once: ReadOnce) -> None:
    for path, result in read_once(name).results.items():
        assert isinstance(result, ImportResult)
        assert result.layers
        assert result.counts
        assert all(count >= 0 for count in result.counts.values())
        identifiers = [layer.id for layer in result.layers]
        assert len(set(identifiers)) == len(identifiers)
        for layer in result.layers:
            assert isinstance(layer, Layer)
            assert layer.kind
            assert layer.name
            assert re.fullmatch(r"EPSG:\d{4,5}", layer.crs)
            assert layer.source.importer == name
            assert layer.source.path == path
            assert layer.source.modified
            assert layer.data is not None
            extent = layer.extent()
            assert extent is not None
            assert extent[0] <= extent[3]
            assert extent[1] <= extent[4]
            assert len(layer.table()) > 0
            assert layer.describe(0).title
        for finding in result.findings:
            assert JAPANESE.search(str(finding.message))


@pytest.mark.parametrize("name", READERS)
def test_every_layer_has_a_receipt_that_adds_up(name: str, read_once: ReadOnce) -> None:
    for path, result in read_once(name).results.items():
        for layer in result.layers:
            receipt = receipt_of_layer(layer)
            assert receipt["source"] == str(path)
            assert receipt["digest"] == layer.source.digest
            assert len(receipt["digest"]) == 64
            assert receipt["modified"]
            assert receipt["made"]
            assert receipt["crs"] == layer.crs
            assert receipt["target"] == layer.data.crs
            if receipt.get("in") is not None:
                left_out = sum(receipt["left_out"].values())
                assert receipt["in"] == receipt["shown"] + receipt.get("without_shape", 0) + left_out
                assert receipt["shown"] > 0


@pytest.mark.parametrize("name", READERS)
def test_layers_come_into_the_system_of_the_project(name: str, tmp_path: Path) -> None:
    row = _row(name)
    options = dataclasses.replace(_options(row, tmp_path), target="EPSG:6670")
    for layer in row.read(SAMPLES[name](tmp_path)[0], options, Feedback()).layers:
        # A city keeps the system of its own zone.
        assert layer.data.crs == "EPSG:6670" or layer.kind == "buildings"


@pytest.mark.parametrize("name", READERS)
def test_reading_again_gives_the_same_layer(name: str, read_once: ReadOnce) -> None:
    first = read_once(name)
    row = _row(name)
    path, before = next(iter(first.results.items()))
    again = row.read(path, _options(row, first.base), Feedback())
    assert [layer.id for layer in before.layers] == [layer.id for layer in again.layers]
    assert before.counts == again.counts
    assert [layer.source for layer in before.layers] == [layer.source for layer in again.layers]


@pytest.mark.parametrize("name", READERS)
def test_a_source_is_never_changed(name: str, read_once: ReadOnce) -> None:
    read = read_once(name)
    assert read.before
    assert _stamps(read.base / "data") == read.before


# ------------------------------------------------------------------------------------- stopping


@pytest.mark.parametrize("name", NAMES)
def test_a_wish_to_stop_is_heard_before_anything_is_done(name: str, tmp_path: Path) -> None:
    row = _row(name)
    feedback = Feedback()
    feedback.cancel()
    for path in SAMPLES[name](tmp_path):
        with pytest.raises(Cancelled):
            row.read(path, _options(row, tmp_path), feedback)
    assert not list((tmp_path / "stores").glob("*"))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("after", [0.0, 0.2])
def test_a_wish_to_stop_is_heard_within_a_second(
    name: str, after: float, large: Callable[[str], Path], tmp_path: Path
) -> None:
    path = large(name)
    took = _seconds_to_stop(_row(name), path, after, tmp_path / "first")
    if took >= CANCEL_SECONDS:  # once more: the machine may have been busy with something else
        took = _seconds_to_stop(_row(name), path, after, tmp_path / "second")
    assert took < CANCEL_SECONDS


def _seconds_to_stop(row: Importer, path: Path, after: float, base: Path) -> float:
    """Return how long reading went on after it was asked to stop."""
    feedback = Feedback()
    asked: list[float] = []

    def stop() -> None:
        time.sleep(after)
        asked.append(time.perf_counter())
        feedback.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        row.read(path, _options(row, base), feedback)
    except Cancelled:
        left = list((base / "stores").glob("*"))
        assert not left or (row.id in RESUMED and all(one.suffix == ".part" for one in left))
    ended = time.perf_counter()
    stopper.join()
    return ended - asked[0]


@pytest.mark.parametrize("name", READERS)
def test_progress_is_told_and_never_runs_back(
    name: str, large: Callable[[str], Path], tmp_path: Path
) -> None:
    row = _row(name)
    path = large(name)
    shares: list[float] = []
    last = [time.perf_counter()]
    pauses: list[float] = []

    def show(done: float, total: float, text: Message) -> None:
        pauses.append(time.perf_counter() - last[0])
        last[0] = time.perf_counter()
        if total:
            shares.append(done / total)

    row.read(path, _options(row, tmp_path), Feedback(show))
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert len(shares) > 3


# ------------------------------------------------------------------------------------- damage


@pytest.mark.parametrize("name", READERS)
def test_damaged_files_give_one_sentence_or_findings(name: str, tmp_path: Path) -> None:
    row = _row(name)
    (tmp_path / "good").mkdir()
    for good in SAMPLES[name](tmp_path / "good"):
        if good.is_dir():
            continue
        content = good.read_bytes()
        damaged = {
            "nothing": b"",
            "beginning": content[:100],
            "half": content[: len(content) // 2],
            "all but the end": content[:-20],
            "noise": bytes(range(256)) * 40,
            "noise behind the beginning": content[:200] + bytes(range(256)) * 40,
            "noise in the middle": content[: len(content) // 2]
            + b"\xff\x00<>&" * 50
            + content[len(content) // 2 :],
        }
        for what, broken in damaged.items():
            base = tmp_path / what / good.name
            base.parent.mkdir(exist_ok=True)
            base.write_bytes(broken)
            try:
                result = row.read(base, _options(row, tmp_path / what), Feedback())
            except GisError as error:
                refused = error
            else:
                assert result.findings, what
                continue
            assert isinstance(refused, ImportFailed), what
            expect_sentence(refused, good.name)


@pytest.mark.parametrize("name", NAMES)
def test_a_path_with_nothing_there_is_said(name: str, tmp_path: Path) -> None:
    row = _row(name)
    for missing in ("gone.gml", "gone.zip", "gone"):
        with pytest.raises(SourceMissing) as caught:
            row.read(tmp_path / missing, _options(row, tmp_path), Feedback())
        expect_sentence(caught.value, missing)


@pytest.mark.parametrize("name", READERS)
def test_names_may_be_japanese_long_and_odd(name: str, read_once: ReadOnce, tmp_path: Path) -> None:
    row = _row(name)
    base = tmp_path / "館林市　令和7年 (複製) #1 %20 & {x}"
    base.mkdir()
    for path, before in zip(SAMPLES[name](base), read_once(name).results.values(), strict=True):
        renamed = path.rename(path.with_name(f"建物 {{file}} {'長' * 40}{path.suffix}"))
        result = row.read(renamed, _options(row, tmp_path), Feedback())
        assert result.layers[0].source.path == renamed
        assert sorted(result.counts.values()) == sorted(before.counts.values())
        assert len(result.layers[0].table()) == len(before.layers[0].table()) > 0
