"""Renews the libraries of the page from their npm packages: a tool for developers.

Run ``npm install --ignore-scripts maplibre-gl@VERSION pmtiles@VERSION`` in an empty folder, then::

    python -m gisapp.desks.publish.web.renew FOLDER/node_modules

The files are taken as they are, without the line that names a source map. ``VERSIONS.json`` says what they
are; a test compares its digests with the files.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
LIBRARIES = {
    "maplibre-gl": (
        "MapLibre GL JS",
        "BSD-3-Clause",
        (
            "dist/maplibre-gl.js",
            "dist/maplibre-gl-csp.js",
            "dist/maplibre-gl-csp-worker.js",
            "dist/maplibre-gl.css",
        ),
    ),
    "pmtiles": ("PMTiles", "BSD-3-Clause", ("dist/pmtiles.js",)),
}
TYPEFACE = {
    "name": "Noto Sans JP",
    "version": "pylopdf-fonts-jp 0.1.1",
    "licence": "OFL-1.1",
    "text": "LICENSE-NotoSansJP.txt",
    "files": {},
}
_MAP = re.compile(rb"\n?(//# sourceMappingURL=[^\n]*|/\*# sourceMappingURL=[^\n]*\*/)\s*$")


def renew(modules: Path) -> None:
    """Copy the libraries out of a folder of npm packages and write down what they are.

    Parameters
    ----------
    modules
        ``node_modules`` that holds the packages. PMTiles comes without the text of its licence, which stays.
    """
    libraries = []
    for package, (name, licence, paths) in LIBRARIES.items():
        held = json.loads((modules / package / "package.json").read_text("utf-8"))
        digests = {}
        for path in paths:
            data = _MAP.sub(b"", (modules / package / path).read_bytes()).rstrip() + b"\n"
            target = VENDOR / Path(path).name
            target.write_bytes(data)
            digests[target.name] = hashlib.sha256(data).hexdigest()
        text = f"LICENSE-{package}.txt"
        if (modules / package / "LICENSE.txt").exists():
            shutil.copyfile(modules / package / "LICENSE.txt", VENDOR / text)
        libraries.append(
            {"name": name, "version": held["version"], "licence": licence, "text": text, "files": digests}
        )
    document = json.dumps({"libraries": [*libraries, TYPEFACE]}, ensure_ascii=False, indent=1)
    (VENDOR / "VERSIONS.json").write_text(document + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    renew(Path(sys.argv[1]))
