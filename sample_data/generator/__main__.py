"""``python -m sample_data.generator [FOLDER]`` builds the town and writes it.

With ``--check`` it writes into a temporary folder and says what differs from the delivered data.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sample_data.generator.made import differences
from sample_data.generator.town import make_town
from sample_data.generator.write import write_dataset

DELIVERED = Path(__file__).resolve().parents[1]


def check() -> int:
    """Make everything again and compare."""
    with TemporaryDirectory() as name:
        write_dataset(make_town(), Path(name))
        found = differences(Path(name), DELIVERED)
    sys.stdout.write("".join(f"違います: {one}\n" for one in found) or "すべて同じです。\n")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Write the data set into a folder, by default beside this package."""
    if arguments == ["--check"]:
        return check()
    folder = Path(arguments[0]) if arguments else DELIVERED
    if not folder.is_dir():
        sys.stderr.write(f"{folder} というフォルダがありません。先に作ってください。\n")
        return 2
    archive = write_dataset(make_town(), folder)
    sys.stdout.write(f"{archive} ({archive.stat().st_size / 1e6:.2f} MB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
