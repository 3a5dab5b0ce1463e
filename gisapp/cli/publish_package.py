"""``gisapp publish package``: one zip that is carried to where it is published."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import publishinput
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp publish package 町.gisproj --to 公開データ.zip --department 広報課
  gisapp publish package 町.gisproj --to 公開データ.zip --form .shp.zip --form .csv --with-site

中身: data/（レイヤごとのファイルとメタデータ）、site/（--with-site のとき）、目録と署名、SHA256SUMS、受領書。
同じデータ・承認・日時（--made）なら、同じ内容の zip になります。"""


@dataclass(frozen=True, kw_only=True)
class Arguments(publishinput.PublishArguments):
    """What may be said on the command line."""

    to: Path = field(metadata=option("--to", "パッケージのファイル（.zip）", "FILE.zip", read=Path))
    forms: tuple[str, ...] = field(
        default=(),
        metadata=option("--form", "ファイルの形式（拡張子）。省くと公開の設定のとおり", "SUFFIX", many=True),
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    site: bool = field(default=False, metadata=switch("--with-site", "地図のページも入れる"))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-package.json）")
    )


def run(arguments: Arguments, console: Console) -> int:
    """Judge and pack.

    Raises
    ------
    Stop
        When a form is not known.
    layers.errors.GisError
        When something cannot be opened or written; nothing is left then.
    """
    from gisapp.desks.publish.handover import grouped
    from gisapp.desks.publish.package import PackageOptions, pack
    from gisapp.desks.publish.workers import workers
    from gisapp.export.formats import FORMATS
    from gisapp.export.target import refuse_to_overwrite

    started = time.perf_counter()
    known = [one.suffix for one in FORMATS]
    if not set(arguments.forms) <= set(known):
        raise Stop(f"--form に使えるもの: {' '.join(known)}", Exit.USAGE)
    refuse_to_overwrite(arguments.to, overwrite=arguments.overwrite)
    ready = publishinput.prepared(arguments, console)
    passed, refused = publishinput.asked(console, ready.project, ready.publications)
    answer = {"file": str(arguments.to), **publishinput.nothing_written(ready, refused), "contents": ""}
    lines = []
    if not refused:
        options = PackageOptions(
            forms=arguments.forms,
            site=arguments.site,
            packaging=arguments.packaging,
            sender=ready.sender,
            made=ready.made,
            overwrite=arguments.overwrite,
        )
        share = console.feedback.share(0.4, 1.0)
        shared, source = arguments.to.resolve().parent, arguments.path.resolve()
        with workers(arguments.scheduler, arguments.processes, shared, source) as executor:
            made = pack(ready.project, passed, arguments.to, options, share, executor=executor)
        answer |= {
            **publishinput.what_went_out(passed, made.manifest, made.bytes),
            "contents": made.manifest.contents,
        }
        size = f"（{answer['files']:,} ファイル、{answer['bytes']:,} バイト）"
        lines = [
            f"{arguments.to} に {len(passed):,} レイヤをまとめました{size}。",
            f"照合番号: {grouped(made.manifest.contents)}",
        ]
    return publishinput.answered(console, answer, started, lines, json=arguments.json)
