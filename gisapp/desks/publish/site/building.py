"""Builds the public map: every layer through what the public may see of it, then the page around it."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.model import PACKAGINGS
from gisapp.desks.publish.picturetiles import PIXELS
from gisapp.desks.publish.projection import RESTRICTED, RESTRICTED_HINT, public_content
from gisapp.desks.publish.site.describing import HEIGHT, layer_of, site_json, slug_of, terms_of
from gisapp.desks.publish.site.embedding import embed
from gisapp.desks.publish.site.fonts import write_fonts
from gisapp.desks.publish.site.looks import look_of
from gisapp.desks.publish.site.pages import write_page
from gisapp.desks.publish.site.rowfiles import write_rows
from gisapp.desks.publish.site.swapping import swapped_in
from gisapp.desks.publish.vectortiles import TilePart, TilesetAbout, standing, write_vector_tiles
from gisapp.export.content import Part
from layers.errors import NotAllowed
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.projection import PublicContent
    from gisapp.desks.publish.site.describing import Bounds
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project

NO_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "公開するレイヤ「{layer}」がプロジェクトにありません。")
NO_LAYER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開の設定を開き直し、レイヤを選び直してください。")
NO_DATA = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」は元のデータが見つからないため、公開できません。")
NO_DATA_HINT = QT_TRANSLATE_NOOP(CONTEXT, "「データの場所を直す」で今ある場所を指定してください。")
ONE_TERRAIN = QT_TRANSLATE_NOOP(CONTEXT, "地図のページの地形は一つです。レイヤ「{layer}」は載せていません。")
COLOURLESS = QT_TRANSLATE_NOOP(
    CONTEXT, "レイヤ「{layer}」は、色分けの列「{column}」を公開しないため、一色で表示します。"
)
WRITING = QT_TRANSLATE_NOOP(CONTEXT, "「{layer}」を地図のページに載せています")
FINISHING = QT_TRANSLATE_NOOP(CONTEXT, "地図のページを仕上げています")


@dataclass(frozen=True)
class Download:
    """A file that the page offers.

    Attributes
    ----------
    layer
        Id of the layer that it holds.
    path
        The file; it is copied.
    label, english
        What the public is told it is.
    """

    layer: str
    path: Path
    label: str
    english: str = ""


@dataclass(frozen=True)
class SiteOptions:
    """What is built.

    Attributes
    ----------
    packaging
        One of :data:`gisapp.desks.publish.model.PACKAGINGS`.
    downloads
        Files that the page offers.
    solids
        Whether solid shapes are written as 3D Tiles too.
    geoid
        Heights of the geoid, for 3D Tiles.
    """

    packaging: str = "both"
    downloads: tuple[Download, ...] = ()
    solids: bool = True
    geoid: Any = None

    def __post_init__(self) -> None:
        if self.packaging not in PACKAGINGS:
            raise ValueError(self.packaging)


@dataclass(frozen=True)
class SiteBuilt:
    """What was built.

    Attributes
    ----------
    folder
        Where it is.
    files
        Paths from the folder, with ``/``, in order.
    bytes
        Of all files.
    features
        Of each layer, by its id in the project.
    """

    folder: Path
    files: tuple[str, ...]
    bytes: int
    features: dict[str, int] = field(default_factory=dict)


@dataclass
class _Making:
    """What was written so far."""

    folder: Path
    layers: list[dict[str, Any]] = field(default_factory=list)
    terrain: dict[str, Any] | None = None
    bounds: list[tuple[bool, Bounds]] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    features: dict[str, int] = field(default_factory=dict)
    hazard: bool = False


def build_site(
    project: Project,
    publications: Sequence[Publication],
    target: Path,
    options: SiteOptions,
    feedback: Feedback,
    *,
    executor: Executor | None = None,
) -> SiteBuilt:
    """Write the public map of some layers into a folder.

    Parameters
    ----------
    project
        With the data of its layers opened.
    publications
        What may be published; those with ``on_site`` are in the map, in this order, the first on top.
    target
        Folder: ``server/`` and ``file/`` go into it. It appears when it is whole; a former
        site stays until then.
    options
        What is built.
    feedback
        Hears of progress and of what is shown otherwise than in the project.
    executor
        Who makes tiles; by default this process.

    Raises
    ------
    layers.errors.NotAllowed
        When a layer may not be published, or has no data.
    layers.errors.ExportFailed
        When the folder cannot be written.
    layers.feedback.Cancelled
        When the user stopped it; the former site is untouched.
    """
    chosen = [one for one in publications if one.on_site]
    with swapped_in(target) as folder:
        making = _Making(folder / "server")
        (making.folder / "data").mkdir(parents=True)
        for number, publication in enumerate(chosen):
            layer = _layer(project, publication)
            share = feedback.share(0.9 * number / len(chosen), 0.9 * (number + 1) / len(chosen))
            share.step(0, 1, Message(WRITING, {"layer": layer.name}))
            _add(making, project, layer, publication, options, share, executor)
        feedback.step(0.9, 1, Message(FINISHING))
        _offer(making, project, options)
        site = _describe(making, project)
        rare = _dress(making, site)
        if options.packaging != "server":
            site["rare"] = rare
            embed(making.folder, folder / "file", site, making.letters, feedback)
        if options.packaging == "file":
            shutil.rmtree(making.folder)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files = tuple(path.relative_to(folder).as_posix() for path in paths)
        size = sum(path.stat().st_size for path in paths)
        feedback.step(1, 1)
    return SiteBuilt(target, files, size, making.features)


def _layer(project: Project, publication: Publication) -> Layer:
    layer = next((one for one in project.layers if one.id == publication.layer), None)
    title = publication.title or publication.layer
    if layer is None:
        raise NotAllowed(NO_LAYER, NO_LAYER_HINT, values={"layer": title})
    if publication.restricted:
        raise NotAllowed(RESTRICTED, RESTRICTED_HINT, values={"layer": layer.name})
    if layer.data is None:
        raise NotAllowed(NO_DATA, NO_DATA_HINT, values={"layer": layer.name})
    return layer


def _add(
    making: _Making,
    project: Project,
    layer: Layer,
    publication: Publication,
    options: SiteOptions,
    feedback: Feedback,
    executor: Executor | None,
) -> None:
    content = public_content(project, layer, publication, feedback)
    if layer.kind in ("raster", "terrain"):
        _add_ground(making, layer, publication, feedback)
        return
    look = look_of(layer, content, publication)
    if look.style.get("hidden"):
        column = getattr(layer.style, "attribute", "")
        values = {"layer": layer.name, "column": column}
        feedback.find(Finding(Severity.INFO, "site-one-colour", COLOURLESS, values, Where(layer.name)))
    slug = slug_of(layer)
    rows = write_rows(content, publication, making.folder, slug, feedback.share(0, 0.3))
    told = layer_of(layer, publication, content, rows, look)
    if rows.kind:
        told |= _tiles(making, content, publication, told, look.field, feedback.share(0.3, 0.9), executor)
    if options.solids and told["kind"] == "buildings" and Part.SHAPES in content.offers:
        _add_solids(making, content, slug, options, feedback.share(0.9, 1.0), executor)
    making.layers.append(told)
    making.letters |= rows.letters
    making.features[layer.id] = len(content)
    making.hazard |= look.hazard
    if rows.bounds:
        making.bounds.append((bool(layer.visible), rows.bounds))


def _tiles(
    making: _Making,
    content: PublicContent,
    publication: Publication,
    told: dict[str, Any],
    coloured: str,
    feedback: Feedback,
    executor: Executor | None,
) -> dict[str, Any]:
    """Write the tiles of a layer with what colours and names need; all else is in its table."""
    slug = told["id"]
    named = publication.label if told["kind"] in ("point", "buildings") or not told.get("search") else ""
    fields = tuple(dict.fromkeys(name for name in (coloured, named) if name))
    extras: dict[str, Any] = {}
    more: dict[str, Any] = {}
    if told["kind"] == "buildings" and Part.SHAPES in content.offers:
        extras[HEIGHT] = standing(content, feedback)
        more["height"] = HEIGHT
    name = f"data/{slug}.pmtiles"
    about = TilesetAbout(publication.title, publication.description, publication.credit)
    part = TilePart(slug, content, fields, extras)
    write_vector_tiles([part], making.folder / name, feedback, executor=executor, about=about)
    return {"tiles": {"file": name, "layer": slug}, **more}


def _add_ground(making: _Making, layer: Layer, publication: Publication, feedback: Feedback) -> None:
    """Write pictures and terrain; they hold no attributes."""
    slug = slug_of(layer)
    name = f"data/{slug}.pmtiles"
    terrain = layer.kind == "terrain"
    if terrain and making.terrain is not None:
        feedback.find(Finding(Severity.WARNING, "site-one-terrain", ONE_TERRAIN, {"layer": layer.name}))
        return
    about: dict[str, Any] = {"name": publication.title, "attribution": publication.credit}
    if terrain:
        from gisapp.desks.publish.terraintiles import write_terrain_tiles

        write_terrain_tiles(layer, making.folder / name, feedback, **about)
    else:
        from gisapp.desks.publish.rastertiles import write_raster_tiles

        write_raster_tiles(layer, making.folder / name, feedback, **about)
    if terrain:
        making.terrain = {"id": slug, **terms_of(publication), "file": name, "size": PIXELS}
    else:
        making.layers.append(
            {"id": slug, **terms_of(publication), "kind": "raster", "fields": [], "style": {"by": "one"}}
            | {"visible": bool(layer.visible), "opacity": round(float(layer.opacity), 2)}
            | {"tiles": {"file": name, "size": PIXELS}}
        )


def _add_solids(
    making: _Making,
    content: PublicContent,
    slug: str,
    options: SiteOptions,
    feedback: Feedback,
    executor: Executor | None,
) -> None:
    from gisapp.desks.publish.tiles3d import write_tileset

    (making.folder / "3dtiles").mkdir(exist_ok=True)
    folder = making.folder / "3dtiles" / slug
    write_tileset(content, folder, feedback, geoid=options.geoid, executor=executor)


def _offer(making: _Making, project: Project, options: SiteOptions) -> None:
    """Copy the files that the page offers, and list them with their layers."""
    slugs = {one.id: slug_of(one) for one in project.layers}
    offered: dict[str, list[dict[str, Any]]] = {}
    for one in options.downloads:
        (making.folder / "downloads").mkdir(exist_ok=True)
        place = making.folder / "downloads" / one.path.name
        shutil.copyfile(one.path, place)
        told = {
            "href": f"downloads/{one.path.name}",
            "label": one.label,
            "english": one.english,
            "bytes": place.stat().st_size,
        }
        offered.setdefault(slugs.get(one.layer, ""), []).append(told)
    for layer in making.layers:
        tileset = making.folder / "3dtiles" / layer["id"] / "tileset.json"
        if tileset.exists():
            size = sum(path.stat().st_size for path in tileset.parent.rglob("*") if path.is_file())
            told = {"href": f"3dtiles/{layer['id']}/tileset.json", "label": "3D Tiles 1.1", "bytes": size}
            offered.setdefault(layer["id"], []).append(told)
        if layer["id"] in offered:
            layer["downloads"] = offered[layer["id"]]


def _describe(making: _Making, project: Project) -> dict[str, Any]:
    shown = [box for visible, box in making.bounds if visible] or [box for _, box in making.bounds]
    extra: dict[str, Any] = {"hazard": making.hazard, "sizes": {}, "versions": {}}
    for path in sorted((making.folder / "data").glob("*")):
        name = path.relative_to(making.folder).as_posix()
        with path.open("rb") as file:
            extra["versions"][name] = hashlib.file_digest(file, "sha256").hexdigest()[:8]
        if path.suffix == ".pmtiles":
            extra["sizes"][name] = path.stat().st_size
    return site_json(project, making.layers, making.terrain, shown, extra)


def _dress(making: _Making, site: dict[str, Any]) -> str:
    """Write page, fonts and description; return a letter that only the second font holds."""
    write_page(making.folder, "server", site)
    text = json.dumps(site, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    _, rare = write_fonts(making.folder, text, making.letters, within=False)
    site["rare"] = rare
    text = json.dumps(site, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (making.folder / "data" / "site.json").write_text(text + "\n", "utf-8", newline="\n")
    return rare
