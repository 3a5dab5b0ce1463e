"""``gisapp receipt``: what proves the imports of a project: source, place, counts, what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from layers.base import Card, Layer

EXAMPLES = """\
例:
  gisapp receipt 長崎.gisproj
  gisapp receipt 長崎.gisproj --layer 用途地域 --html 記録.html
  gisapp receipt 避難所.csv --json"""
UNKNOWN = "未確認"


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    source: Path = field(metadata=place("プロジェクト（.gisproj）またはデータ", "PATH", read=Path))
    layer: str = field(default="", metadata=option("--layer", "このレイヤだけ（名前または ID）", "NAME"))
    html: Path | None = field(
        default=None, metadata=option("--html", "印刷できるページ（HTML）にして書き出す", "FILE", read=Path)
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/receipt.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Tell how the layers were read.

    Raises
    ------
    layers.errors.GisError
        When the source cannot be read, or the page cannot be written.
    """
    from gisapp.receiptpage import receipt_page
    from layers import atomicfile
    from layers.receipts import kept_of, receipt_cards

    layers = _layers(arguments.source, console)
    chosen = [layer for layer in layers if arguments.layer in ("", layer.name, layer.id)]
    if not chosen:
        names = "、".join(layer.name for layer in layers)
        raise Stop(f"レイヤ「{arguments.layer}」がありません。あるもの: {names}", Exit.USAGE)
    if arguments.html is not None:
        pages = "<hr>".join(receipt_page(layer) for layer in chosen)
        atomicfile.write(arguments.html, pages.encode())
        console.say(f"{arguments.html} に書き出しました。")
    if arguments.json:
        console.answer_json(
            {"layers": [{"id": one.id, "name": one.name, "receipt": kept_of(one)} for one in chosen]}
        )
    elif arguments.html is None:
        for layer in chosen:
            _tell(layer, receipt_cards(layer), console)
    return Exit.OK


def _layers(path: Path, console: Console) -> tuple[Layer, ...]:
    """Return the layers of a project, as its file tells of them, or of data, which are opened."""
    from layers import projectfile

    if projects.is_project(path):
        return projectfile.read(path).project.layers
    return projects.open_inputs([path], console.feedback).project.layers


def _tell(layer: Layer, cards: tuple[Card, ...], console: Console) -> None:
    console.answer(f"■ {layer.name}")
    if not cards:
        console.answer(f"    {UNKNOWN}")
    for card in cards:
        console.answer(f"  {card.title}")
        for fact in card.facts:
            console.answer(f"    {fact.label}: {UNKNOWN if fact.missing else fact.value}")
