"""Settings of the user: one frozen value, kept as JSON in the user's own folder."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from layers import atomicfile, plaindata
from layers.errors import Damaged
from layers.feedback import Finding, Severity, Where
from layers.grids import FOLDER_VARIABLE
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from typing import Any

CONFIG_VARIABLE = "GISAPP_CONFIG"
"""Names another folder for the settings, for tests and for portable installations."""

STORES = "GISAPP_STORES"
"""Names the folder of converted cities for importers, also in other processes."""
SCHEDULER = "GISAPP_SCHEDULER"

DAMAGED = QT_TRANSLATE_NOOP(
    "messages",
    "設定のファイルが壊れていたため、はじめの設定に戻しました。元のファイルは {kept} に残しました。",
)
ODD_VALUE = QT_TRANSLATE_NOOP(
    "messages", "設定「{name}」の値が正しくないため、はじめの値を使います。設定の画面で確かめてください。"
)

RECENT_LIMIT = 12


@dataclass(frozen=True)
class Settings:
    """What the user prefers.

    Attributes
    ----------
    language
        ``ja`` or ``en``.
    theme
        ``system``, ``light`` or ``dark``.
    scale
        Size of texts and controls, 1.0 to 2.0.
    reduced_motion
        The camera jumps instead of flying.
    drawing
        How fine the view is drawn: ``auto``, ``fine`` or ``quick``.
    recent
        Project files and sources opened last, the newest first.
    store_folder
        Where converted cities are kept; empty for the usual place.
    grid_folder
        Where correction grids lie (``TKY2JGD.gsb`` and their like); empty for none.
    scheduler
        Address of a Dask scheduler that shares the work of reading cities; empty for this PC alone.
    backups
        Older versions kept beside a saved project.
    autosave_seconds
        Longest time until a change is safe on the disk.
    shortcuts
        Action id and the keys the user gave it.
    folder_systems
        Folder and the reference system that the user chose last for its data.
    area_columns
        Header of a table of associations and what its columns are, as the areas desk keeps them.
    window
        Geometry and panels as the window wrote them, base64; empty for the first start.
    """

    language: str = field(default="ja", metadata={"choices": ("ja", "en")})
    theme: str = field(default="system", metadata={"choices": ("system", "light", "dark")})
    scale: float = field(default=1.0, metadata={"range": (1.0, 2.0)})
    reduced_motion: bool = False
    drawing: str = field(default="auto", metadata={"choices": ("auto", "fine", "quick")})
    recent: tuple[str, ...] = ()
    store_folder: str = ""
    grid_folder: str = ""
    scheduler: str = ""
    backups: int = field(default=3, metadata={"range": (0, 20)})
    autosave_seconds: float = field(default=2.0, metadata={"range": (0.1, 60.0)})
    shortcuts: tuple[tuple[str, str], ...] = ()
    folder_systems: tuple[tuple[str, str], ...] = ()
    area_columns: tuple[tuple[str, str], ...] = ()
    window: str = ""

    def with_recent(self, path: Path) -> Settings:
        """Return the settings after `path` was opened or saved."""
        name = str(path)
        others = (old for old in self.recent if old != name)
        return replace(self, recent=(name, *others)[:RECENT_LIMIT])

    def without_recent(self, path: Path) -> Settings:
        """Return the settings without a file that is gone."""
        return replace(self, recent=tuple(old for old in self.recent if old != str(path)))


def config_folder() -> Path:
    """Return the folder of the settings."""
    given = os.environ.get(CONFIG_VARIABLE)
    return Path(given) if given else Path(platformdirs.user_config_dir("gisapp", appauthor=False))


def state_folder() -> Path:
    """Return the folder of autosaved work and logs."""
    given = os.environ.get(CONFIG_VARIABLE)
    return Path(given) / "state" if given else Path(platformdirs.user_state_dir("gisapp", appauthor=False))


def store_folder(settings: Settings) -> Path:
    """Return the folder of converted cities."""
    if settings.store_folder:
        return Path(settings.store_folder)
    given = os.environ.get(CONFIG_VARIABLE)
    return Path(given) / "store" if given else Path(platformdirs.user_cache_dir("gisapp", appauthor=False))


def for_importers(settings: Settings) -> dict[str, str]:
    """Return the environment variables by which importers, also in other processes, are told of settings."""
    told = {
        STORES: settings.store_folder,
        FOLDER_VARIABLE: settings.grid_folder,
        SCHEDULER: settings.scheduler,
    }
    return {name: value for name, value in told.items() if value}


def settings_file() -> Path:
    """Return the file of the settings."""
    return config_folder() / "settings.json"


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings.

    Raises
    ------
    layers.errors.ExportFailed
        When the disk is full or the folder may not be written.
    """
    path = path or settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    atomicfile.write(path, plaindata.dump(asdict(settings)))


def load(path: Path | None = None) -> tuple[Settings, tuple[Finding, ...]]:
    """Read the settings; a damaged file is kept aside and never stops the start.

    Returns
    -------
    tuple
        The settings, with the first values where something could not be read, and what was wrong.
    """
    path = path or settings_file()
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    try:
        members = plaindata.Reader(plaindata.parse(content)).value
    except Damaged:
        kept = path.with_name(f"{path.name}.damaged")
        path.replace(kept)
        values = {"kept": str(kept)}
        return Settings(), (
            Finding(Severity.WARNING, "settings-damaged", DAMAGED, values, Where(file=str(path))),
        )
    given: dict[str, Any] = {}
    findings = []
    for one in fields(Settings):
        if one.name not in members:
            continue
        try:
            given[one.name] = _checked(one.name, members[one.name], one.default, dict(one.metadata))
        except Damaged:
            values = {"name": one.name}
            where = Where(file=str(path))
            findings.append(Finding(Severity.WARNING, "settings-value", ODD_VALUE, values, where))
    return Settings(**given), tuple(findings)


def _checked(name: str, value: object, default: object, metadata: dict[str, Any]) -> object:
    """Return `value` as the field's own type, or say that it is none."""
    reader = plaindata.Reader({name: value})
    found: object
    if isinstance(default, bool):
        found = reader.flag(name, default=default)
    elif isinstance(default, int):
        found = reader.integer(name)
    elif isinstance(default, float):
        found = reader.number(name)
    elif isinstance(default, str):
        found = reader.text(name)
    elif name in ("shortcuts", "folder_systems", "area_columns"):
        found = reader.items(name, _pair)
    else:
        found = reader.items(name, _text)
    if "choices" in metadata and found not in metadata["choices"]:
        plaindata.fail(name)
    if "range" in metadata:
        low, high = metadata["range"]
        if not isinstance(found, (int, float)) or not low <= found <= high:
            plaindata.fail(name)
    return found


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        plaindata.fail(place)
    return value


def _pair(value: object, place: str) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        plaindata.fail(place)
    return _text(value[0], place), _text(value[1], place)
