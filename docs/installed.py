"""Print what an installation holds: packages, versions, licences and megabytes.

Run it in the environment that is asked about: .venv/bin/python docs/installed.py > docs/INSTALLED.md
"""

from __future__ import annotations

import platform
from importlib.metadata import Distribution, distributions
from pathlib import Path

LONGEST_LICENCE = 60


def megabytes(distribution: Distribution) -> float:
    """Return the size of all files that belong to a distribution."""
    paths = (Path(str(distribution.locate_file(file))) for file in distribution.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def licence(distribution: Distribution) -> str:
    """Return the licence in a few words, as the distribution states it."""
    metadata = distribution.metadata.json
    stated = str(metadata.get("license_expression", ""))
    if not stated:
        classifiers = [text for text in metadata.get("classifier", []) if text.startswith("License ::")]
        names = [text.split(" :: ")[-1] for text in classifiers]
        stated = ", ".join(names) or str(metadata.get("license", "not stated")).splitlines()[0]
    return stated if len(stated) <= LONGEST_LICENCE else stated[: LONGEST_LICENCE - 1] + "…"


def main() -> None:
    """Print a table in Markdown, the largest first."""
    rows = sorted(
        ((megabytes(item), item.name, item.version, licence(item)) for item in distributions()), reverse=True
    )
    total = sum(row[0] for row in rows)
    print("# What an installation holds\n")
    machine = f"{platform.system()} and Python {platform.python_version()}"
    print(f"{len(rows)} packages, {total:,.0f} MB, on {machine}.")
    print("Made by `docs/installed.py`.\n")
    print("| package | version | MB | licence |\n| --- | --- | ---: | --- |")
    for size, name, version, words in rows:
        print(f"| {name} | {version} | {size:,.1f} | {words} |")


if __name__ == "__main__":
    main()
