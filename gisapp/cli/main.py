"""The command ``gisapp``: chooses the command and turns what happens into exit codes.

Nothing heavy is imported here, so that the help comes at once.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gisapp import __version__
from gisapp.cli import flags
from gisapp.cli.console import Console, aligned
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.interrupt import cancelling
from layers import sparing
from layers.errors import GisError, RenderFailed
from layers.feedback import Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

BUG = "思わぬ理由で終わりました。上の記録を担当者に渡してください。"
CANCELLED = "中止しました。"
ABOUT = f"gisapp {__version__} — 3D都市モデルと地図を見る・調べる・書き出す（ネットワーク不要）"
MORE = """\
命令なしで起動すると画面が開きます。ファイルやフォルダだけを指定しても開けます。
各命令の説明: gisapp 命令 --help
終了コード: 0 正常 / 1 データにエラー / 2 使い方の誤り / 3 できなかった / 4 画面・描画なし / 130 中止"""


@dataclass(frozen=True)
class Row:
    """One command: the module that does it, what it is for, and whether Ctrl+C cancels its work."""

    module: str
    help: str
    cancels: bool = True


COMMANDS: dict[str, Row] = {
    "view": Row("gisapp.cli.view", "画面を開く", cancels=False),
    "info": Row("gisapp.cli.info", "データの中身を調べる（読み込まずに見るだけ）"),
    "import": Row("gisapp.cli.import_", "データを読み込み、プロジェクトに加える"),
    "snapshot": Row("gisapp.cli.snapshot", "画像に書き出す（画面は不要）"),
    "identify": Row("gisapp.cli.identify", "ある地点にあるものを調べる"),
    "rules": Row("gisapp.cli.rules", "ある地点・敷地の規制をすべて調べる"),
    "envelope": Row("gisapp.cli.envelope", "敷地に建てられる範囲を計算する"),
    "envelopes": Row("gisapp.cli.envelopes", "市内の建物を、建てられる範囲と照らし合わせる"),
    "shadow": Row("gisapp.cli.shadow", "敷地に建てられる建物の日影を調べる"),
    "sky": Row("gisapp.cli.sky", "天空率を適合建築物と比べる"),
    "sheet": Row("gisapp.cli.sheet", "窓口の調査票を作る（PDF・HTML・JSON）"),
    "flood": Row("gisapp.cli.flood", "建物ごとの浸水・土砂災害の想定を調べる"),
    "exposure": Row("gisapp.cli.exposure", "想定に掛かる建物・人・避難先を区域ごとに集計する"),
    "refuge": Row("gisapp.cli.refuge", "とどまれるか、安全な階、最寄りの避難先を調べる"),
    "scan info": Row("gisapp.cli.scan_info", "点群の件数・範囲・座標系・密度を調べる（点は一部だけ読む）"),
    "scan index": Row("gisapp.cli.scan_index", "点群を COPC（表示用の八分木）にする"),
    "scan ground": Row("gisapp.cli.scan_ground", "点群の地面を見分け、分類を付けた新しいファイルにする"),
    "scan thin": Row("gisapp.cli.scan_thin", "点群の点を間引いた新しいファイルにする"),
    "scan dtm": Row("gisapp.cli.scan_dtm", "点群から地面（DTM）や表面（DSM）のラスタを作る"),
    "scan contour": Row("gisapp.cli.scan_contour", "点群の地面に等高線を引く（GeoPackage・DXF など）"),
    "scan fit": Row("gisapp.cli.scan_fit", "壁やのり面の傾き、柱や管の太さと傾きを点群から求める"),
    "scan volume": Row("gisapp.cli.scan_volume", "点群と水平面・平面・面・前回との間の土量を調べる"),
    "scan section": Row("gisapp.cli.scan_section", "点群を切り、断面図・横断図・勾配・土量を作る"),
    "scan cut": Row("gisapp.cli.scan_cut", "点群を建物や区域の面で切り抜き、別のファイルにする"),
    "scan clearance": Row("gisapp.cli.scan_clearance", "道路の建築限界に入り込んだ点を、軸に沿って調べる"),
    "scan vegetation": Row("gisapp.cli.scan_vegetation", "道路の上にかかる植生の下端の高さを調べる"),
    "scan notes": Row("gisapp.cli.scan_notes", "点検メモを取り込む・一覧・報告書（PDF・Excel）にする"),
    "scan asbuilt": Row("gisapp.cli.scan_asbuilt", "点群を設計面と比べ、出来形の合否判定総括表を作る"),
    "scan change": Row("gisapp.cli.scan_change", "二つの時期の点群を比べ、切土・盛土の量と場所を調べる"),
    "damage": Row("gisapp.cli.damage", "災害情報を取り込む・一覧・集計・重複を調べる・公開用に書き出す"),
    "areas check": Row("gisapp.cli.areas_check", "自治会の区域のすき間・重なり・未組織などを調べ、直す"),
    "areas import": Row("gisapp.cli.areas_import", "自治会の区域と一覧を、プロジェクトの台帳に入れる"),
    "gauges": Row("gisapp.cli.gauges", "水位計・カメラの最新の値と時刻を調べる"),
    "areas ledger": Row("gisapp.cli.areas_ledger", "自治会の台帳を集計し、表やファイルにする"),
    "areas lookup": Row("gisapp.cli.areas_lookup", "住所・建物・地点・名称から自治会を調べ、案内を作る"),
    "areas mapbook": Row("gisapp.cli.areas_mapbook", "自治会ごとの区域図を 1 冊の PDF にする"),
    "areas compare": Row("gisapp.cli.areas_compare", "部署ごとの自治会の区域を比べ、食い違いを調べる"),
    "areas place": Row("gisapp.cli.areas_place", "スキャンした地図を対応点で置き、GeoTIFF にする"),
    "areas merge": Row("gisapp.cli.areas_merge", "部署ごとの自治会の区域を一つの図にまとめる"),
    "publish review": Row("gisapp.cli.publish_review", "市民に見えるものと問題を調べ、公開を承認する"),
    "publish site": Row("gisapp.cli.publish_site", "承認されたレイヤから、公開用の地図のページを作る"),
    "publish package": Row("gisapp.cli.publish_package", "承認されたレイヤを、渡すための zip にまとめる"),
    "publish run": Row("gisapp.cli.publish_run", "保存したレシピのとおりに、無人で公開する"),
    "publish key": Row("gisapp.cli.publish_key", "公開データの署名に使う鍵を作る・公開鍵を渡す"),
    "publish verify": Row("gisapp.cli.publish_verify", "公開用のサイト・パッケージを目録と署名で照合する"),
    "publish apply": Row("gisapp.cli.publish_apply", "受け取ったパッケージ・差分を置く、前の版に戻す"),
    "publish changes": Row("gisapp.cli.publish_changes", "前の公開との差を調べ、差分の zip を作る"),
    "query": Row("gisapp.cli.query", "条件に当てはまるものを数え、集計する"),
    "export": Row("gisapp.cli.export", "レイヤを別の形式で書き出す"),
    "catalog": Row("gisapp.cli.catalog", "プロジェクトのデータを一覧にする（時点・出典・利用条件・件数）"),
    "receipt": Row("gisapp.cli.receipt", "読み込みの記録を見る（出典・座標の変換・件数・前回との差）"),
    "check": Row("gisapp.cli.check", "プロジェクトのデータがそろっているか調べる"),
}


class Command(Protocol):
    """What the module of a command holds: its fields, examples, and what it does."""

    Arguments: type
    EXAMPLES: str

    def run(self, arguments: Any, console: Console) -> int:
        """Do it and return the exit code."""
        ...


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say and return the exit code.

    Parameters
    ----------
    words
        The command line without the program's name; by default that of this process.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks Japanese letters
    sparing.begin()
    words = list(sys.argv[1:] if words is None else words)
    try:
        return _choose(words)
    except KeyboardInterrupt:  # before or after the work
        return Exit.CANCELLED
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except BrokenPipeError:
        # Who reads the answer has had enough; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return Exit.OK


def _choose(words: list[str]) -> int:
    first = words[0] if words else ""
    pair = " ".join(words[:2])
    if pair in COMMANDS:
        return _run(pair, words[2:])
    if first in ("-h", "--help"):
        print(overview())
        return Exit.OK
    if first in ("-V", "--version"):
        print(f"gisapp {__version__}")
        return Exit.OK
    if first in COMMANDS:
        return _run(first, words[1:])
    if not words or (not first.startswith("-") and Path(first).exists()):
        return _run("view", words)
    known = " ".join(name for name in COMMANDS if name.startswith(f"{first} ")) or " ".join(COMMANDS)
    raise Stop(f"知らない命令です: {first}\n使える命令: {known}\n詳しくは gisapp --help", Exit.USAGE)


def overview() -> str:
    """Return the help of the whole program."""
    rows = [(f"  {name}", row.help) for name, row in COMMANDS.items()]
    lines = [f"{flags.USAGE}gisapp [命令] [指定…]", "", ABOUT, "", "命令:", *aligned(rows), "", MORE]
    return "\n".join(lines)


def _run(name: str, words: Sequence[str]) -> int:
    console = Console(quiet="--quiet" in words)
    try:
        return _guarded(COMMANDS[name], name, words, console)
    finally:
        console.finish()


def _guarded(row: Row, name: str, words: Sequence[str], console: Console) -> int:
    try:
        with cancelling(console) if row.cancels else nullcontext():
            return _obeyed(row, name, words, console)
    except (Cancelled, KeyboardInterrupt):
        console.say(CANCELLED)
        return Exit.CANCELLED
    except GisError as error:
        console.tell_error(error)
        return Exit.NO_PICTURE if isinstance(error, RenderFailed) else Exit.FAILED
    except (Stop, BrokenPipeError):
        raise
    except Exception:  # noqa: BLE001 - told as a bug, with its trace
        if console.feedback.cancelled:  # what breaks while everything is being stopped is no news
            console.say(CANCELLED)
            return Exit.CANCELLED
        import traceback

        console.say(traceback.format_exc())
        console.say(BUG)
        return Exit.BUG


def _obeyed(row: Row, name: str, words: Sequence[str], console: Console) -> int:
    command: Command = import_module(row.module)
    parser = flags.parser_of(command.Arguments, f"gisapp {name}", row.help, command.EXAMPLES)
    try:
        arguments: Any = flags.read(command.Arguments, parser, words)
    except SystemExit:  # the help was printed
        return Exit.OK
    return command.run(arguments, console)
