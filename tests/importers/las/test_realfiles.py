"""Real files beside an independent read, and files that are broken in every way known.

All files are tried by ``python -m tests.benchmarks.scanfiles``, whose table is in docs/SCAN.md.
"""

from __future__ import annotations

import csv
import struct
from typing import TYPE_CHECKING, Any

import pytest

from importers.las.header import read_header
from importers.las.index import building
from tests.benchmarks import scanfiles
from tests.importers.citygml.reading import JAPANESE
from tests.importers.las.clouds import Here, changed, town, written
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPRESENTATIVE = (
    "copcval__1.2-with-color.copc.laz",  # COPC, whose chunks are of any size
    "laspy__1_4_w_evlr.laz",
    "laspy__extra.laz",
    "laspy__simple1_3.las",  # waveform, and points outside of its box
    "laspy__unregistered_extra_bytes.las",
    "lazrs__point10.laz",
    "liblas__lots_of_vlr.las",
    "made__pf5.las",
    "made__pf9.las",
    "pdal__autzen_autzen-dd.las",
    "pdal__las_gps-time-nan.las",
    "pdal__laszip_laszip-generated_with2bytespadding.laz",
)
"""One of each kind: versions 1.0 to 1.4, formats 0 to 9, extra bytes, records, compressed or not."""
OTHERWISE = {
    "made__zeroscale.las",  # no place can be told from it
    "made__kyobashiB01_epoch1.laz",  # the table tells of a longer one
    "made__kyobashiB01_epoch2.laz",
}


@pytest.mark.parametrize("name", REPRESENTATIVE)
def test_a_file_and_its_index_hold_what_an_independent_read_finds(
    name: str, real_data: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "Pool", Here)
    source = real_data(f"las/{name}")
    target = scanfiles.target_of(source, tmp_path)
    told = scanfiles.look_and_index(source, target)
    assert "error" not in told
    assert scanfiles.compared(told, source, target) == []


def test_heads_say_what_the_table_of_the_files_says(real_data: Callable[[str], Path]) -> None:
    folder = real_data("las")
    with (folder / "TABLE.tsv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if "FAIL" not in row["notes"]]
    sound = [row for row in rows if row["file"] not in OTHERWISE and (folder / row["file"]).exists()]
    assert len(sound) > 100
    for row in sound:
        header = read_header(folder / row["file"])
        said = (header.version, str(header.point_format), str(header.claimed), str(header.copc))
        assert said == (row["version"], row["pf"], row["points"], row["copc"]), row["file"]


def _broken_files(base: Path) -> list[Path]:
    """Write files of each class of damage."""
    las = written(base / "town.las", town(3_000))
    laz = written(base / "town.laz", town(3_000))
    old = written(base / "old.laz", town(3_000), point_format=1, version="1.2")
    made = [
        changed(las, 100, "<I", 0x7FFFFFFF),  # records without end
        changed(las, 131, "<d", 0.0),  # no scale
        changed(las, 139, "<d", float("nan")),
        changed(las, 0, "<B", 0),  # the signature
        changed(las, 104, "<B", 63),  # a format that nobody has defined
        changed(laz, 247, "<Q", 1 << 60),  # more points than there are atoms
        changed(old, 107, "<I", 0xFFFFFFFF),
    ]
    content = laz.read_bytes()
    for name, cut in (
        ("cut.laz", content[: len(content) * 6 // 10]),
        ("page.laz", b"<html><body>404 Not Found</body></html>"),
        ("nothing.las", b""),
        ("head.las", content[:300]),
        ("noise.laz", content[:3_000] + bytes(range(256)) * 40),
    ):
        (base / name).write_bytes(cut)
        made.append(base / name)
    spoilt = bytearray(content)
    (points_at,) = struct.unpack_from("<I", content, 96)
    struct.pack_into("<q", spoilt, points_at, 1 << 50)  # where the table of chunks should stand
    (base / "table.laz").write_bytes(spoilt)
    return [*made, base / "table.laz"]


def test_every_broken_file_gives_one_sentence_soon_and_in_little_memory(tmp_path: Path) -> None:
    made = _broken_files(tmp_path)
    names = ("laszip__broken_*.laz", "made__truncated60.laz", "made__html_as_laz.laz", "made__empty.las")
    files = [*made, *(file for name in names for file in real_files(f"las/{name}"))]
    done = scanfiles.measured(tmp_path, *files)
    assert 0 < done.megabytes < scanfiles.MOST_MEGABYTES
    for file, one in zip(files, done.answer["files"], strict=True):
        _expect_sentence(one, file)


def _expect_sentence(told: dict[str, Any], file: Path) -> None:
    """Expect one Japanese sentence that names the file, and another on what to do."""
    if "error" not in told:  # a head that claims too much: what is there is read, and said to be less
        assert told["points"] < told["claimed"]
        assert any("途中で切れています" in one for one in told["findings"]), file.name
        return
    assert told["seconds"] < scanfiles.MOST_SECONDS, file.name
    assert file.name in told["error"]
    for sentence in (told["error"], told["hint"]):
        assert JAPANESE.search(sentence)
        assert sentence.endswith("。")
