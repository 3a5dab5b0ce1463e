"""``gisapp publish verify``: checks a site, a package or changes against the manifest."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import publishedanswer
from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp publish verify 受け取った.zip --key 汐見浜市.pub
  gisapp publish verify 公開/site --fingerprint "1a2b3c4d …"
  gisapp publish verify 差分.zip --key 汐見浜市.pub --base 公開/site

zip は展開せずに調べます。足りない・余分な・変わったファイル、署名、鍵を調べ、合わなければ終了コード 1 です。
--key も --fingerprint もなければ、誰の署名かは確かめません（注意として知らせます）。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("公開用のフォルダか zip", "PATH", read=Path))
    key: Path | None = field(default=None, metadata=option("--key", "送り元の公開鍵", "FILE", read=Path))
    fingerprint: str = field(
        default="", metadata=option("--fingerprint", "送り元から聞いた鍵の指紋", "DIGITS")
    )
    base: Path | None = field(
        default=None, metadata=option("--base", "差分の元になる、手元の公開データ", "PATH", read=Path)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-verify.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Check, tell, and say by the exit code whether it is sound.

    Raises
    ------
    Stop
        When key and fingerprint do not fit together.
    layers.errors.GisError
        When there is nothing that could be checked.
    """
    from gisapp.desks.publish.verify import verify

    started = time.perf_counter()
    key = publishedanswer.public_key(arguments.key, arguments.fingerprint)
    checked = verify(
        arguments.path, key, console.feedback, fingerprint=arguments.fingerprint, base=arguments.base
    )
    if arguments.json:
        answer = publishedanswer.plain_verified(checked)
        console.answer_json(answer | {"seconds": round(time.perf_counter() - started, 3)})
    else:
        publishedanswer.tell_verified(checked, console)
    return Exit.OK if checked.sound else Exit.FINDINGS
