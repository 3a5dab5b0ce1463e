"""Make the table of standard codes from the published code lists of i-UR.

Run as ``python -m importers.citygml.make_standard_codes FOLDER``, where FOLDER holds the lists as GML
dictionaries. Only facts are kept: the name of a list, its codes and their labels.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from importers.citygml.codelists import STANDARD_CODES, parse_dictionary


def standard_codes(folder: Path) -> str:
    """Return the table as JSON: list names to codes to labels, lists sorted by name.

    Parameters
    ----------
    folder
        Folder with one XML file for each list.
    """
    lists = {
        path.stem: parse_dictionary(path.read_bytes(), path.name) for path in sorted(folder.glob("*.xml"))
    }
    # One list a line keeps differences between editions readable.
    rows = (
        f"{json.dumps(name)}:{json.dumps(codes, ensure_ascii=False, separators=(',', ':'))}"
        for name, codes in lists.items()
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Write the table beside the module that reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    STANDARD_CODES.write_text(standard_codes(parser.parse_args().folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
