"""The files of the page itself: its markup, scripts, styles, libraries, and settings for web servers."""

from __future__ import annotations

import html
import json
import shutil
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WEB = "gisapp.desks.publish.web"
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What the page may do. Icons of the map's controls are ``data:`` pictures, prints are made of one too."""
POLICIES = {
    # Workers of the map are a file of their own on a server; on a disk they can only come out of the library.
    "server": {**_POLICY, "worker-src": "'self'", "child-src": "'self'"},
    "file": {**_POLICY, "worker-src": "blob:", "child-src": "blob:", "font-src": "data:"},
}
LIBRARIES = {
    "server": ("maplibre-gl-csp.js", "maplibre-gl-csp-worker.js", "pmtiles.js", "maplibre-gl.css"),
    "file": ("maplibre-gl.js", "pmtiles.js", "maplibre-gl.css"),
}
_AT_ONCE = {"server": ("maplibre-gl-csp.js", "pmtiles.js"), "file": ("maplibre-gl.js", "pmtiles.js")}
LICENCES = ("LICENSE-maplibre-gl.txt", "LICENSE-pmtiles.txt", "LICENSE-NotoSansJP.txt")


def words() -> dict[str, dict[str, str]]:
    """Return the words of the page in both languages."""
    found: dict[str, dict[str, str]] = json.loads((files(WEB) / "words.json").read_text(encoding="utf-8"))
    return found


def software() -> list[dict[str, str]]:
    """Return the libraries of the page, with the files that hold their licences."""
    held = json.loads((files(WEB) / "vendor" / "VERSIONS.json").read_text(encoding="utf-8"))
    return [
        {
            "name": one["name"],
            "version": one["version"],
            "licence": one["licence"],
            "text": f"vendor/{one['text']}",
        }
        for one in held["libraries"]
    ]


def write_page(folder: Path, packaging: str, site: Mapping[str, Any]) -> None:
    """Write all files of the page that hold no data.

    Parameters
    ----------
    folder
        Of the site.
    packaging
        ``server`` or ``file``.
    site
        The description of the site; its title and the list of data are also in the markup.
    """
    (folder / "vendor").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    with as_file(files(WEB)) as web:
        for name in (*LIBRARIES[packaging], *LICENCES):
            shutil.copyfile(web / "vendor" / name, folder / "vendor" / name)
        for name in ("style.css", "print.css"):
            shutil.copyfile(web / name, folder / "assets" / name)
        shutil.copyfile(web / "icon.svg", folder / "assets" / "icon.svg")
        scripts = sorted((web / "app").glob("*.js"))
        text = "".join(path.read_text("utf-8") for path in scripts)
        (folder / "assets" / "app.js").write_text(text, "utf-8", newline="\n")
        markup = _markup(
            (web / "index.html").read_text("utf-8"), (web / "icons.svg").read_text("utf-8"), packaging, site
        )
        (folder / "index.html").write_text(markup, "utf-8", newline="\n")
        if packaging == "server":
            _write_settings(folder, web / "server")
        else:
            shutil.copyfile(web / "server" / "README-file.txt", folder / "README.txt")


def policy(packaging: str) -> str:
    """Return the content security policy of the page as one line."""
    return "; ".join(f"{name} {value}" for name, value in POLICIES[packaging].items())


def _markup(template: str, icons: str, packaging: str, site: Mapping[str, Any]) -> str:
    scripts = [f"vendor/{name}" for name in _AT_ONCE[packaging]] + ["assets/app.js"]
    values = {
        "packaging": packaging,
        "policy": html.escape(policy(packaging)),
        "title": html.escape(site["title"]),
        "description": html.escape(site.get("description", "") or site["title"]),
        "icons": icons.strip(),
        "scripts": "\n".join(f'<script src="{name}" defer></script>' for name in scripts),
        "listing": _listing(site),
    }
    for name, value in values.items():
        template = template.replace("{{" + name + "}}", value.replace("{{", "&#123;&#123;"))
    return template


def _listing(site: Mapping[str, Any]) -> str:
    """Return the data sets with their files as a list, for browsers without scripts."""
    lines = []
    for layer in site["layers"]:
        links = " ".join(
            f'<a href="{html.escape(one["href"])}">{html.escape(one["label"])}</a>'
            for one in layer.get("downloads", ())
        )
        lines.append(f"<li>{html.escape(layer['title'])} {links}</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _write_settings(folder: Path, source: Path) -> None:
    """Write settings for Apache, IIS and nginx; a policy in headers can do more than one in the page."""
    headers = f"{policy('server')}; frame-ancestors 'self'"
    for name, target in (
        ("htaccess.txt", ".htaccess"),
        ("web.config", "web.config"),
        ("nginx.conf", "nginx.conf.example"),
        ("README-server.txt", "README.txt"),
    ):
        text = (source / name).read_text("utf-8").replace("{{policy}}", headers)
        (folder / target).write_text(text, "utf-8", newline="\n")
