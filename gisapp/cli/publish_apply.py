"""``gisapp publish apply``: the receiving side puts a package or changes in place, or goes back."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import publishedanswer
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp publish apply 受け取った.zip --onto 公開/site --key 汐見浜市.pub
  gisapp publish apply 差分.zip --onto 公開/site --key 汐見浜市.pub
  gisapp publish apply --onto 公開/site --back

照合に合ったものだけを、隣に作ってから入れ替えます。前の版は「名前.former」に残り、--back で戻せます。
途中で止まっても、置いてあったものはそのままです。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path | None = field(default=None, metadata=place("受け取った zip かフォルダ", "PATH", read=Path))
    onto: Path = field(metadata=option("--onto", "置く場所のフォルダ", "FOLDER", read=Path))
    key: Path | None = field(default=None, metadata=option("--key", "送り元の公開鍵", "FILE", read=Path))
    back: bool = field(default=False, metadata=switch("--back", "前の版に戻す"))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-apply.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Put it in place.

    Raises
    ------
    Stop
        When it is not said what.
    layers.errors.GisError
        When it is not sound, not for what stands there, or cannot be written; what stood there stands.
    """
    from gisapp.desks.publish.applying import FORMER, apply, roll_back
    from gisapp.desks.publish.verify import manifest_of

    if arguments.back == (arguments.path is not None):
        raise Stop(
            "受け取ったもの（zip かフォルダ）か --back の、どちらか一方を指定してください。", Exit.USAGE
        )
    started = time.perf_counter()
    folder, carried, kept = arguments.onto, 0, 0
    if arguments.path is None:
        roll_back(folder)
    else:
        key = publishedanswer.public_key(arguments.key, "")
        done = apply(arguments.path, folder, key, console.feedback)
        carried, kept = done.carried, done.kept
    found = manifest_of(folder)
    former = folder.with_name(folder.name + FORMER)
    answer = {
        "folder": str(folder),
        "former": str(former) if former.exists() else None,
        "manifest": "" if found is None else found[1],
        "back": arguments.back,
        "carried": carried,
        "kept": kept,
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    if arguments.back:
        console.answer(f"{folder} を前の版に戻しました。")
    else:
        console.answer(f"{folder} に置きました: 届いた {carried:,} ファイル、そのままの {kept:,} ファイル。")
    if answer["former"]:
        console.answer(f"前の版は {former} にあります（--back で戻せます）。")
    return Exit.OK
