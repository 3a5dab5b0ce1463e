"""``gisapp publish key``: makes the key with which publications are signed, and hands out its public half."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp publish key                      鍵の指紋を見る（なければ何も作らない）
  gisapp publish key --make               鍵を作る（本人の設定フォルダの中。プロジェクトには入らない）
  gisapp publish key --public 汐見浜市.pub   受け取る側に渡す公開鍵を書き出す

公開鍵か指紋は、データとは別の経路（手渡し、電話など）で伝えてください。
秘密鍵は、写したり送ったりしないでください。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    make: bool = field(default=False, metadata=switch("--make", "鍵を作る。すでにあれば作らない"))
    key: Path | None = field(
        default=None, metadata=option("--key", "秘密鍵の場所（はじめは設定フォルダ）", "FILE", read=Path)
    )
    public: Path | None = field(
        default=None, metadata=option("--public", "公開鍵を書き出すファイル（.pub）", "FILE", read=Path)
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-key.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Make a key where that was asked for, and tell its fingerprint.

    Raises
    ------
    layers.errors.GisError
        When there is none, it may not be used, or something cannot be written.
    """
    from gisapp.desks.publish import signing

    path = arguments.key or signing.key_file()
    signer = signing.make_key(path) if arguments.make else signing.load_key(path)
    written = None
    if arguments.public is not None:
        written = signing.write_public(signer.public, arguments.public, overwrite=arguments.overwrite)
    answer = {
        "file": str(path),
        "made": arguments.make,
        "algorithm": signing.ALGORITHM,
        "fingerprint": signer.public.fingerprint,
        "public": None if written is None else str(written),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    if arguments.make:
        console.answer(f"鍵を {path} に作りました。本人だけが読めます。")
    console.answer(f"鍵の指紋: {signer.public.spoken}")
    if written is not None:
        console.answer(f"公開鍵を {written} に書き出しました。データとは別の経路で渡してください。")
    return Exit.OK
