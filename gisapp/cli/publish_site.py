"""``gisapp publish site``: builds the public map from what is approved, with its manifest."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import publishedanswer, publishinput
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
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
    answer = {
        "folder": str(arguments.to),
        "written": not refused,
        "refused": publishinput.plain_refused(refused),
        "features": {},
        "files": 0,
        "bytes": 0,
        "manifest": "",
        "signed": ready.sender.signer is not None,
        "file_counts": None,
        "finding_list": [],
        "seconds": 0.0,
    }
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
            "features": {one.publication.title: one.verdict.features for one in passed},
            "files": len(site.manifest.files),
            "bytes": site.manifest.total,
            "manifest": site.manifest.digest,
            "file_counts": site.changes.counts,
        }
    answer["finding_list"] = [plain_finding(one) for one in console.feedback.findings]
    answer["seconds"] = round(time.perf_counter() - started, 3)
    if arguments.json:
        console.answer_json(answer)
    elif not refused:
        console.tell_findings(console.feedback.findings)
        console.answer(
            f"{arguments.to} に {len(passed):,} レイヤの地図を作りました"
            f"（{answer['files']:,} ファイル、{answer['bytes']:,} バイト）。"
        )
        if not answer["signed"]:
            console.say(publishedanswer.UNSIGNED)
    return Exit.FINDINGS if refused else Exit.OK
