"""``python -m sample_data.generator [FOLDER]`` builds the town and writes it."""

import sys
from pathlib import Path

from sample_data.generator.town import make_town
from sample_data.generator.write import write_dataset


def main(arguments: list[str]) -> int:
    """Write the data set into a folder, by default beside this package."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1]
    if not folder.is_dir():
        sys.stderr.write(f"{folder} というフォルダがありません。先に作ってください。\n")
        return 2
    archive = write_dataset(make_town(), folder)
    sys.stdout.write(f"{archive} ({archive.stat().st_size / 1e6:.2f} MB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
