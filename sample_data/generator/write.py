"""Writes the archive so that the same town always gives the same bytes."""

import json
import zipfile
from pathlib import Path

from sample_data.generator.dataset import ROOT, make_dataset
from sample_data.generator.layer_files import write_layers
from sample_data.generator.made import digests, sources
from sample_data.generator.project_file import PROJECT, project_text
from sample_data.generator.town import Town

WRITTEN = (2025, 3, 21, 0, 0, 0)
UNIX = 3
READABLE = 0o644 << 16


def write_archive(files: dict[str, bytes], target: Path) -> None:
    """Write files as one zip, sorted, with fixed times and rights.

    Parameters
    ----------
    files
        Contents by path inside the archive.
    target
        The zip; written beside itself first and then moved into place.
    """
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, files[name])
    partial.replace(target)


def write_dataset(town: Town, folder: Path) -> Path:
    """Write archive, layers, project and summary into a folder; returns the path of the archive."""
    dataset = make_dataset(town)
    target = folder / f"{ROOT}.zip"
    write_archive(dataset.files, target)
    told = dataset.summary | write_layers(town, folder)
    (folder / PROJECT).write_text(project_text(town, target.name), encoding="utf-8", newline="\n")
    told |= {"generator": sources(), "sha256_of_files": digests(folder)}
    summary = json.dumps(told, ensure_ascii=False, indent=2)
    (folder / "summary.json").write_text(summary + "\n", encoding="utf-8", newline="\n")
    return target
