"""What commands that publish share: which layers, who signs, who works, and which moment is stated."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import projects, publishedanswer
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.desks.publish.model import PACKAGINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.publish.admitting import Admitted, Refused
    from gisapp.desks.publish.handover import Sender
    from gisapp.desks.publish.manifest import Manifest
    from gisapp.desks.publish.model import Publication
    from layers.project import Project


def moment_of(text: str) -> str:
    """Return an ISO 8601 moment with its offset; nothing for nothing, the default.

    Raises
    ------
    ValueError
        When it is none.
    """
    if not text:
        return ""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"日時は 2026-11-30T09:00:00+09:00 の形で指定してください: {text}") from None
    return (found if found.tzinfo else found.astimezone()).isoformat(timespec="seconds")


def count_of(text: str) -> int:
    """Return a number of processes.

    Raises
    ------
    ValueError
        When it is none.
    """
    if not text.isdigit() or not 0 < int(text) <= 256:
        raise ValueError(f"1～256 の数を指定してください: {text}")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class PublishArguments:
    """What may be said on the command line of those that publish from a project."""

    path: Path = field(metadata=place("プロジェクト（.gisproj）", "PROJECT", read=Path))
    layers: tuple[str, ...] = field(
        default=(),
        metadata=option(
            "--layer",
            "公開するレイヤの名前か ID。何度でも。省くと承認されたことのあるすべて",
            "LAYER",
            many=True,
        ),
    )
    packaging: str = field(
        default="both",
        metadata=option(
            "--packaging",
            "地図のページの用途: サーバー用、ダブルクリック用、両方",
            "KIND",
            choices=PACKAGINGS,
        ),
    )
    key: str = field(
        default="default", metadata=option("--key", "署名する鍵: default、none、ファイル", "KEY")
    )
    department: str = field(default="", metadata=option("--department", "渡す側の部署", "TEXT"))
    contact: str = field(default="", metadata=option("--contact", "渡す側の連絡先", "TEXT"))
    made: str = field(
        default="", metadata=option("--made", "目録に書く日時（はじめは今）", "TIME", read=moment_of)
    )
    scheduler: str = field(
        default="", metadata=option("--scheduler", "分担する Dask のスケジューラ", "tcp://HOST:PORT")
    )
    processes: int = field(
        default=0, metadata=option("--processes", "分担するこのパソコンのプロセスの数", "N", read=count_of)
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


@dataclass(frozen=True, eq=False)
class Prepared:
    """A project with its data, what is to go out, who hands it over, and the moment that is stated."""

    project: Project
    publications: tuple[Publication, ...]
    sender: Sender
    made: str


def prepared(arguments: PublishArguments, console: Console) -> Prepared:
    """Open the project and find out what is meant.

    Raises
    ------
    Stop
        When nothing is to be published.
    layers.errors.GisError
        When something cannot be opened, or there is no key.
    """
    from gisapp.desks.publish.handover import Sender
    from gisapp.desks.publish.run import chosen

    signer = publishedanswer.signer_of(arguments.key)
    path = projects.file_of([arguments.path])
    project = projects.open_inputs([path], console.feedback.share(0.0, 0.2)).project
    wanted = chosen(project, arguments.layers)
    if not wanted:
        raise Stop(
            "承認された公開の設定がありません。gisapp publish review で審査してください。", Exit.FAILED
        )
    made = arguments.made or datetime.now().astimezone().isoformat(timespec="seconds")
    return Prepared(project, wanted, Sender(arguments.department, arguments.contact, signer), made)


def asked(
    console: Console, project: Project, wanted: tuple[Publication, ...]
) -> tuple[tuple[Admitted, ...], tuple[Refused, ...]]:
    """Ask the gate, tell what does not pass, and return what does and what does not."""
    from gisapp.desks.publish.admitting import admit

    passed, refused = admit(project, wanted, console.feedback.share(0.2, 0.4))
    for one in refused:
        console.say(f"[エラー] 「{one.title}」は公開できません。{one.reason.message}")
    if refused:
        console.say("何も書いていません。gisapp publish review で審査してください。")
    return passed, refused


def nothing_written(ready: Prepared, refused: Sequence[Refused]) -> dict[str, object]:
    """Return the answer as it is before anything was written."""
    return {
        "written": not refused,
        "refused": [
            {"title": one.title, "code": one.reason.code, "reason": str(one.reason.message)}
            for one in refused
        ],
        "features": {},
        "files": 0,
        "bytes": 0,
        "signed": ready.sender.signer is not None,
    }


def what_went_out(passed: Sequence[Admitted], manifest: Manifest, size: int) -> dict[str, object]:
    """Return what is told of that which was written: features by title, files, bytes."""
    features = {one.publication.title: one.verdict.features for one in passed}
    return {"features": features, "files": len(manifest.files), "bytes": size}


def answered(
    console: Console, answer: dict[str, object], started: float, lines: Sequence[str], *, json: bool
) -> Exit:
    """Answer with what was found on the way and how long it took, and return how the command ends."""
    answer["finding_list"] = [plain_finding(one) for one in console.feedback.findings]
    answer["seconds"] = round(time.perf_counter() - started, 3)
    if json:
        console.answer_json(answer)
    elif answer["written"]:
        console.tell_findings(console.feedback.findings)
        for line in lines:
            console.answer(line)
        if not answer["signed"]:
            console.say(publishedanswer.UNSIGNED)
    return Exit.OK if answer["written"] else Exit.FINDINGS
