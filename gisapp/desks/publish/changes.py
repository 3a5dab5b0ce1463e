"""What changed between two publications, by layer and by file, as a list that people and programs read."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.manifest import canonical
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gisapp.desks.publish.manifest import Manifest

NEW, GONE, CHANGED, SAME = "new", "removed", "changed", "unchanged"
WORDS = {
    NEW: QT_TRANSLATE_NOOP("Changes", "新規"),
    GONE: QT_TRANSLATE_NOOP("Changes", "削除"),
    CHANGED: QT_TRANSLATE_NOOP("Changes", "変更"),
    SAME: QT_TRANSLATE_NOOP("Changes", "変更なし"),
}
HEADS = ("区分", "名称", "状態", "前の件数", "今の件数", "増えた件数", "減った件数", "変わった件数")


@dataclass(frozen=True)
class LayerChange:
    """What became of a layer.

    Attributes
    ----------
    id, title
        Of the layer.
    state
        :data:`NEW`, :data:`GONE`, :data:`CHANGED` or :data:`SAME`.
    before, now
        Features then and now.
    added, removed, changed
        Features, None where nobody counted.
    """

    id: str
    title: str
    state: str
    before: int
    now: int
    added: int | None = None
    removed: int | None = None
    changed: int | None = None


@dataclass(frozen=True)
class Changes:
    """What became of layers and files.

    Attributes
    ----------
    layers
        In the order of the publication, those that went at the end.
    files
        State by path, sorted.
    """

    layers: tuple[LayerChange, ...]
    files: tuple[tuple[str, str], ...]

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        states = {state for _, state in self.files} | {one.state for one in self.layers}
        return states <= {SAME}

    def paths(self, *states: str) -> tuple[str, ...]:
        """Return the files in some states."""
        return tuple(path for path, state in self.files if state in states)

    @property
    def counts(self) -> dict[str, int]:
        """Files in each state."""
        return {state: len(self.paths(state)) for state in WORDS}


def changes_between(
    before: Manifest | None, now: Manifest, counted: Mapping[str, tuple[int, int, int]] | None = None
) -> Changes:
    """Return what changed.

    Parameters
    ----------
    before
        None when nothing was published before.
    now
        The publication that comes.
    counted
        Features that were added, removed and changed, by ids of layers.
    """
    counted = counted or {}
    old_layers = {} if before is None else {one.id: one for one in before.layers}
    layers = []
    for one in now.layers:
        old = old_layers.pop(one.id, None)
        # What may be published counts as well: another column changes every feature for the public.
        same = old is not None and (old.content, old.publication) == (one.content, one.publication)
        state = NEW if old is None else SAME if same else CHANGED
        numbers = counted.get(
            one.id, (one.features, 0, 0) if old is None else (0, 0, 0) if same else (None,) * 3
        )
        layers.append(
            LayerChange(one.id, one.title, state, old.features if old else 0, one.features, *numbers)
        )
    layers += [
        LayerChange(old.id, old.title, GONE, old.features, 0, 0, old.features, 0)
        for old in old_layers.values()
    ]
    held = {} if before is None else before.digests
    wanted = now.digests
    files = [(path, GONE) for path in held if path not in wanted]
    files += [
        (path, NEW if path not in held else SAME if held[path] == digest else CHANGED)
        for path, digest in wanted.items()
    ]
    return Changes(tuple(layers), tuple(sorted(files)))


def as_json(changes: Changes) -> bytes:
    """Return the list for programs, the same bytes for the same changes."""
    return canonical(plain(changes))


def plain(changes: Changes) -> dict[str, Any]:
    """Return the list as plain values; files that are as they were are only counted."""
    return {
        "layers": [
            {
                "title": one.title,
                "state": one.state,
                "before": one.before,
                "now": one.now,
                "added": one.added,
                "removed": one.removed,
                "changed": one.changed,
            }
            for one in changes.layers
        ],
        "files": [{"path": path, "state": state} for path, state in changes.files if state != SAME],
        "file_counts": changes.counts,
    }


def as_csv(changes: Changes) -> bytes:
    """Return the list for people, as the spreadsheets of city halls open it: UTF-8 with a mark, CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for one in changes.layers:
        numbers = (one.before, one.now, one.added, one.removed, one.changed)
        cells = ["" if number is None else number for number in numbers]
        writer.writerow(["レイヤ", harmless(one.title), WORDS[one.state], *cells])
    for path, state in changes.files:
        if state != SAME:
            writer.writerow(["ファイル", harmless(path), WORDS[state], "", "", "", "", ""])
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
