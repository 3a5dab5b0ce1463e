"""``gisapp publish site``: builds the public map from what is approved, with its manifest."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import publishinput
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp publish site 町.gisproj --to 公開/site
  gisapp publish site 町.gisproj --to 公開/site --packaging server --key none
  gisapp publish site 町.gisproj --to 公開/site --layer 避難所 --scheduler tcp://10.0.0.5:8786

承認されたレイヤだけが入ります。審査を通らないものが一つでもあれば、何も書かずに終了コード 1 です。
前のものは「名前.former」に残ります（gisapp publish apply --onto 公開/site --back で戻せます）。"""


@dataclass(frozen=True, kw_only=True)
class Arguments(publishinput.PublishArguments):
    """What may be said on the command line."""

    to: Path = field(metadata=option("--to", "地図のページのフォルダ", "FOLDER", read=Path))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-site.json）")
    )


def run(arguments: Arguments, console: Console) -> int:
    """Judge, build beside, check, and put it in its place.

    Raises
    ------
    layers.errors.GisError
        When something cannot be opened or written; what stood there stands.
    """
    from gisapp.desks.publish.site import SiteOptions
    from gisapp.desks.publish.sitewriting import stage_site
    from gisapp.desks.publish.workers import workers

    started = time.perf_counter()
    ready = publishinput.prepared(arguments, console)
    passed, refused = publishinput.asked(console, ready.project, ready.publications)
    answer = {"folder": str(arguments.to), **publishinput.nothing_written(ready, refused)}
    answer |= {"manifest": "", "file_counts": None}
    lines = []
    if not refused:
        options = SiteOptions(packaging=arguments.packaging)
        share = console.feedback.share(0.4, 1.0)
        shared, source = arguments.to.resolve().parent, arguments.path.resolve()
        with workers(arguments.scheduler, arguments.processes, shared, source) as executor:
            site = stage_site(
                ready.project, passed, arguments.to, options, ready.sender, ready.made, share, executor
            )
        try:
            site.place()
        finally:
            site.drop()
        answer |= {
            **publishinput.what_went_out(passed, site.manifest, site.manifest.total),
            "manifest": site.manifest.digest,
            "file_counts": site.changes.counts,
        }
        size = f"（{answer['files']:,} ファイル、{answer['bytes']:,} バイト）"
        lines.append(f"{arguments.to} に {len(passed):,} レイヤの地図を作りました{size}。")
    return publishinput.answered(console, answer, started, lines, json=arguments.json)
