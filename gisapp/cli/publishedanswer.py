"""What commands of the publish desk share: the key that is meant, and what is told of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gisapp.cli.console import SEVERITIES, plain_finding
from gisapp.cli.exits import Exit, Stop

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.cli.console import Console
    from gisapp.desks.publish.signing import Public, Signer
    from gisapp.desks.publish.verify import Verified

SHOWN = 100
"""So many findings are told one by one; all of them are in JSON."""
UNSIGNED = "署名はありません。書き換えられていないことを、受け取る側は確かめられません。"
SEALS = {
    "good": "署名: 指定された鍵のもの",
    "unknown-key": "署名: 合っている（誰の鍵かは確かめていない）",
    "none": "署名: なし",
    "wrong": "署名: 合わない",
}


def public_key(path: Path | None, fingerprint: str) -> Public | None:
    """Return the key of a file, None where none is named.

    Raises
    ------
    Stop
        When both a key and a fingerprint are given, or the fingerprint is none.
    """
    from gisapp.desks.publish.signing import load_public

    plain = fingerprint.replace(" ", "").lower()
    if plain and (len(plain) != 64 or set(plain) - set("0123456789abcdef")):
        raise Stop("--fingerprint は 64 桁の 16 進数で指定してください（空白は読み飛ばします）。", Exit.USAGE)
    if path is not None and plain:
        raise Stop("--key か --fingerprint の一方だけを指定してください。", Exit.USAGE)
    return None if path is None else load_public(path)


def signer_of(text: str) -> Signer | None:
    """Return who signs: ``default`` for the user's key, ``none`` for nobody, else the path of a key."""
    from pathlib import Path

    from gisapp.desks.publish import signing

    if text == "none":
        return None
    return signing.load_key(None if text == "default" else Path(text))


def plain_verified(checked: Verified) -> dict[str, Any]:
    """Return what came of a check for JSON."""
    manifest = checked.manifest
    return {
        "sound": checked.sound,
        "seal": str(checked.seal),
        "fingerprint": checked.fingerprint,
        "manifest": checked.digest,
        "contents": "" if manifest is None else manifest.contents,
        "kind": "" if manifest is None else manifest.kind,
        "title": "" if manifest is None else manifest.title,
        "publisher": "" if manifest is None else manifest.publisher,
        "made": "" if manifest is None else manifest.made,
        "base": "" if manifest is None else manifest.base,
        "layers": []
        if manifest is None
        else [
            {
                "title": one.title,
                "features": one.features,
                "date": one.date,
                "licence": one.licence,
                "department": one.approved.department,
                "approved": one.approved.when,
            }
            for one in manifest.layers
        ],
        "files": checked.files,
        "bytes": checked.bytes,
        "finding_list": [plain_finding(one) for one in checked.findings],
    }


def tell_verified(checked: Verified, console: Console) -> None:
    """Tell what came of a check."""
    from gisapp.desks.publish.handover import grouped, size_text

    manifest = checked.manifest
    if manifest is not None:
        made = f"（{manifest.made}）" if manifest.made else ""
        console.answer(f"{manifest.title or '公開データ'}　{manifest.publisher}{made}")
        for one in manifest.layers:
            approved = one.approved
            by = f"　承認: {approved.department} {approved.when}" if approved.department else ""
            console.answer(f"  {one.title}　{one.features:,} 件{by}")
        console.answer(f"照合番号: {grouped(manifest.contents)}")
    console.answer(SEALS[str(checked.seal)])
    if checked.fingerprint:
        console.answer(f"鍵の指紋: {grouped(checked.fingerprint)}")
    for finding in checked.findings[:SHOWN]:
        console.answer(f"[{SEVERITIES[finding.severity]}] {finding.message}")
    if len(checked.findings) > SHOWN:
        console.answer(f"ほか {len(checked.findings) - SHOWN:,} 件（--json ですべて見られます）")
    size = size_text(checked.bytes)
    word = "照合できました" if checked.sound else "照合に合いません"
    console.answer(f"{word}: {checked.files:,} ファイル・{size} が目録と同じです。")
