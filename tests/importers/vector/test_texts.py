"""Texts that are decoded here are those that GDAL would have made, and what it would have dropped is told."""

from __future__ import annotations

import struct
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pyogrio
import pytest

from importers.textencoding import REPLACEMENT
from importers.vector.texts import PLAIN, gdal_name, known_here, readable
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def table_of(path: Path, texts: Sequence[bytes], width: int, name: bytes = b"NAME") -> Path:
    """Write a dBASE table of one column."""
    head = struct.pack("<B3BIHH20x", 3, 126, 1, 1, len(texts), 65, 1 + width)
    column = struct.pack("<11sc4xB15x", name, b"C", width)
    path.write_bytes(head + column + b"\r" + b"".join(b" " + text.ljust(width) for text in texts))
    return path


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_every_letter_is_the_one_that_gdal_reads(encoding: str, tmp_path: Path) -> None:
    pairs = [bytes([one, two]) for one in range(0x81, 0xFF) for two in range(0x40, 0xFF)]
    texts = [b"A" + letter + b"B" for letter in (*(bytes([one]) for one in range(0x21, 0x100)), *pairs)]
    path = table_of(tmp_path / "letters.dbf", texts, 6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it says that it drops some
        theirs, _ = readable(pyogrio.read_arrow(path, encoding=gdal_name(encoding))[1])
    ours, damage = readable(pyogrio.read_arrow(path, encoding=PLAIN)[1], encoding)
    read, wanted = ours.column("NAME").to_pylist(), theirs.column("NAME").to_pylist()
    whole = [row for row, text in enumerate(read) if REPLACEMENT not in text]
    assert len(whole) > 6_000
    assert [read[row] for row in whole] == [wanted[row] for row in whole]
    assert damage.count == sum(text.count(REPLACEMENT) for text in read)
    assert damage.line == next(row for row, text in enumerate(read) if REPLACEMENT in text) + 1


def test_names_cut_letters_and_gaps(tmp_path: Path) -> None:
    word = "長崎".encode("cp932")
    texts = [word, b"", b"plain", word[:3]]
    path = table_of(tmp_path / "cut.dbf", texts, 5, "名称".encode("cp932"))
    table, damage = readable(pyogrio.read_arrow(path, encoding=PLAIN)[1], "cp932")
    assert table.column("名称").to_pylist() == ["長崎", None, "plain", f"長{REPLACEMENT}"]
    assert (damage.count, damage.line) == (1, 4)


def test_an_encoding_that_only_gdal_knows_is_left_to_it() -> None:
    assert known_here("cp932")
    assert not known_here("no such encoding")


def test_to_recognise_a_file_and_read_it_no_compiler_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "lots.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1},'
        '"geometry": {"type": "Point", "coordinates": [129.87, 32.75]}}]}',
        encoding="utf-8",
    )
    program = (
        "import sys; from pathlib import Path; from gisapp.reading import read_data\n"
        "from layers.feedback import Feedback\n"
        "path = Path(sys.argv[1])\n"
        "layers = read_data(path, Feedback(), stores=path.parent / 'stores').layers\n"
        "print(len(layers), 'numba' in sys.modules)"
    )
    made = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert made.stdout.split() == ["1", "False"]
