"""``python -m gisapp`` does what the command ``gisapp`` does."""

from __future__ import annotations

import sys

from gisapp.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
