"""``gisapp publish changes``: what changed between two publications, and a zip that holds only that."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import publishedanswer
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.publish.changes import Changes

EXAMPLES = """\
例:
  gisapp publish changes 前/site 公開/site
  gisapp publish changes 前/site 公開/site --to 差分.zip --department 広報課

差分の zip には、増えた・変わったファイルだけと、変更の一覧（CSV・JSON）、受領書が入ります。
受け取った側は gisapp publish apply で反映します。"""
SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    before: Path = field(metadata=place("前の公開データ（フォルダか zip）", "BEFORE", read=Path))
    now: Path = field(metadata=place("今の公開データ（フォルダ）", "NOW", read=Path))
    to: Path | None = field(default=None, metadata=option("--to", "差分の zip", "FILE.zip", read=Path))
    key: str = field(
        default="default", metadata=option("--key", "署名する鍵: default、none、ファイル", "KEY")
    )
    department: str = field(default="", metadata=option("--department", "渡す側の部署", "TEXT"))
    contact: str = field(default="", metadata=option("--contact", "渡す側の連絡先", "TEXT"))
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-changes.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compare, write where that was asked for, and tell.

    Raises
    ------
    layers.errors.GisError
        When one of the two is no publication, or the zip cannot be written.
    """
    from gisapp.desks.publish.changes import changes_between, plain
    from gisapp.desks.publish.delta import known, write_delta
    from gisapp.desks.publish.handover import Sender

    started = time.perf_counter()
    if arguments.to is None:
        changes = changes_between(known(arguments.before)[0], known(arguments.now)[0])
    else:
        signer = publishedanswer.signer_of(arguments.key)
        sender = Sender(arguments.department, arguments.contact, signer)
        changes = write_delta(
            arguments.before,
            arguments.now,
            arguments.to,
            sender,
            console.feedback,
            overwrite=arguments.overwrite,
        ).changes
    if arguments.json:
        answer = plain(changes) | {
            "file": None if arguments.to is None else str(arguments.to),
            "bytes": 0 if arguments.to is None else arguments.to.stat().st_size,
            "seconds": round(time.perf_counter() - started, 3),
        }
        console.answer_json(answer)
        return Exit.OK
    _tell(changes, console)
    if arguments.to is not None:
        console.answer(f"{arguments.to} に書き出しました。")
        if arguments.key == "none":
            console.say(publishedanswer.UNSIGNED)
    return Exit.OK


def _tell(changes: Changes, console: Console) -> None:
    from gisapp.desks.publish.changes import SAME, WORDS

    rows = [[one.title, WORDS[one.state], f"{one.before:,}", f"{one.now:,}"] for one in changes.layers]
    for line in aligned([["レイヤ", "状態", "前", "今"], *rows], frozenset({2, 3})):
        console.answer(line)
    told = "、".join(f"{WORDS[state]} {count:,}" for state, count in changes.counts.items())
    console.answer(f"ファイル: {told}")
    moved = [(path, state) for path, state in changes.files if state != SAME]
    for path, state in moved[:SHOWN]:
        console.answer(f"  {WORDS[state]}　{path}")
    if len(moved) > SHOWN:
        console.answer(f"  ほか {len(moved) - SHOWN:,} 件（--json ですべて見られます）")
