from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from layers.atomicfile import backup, write
from layers.errors import ExportFailed


def test_old_versions_are_kept_in_order(tmp_path: Path) -> None:
    path = tmp_path / "町.gisproj"
    for number in range(6):
        write(path, str(number).encode(), backups=3)
    assert path.read_bytes() == b"5"
    assert [backup(path, number).read_bytes() for number in (1, 2, 3)] == [b"4", b"3", b"2"]
    assert sorted(tmp_path.iterdir()) == sorted([path, *(backup(path, number) for number in (1, 2, 3))])


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match=r"町\.gisproj を保存できませんでした。フォルダ"):
        write(tmp_path / "none" / "町.gisproj", b"")


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    write(path, b"old")

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportFailed, match="ディスクの空きがありません"):
        write(path, b"new", backups=2)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: Windows has no such modes")
def test_a_new_file_is_as_readable_as_any_other_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    path = tmp_path / "a.json"
    write(path, b"1")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    write(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o640
