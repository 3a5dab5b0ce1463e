"""A saved recipe: what is published from which project, where it goes, and how far it may change by itself.

YAML, read as plain values by the safe loader: no object of Python, no anchors that multiply, nothing that
this page does not know. What is wrong is told with its line, for a recipe runs at night when nobody looks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from gisapp.desks.publish.model import PACKAGINGS
from gisapp.export.formats import FORMATS
from layers.errors import DamagedFile, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yaml import Node

VERSION = 1
MOST_BYTES = 1 << 18
MOST_DEEP = 8
MOST_ITEMS = 2000
LONGEST = 1000
ALL = "all"
STOP, LEAVE_OUT = "stop", "leave-out"
KEYS = ("default", "none")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*[%％]")

_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} がありません。")
_MISSING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "名前と場所を確かめてください。書き方は docs/PUBLISH.md にあります。"
)
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} の {line} 行目を読めません（{fault}）。")
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} の {line} 行目の「{key}」は、知らない項目です。")
_WRONG = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} の {line} 行目の「{key}」の値が正しくありません。{wanted}")
_LACKING = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} に「{key}」がありません（{line} 行目）。")
_TWICE = QT_TRANSLATE_NOOP(CONTEXT, "レシピ {file} の {line} 行目に、「{key}」がもう一度あります。")
_HINT = QT_TRANSLATE_NOOP(CONTEXT, "書き方は docs/PUBLISH.md の「レシピ」にあります。")


@dataclass(frozen=True)
class SiteTarget:
    """The map: its folder, and for what it is packed."""

    to: Path
    packaging: str = "server"


@dataclass(frozen=True)
class PackageTarget:
    """The package: its file, whether forms are in it, and whether the map is."""

    to: Path
    forms: tuple[str, ...] = ()
    site: bool = False


@dataclass(frozen=True)
class Limits:
    """How much of a layer may change without anybody looking: shares of 1 of what was published before.

    None stands for no limit.
    """

    added: float | None = None
    removed: float | None = 0.1
    changed: float | None = 0.5


@dataclass(frozen=True)
class Recipe:
    """What a run does.

    Attributes
    ----------
    path
        Of the recipe; other paths in it begin at its folder.
    project
        The project file.
    layers
        Ids or names; empty for all that have a publication.
    site, package, delta
        What is made: the map, a package, and a zip of what changed since the run before. None for nothing.
    database
        The small file of a database into which public contents go as tables, None for none.
    limits
        How far it may change.
    blocked
        ``stop`` writes nothing at all when a layer may not be published, ``leave-out`` the others.
    key
        ``default`` for the user's key, ``none`` for no signature, or the path of a key.
    department, contact
        Who publishes; an office.
    scheduler, processes
        Who works: the address of a Dask scheduler, or so many processes (0: as many as there are cores).
    report
        Folder of reports; by default ``報告`` beside the recipe.
    reports
        How many reports are kept.
    state
        Folder in which a run keeps what the next one compares with.
    """

    path: Path
    project: Path
    layers: tuple[str, ...] = ()
    site: SiteTarget | None = None
    package: PackageTarget | None = None
    delta: Path | None = None
    database: Path | None = None
    limits: Limits = field(default_factory=Limits)
    blocked: str = STOP
    key: str = "default"
    department: str = ""
    contact: str = ""
    scheduler: str = ""
    processes: int = 0
    report: Path = Path()
    reports: int = 30
    state: Path = Path()


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises
    ------
    layers.errors.SourceMissing
        When it is not there.
    layers.errors.DamagedFile
        When it is not what a recipe is; the sentence names the line.
    """
    values = {"file": path.name}
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceMissing(_MISSING, _MISSING_HINT, values=values, where=Where(str(path))) from error
    return _Reader(path, content).recipe()


class _Reader:
    """Reads one recipe."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        self._folder = path.resolve().parent
        if len(content) > MOST_BYTES:
            self._broken(1, f"> {MOST_BYTES:,} B")
        try:
            self._text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._broken(content[: error.start].count(b"\n") + 1, "UTF-8")

    def recipe(self) -> Recipe:
        import yaml

        try:
            self._refuse_tricks()
            node = yaml.compose(self._text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            self._broken(mark.line + 1 if mark else 1, error.problem or "YAML")
        except (yaml.YAMLError, RecursionError) as error:
            self._broken(1, type(error).__name__)
        if not isinstance(node, yaml.MappingNode):
            self._broken(1, "YAML")
        said = self._mapping(
            node,
            {
                "version": self._version,
                "project": self._file,
                "layers": self._layers,
                "site": self._site,
                "package": self._package,
                "delta": self._delta,
                "database": self._file,
                "limits": self._limits,
                "blocked": self._one_of(STOP, LEAVE_OUT),
                "key": self._key,
                "department": self._words,
                "contact": self._words,
                "scheduler": self._words,
                "processes": self._number(0, 256),
                "report": self._file,
                "reports": self._number(1, 10_000),
                "state": self._file,
            },
        )
        for key in ("version", "project"):
            if key not in said:
                self._fail(_LACKING, 1, key=key)
        if not any(said.get(key) for key in ("site", "package", "delta", "database")):
            self._fail(_LACKING, 1, key="site / package / delta / database")
        if said.get("delta") and not said.get("site"):
            self._fail(_LACKING, 1, key="site")  # changes are those of the map
        del said["version"]
        said.setdefault("report", self._folder / "報告")
        said.setdefault("state", self._folder / f".{self._path.stem}.state")
        return Recipe(self._path, **said)

    def _refuse_tricks(self) -> None:
        """Refuse anchors, tags, and what is too much or too deep, before anything is made of it."""
        import yaml

        depth = 0
        for items, event in enumerate(yaml.parse(self._text, Loader=yaml.SafeLoader)):
            line = event.start_mark.line + 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MOST_DEEP or items > MOST_ITEMS:
                self._broken(line, "depth / size")
            if getattr(event, "anchor", None) is not None:
                self._broken(line, "anchor")
            if getattr(event, "tag", None) is not None:
                self._broken(line, str(event.tag)[:60])

    def _mapping(self, node: Node, known: Mapping[str, Callable[[Node, str], Any]]) -> dict[str, Any]:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            self._broken(node.start_mark.line + 1, "key: value")
        found: dict[str, Any] = {}
        for key_node, value in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key not in known:
                self._fail(_UNKNOWN, line, key=key[:60])
            if key in found:
                self._fail(_TWICE, line, key=key)
            found[key] = known[key](value, key)
        return found

    def _scalar(self, node: Node, key: str, wanted: str = "") -> Any:
        import yaml

        if not isinstance(node, yaml.ScalarNode) or len(node.value) > LONGEST:
            self._wrong(node, key, wanted)
        return yaml.SafeLoader("").construct_object(node)  # a plain value: text, number, yes or no, nothing

    def _version(self, node: Node, key: str) -> int:
        value = self._scalar(node, key)
        if value != VERSION or isinstance(value, bool):
            self._wrong(node, key, str(VERSION))
        return VERSION

    def _words(self, node: Node, key: str) -> str:
        value = self._scalar(node, key)
        if not isinstance(value, str) or not value.isprintable():
            self._wrong(node, key)
        return value

    def _file(self, node: Node, key: str) -> Path:
        words = self._words(node, key)
        if not words:
            self._wrong(node, key)
        return self._folder / words

    def _one_of(self, *known: str) -> Callable[[Node, str], str]:
        def read(node: Node, key: str) -> str:
            value = self._scalar(node, key)
            if value not in known:
                self._wrong(node, key, " / ".join(known))
            return str(value)

        return read

    def _number(self, least: int, most: int) -> Callable[[Node, str], int]:
        def read(node: Node, key: str) -> int:
            value = self._scalar(node, key)
            if type(value) is not int or not least <= value <= most:
                self._wrong(node, key, f"{least}～{most}")
            return value

        return read

    def _flag(self, node: Node, key: str) -> bool:
        value = self._scalar(node, key)
        if not isinstance(value, bool):
            self._wrong(node, key, "true / false")
        return value

    def _list(self, node: Node, key: str) -> tuple[str, ...]:
        import yaml

        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._wrong(node, key)
        return tuple(self._words(item, key) for item in node.value)

    def _layers(self, node: Node, key: str) -> tuple[str, ...]:
        import yaml

        if isinstance(node, yaml.SequenceNode):
            return self._list(node, key)
        if self._scalar(node, key) != ALL:
            self._wrong(node, key, ALL)
        return ()

    def _forms(self, node: Node, key: str) -> tuple[str, ...]:
        known = {one.suffix for one in FORMATS}
        found = self._list(node, key)
        if not set(found) <= known:
            self._wrong(node, key, " ".join(sorted(known)))
        return found

    def _site(self, node: Node, key: str) -> SiteTarget:
        said = self._mapping(node, {"to": self._file, "packaging": self._one_of(*PACKAGINGS)})
        return SiteTarget(self._to(said, node, key), said.get("packaging", "server"))

    def _package(self, node: Node, key: str) -> PackageTarget:
        said = self._mapping(node, {"to": self._file, "forms": self._forms, "site": self._flag})
        to = self._to(said, node, key)
        if to.suffix.lower() != ".zip":
            self._wrong(node, "to", ".zip")
        return PackageTarget(to, said.get("forms", ()), said.get("site", False))

    def _delta(self, node: Node, key: str) -> Path:
        to = self._to(self._mapping(node, {"to": self._file}), node, key)
        if to.suffix.lower() != ".zip":
            self._wrong(node, "to", ".zip")
        return to

    def _to(self, said: dict[str, Any], node: Node, key: str) -> Path:
        if "to" not in said:
            self._fail(_LACKING, node.start_mark.line + 1, key=f"{key}.to")
        return Path(said["to"])

    def _limits(self, node: Node, key: str) -> Limits:
        del key
        shares = dict.fromkeys(("added", "removed", "changed"), self._share)
        return Limits(**self._mapping(node, shares))

    def _share(self, node: Node, key: str) -> float | None:
        value = self._scalar(node, key)
        if value == "none":
            return None
        match = _SHARE.fullmatch(value) if isinstance(value, str) else None
        if match is None or float(match[1]) > 100:
            self._wrong(node, key, "0%～100% / none")
        return float(match[1]) / 100

    def _key(self, node: Node, key: str) -> str:
        value = self._words(node, key)
        if not value:
            self._wrong(node, key, " / ".join(KEYS))
        return value if value in KEYS else str(self._folder / value)

    def _wrong(self, node: Node, key: str, wanted: str = "") -> NoReturn:
        self._fail(_WRONG, node.start_mark.line + 1, key=key, wanted=wanted)

    def _broken(self, line: int, fault: str) -> NoReturn:
        self._fail(_BROKEN, line, fault=fault)

    def _fail(self, template: str, line: int = 0, **told: object) -> NoReturn:
        values = {"file": self._path.name, "line": line, **told}
        raise DamagedFile(template, _HINT, values=values, where=Where(str(self._path), line))
