"""Handing over on the command line: a key, a check, changes, and what the receiving side does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.cli.exits import Exit
from gisapp.desks.publish.signing import load_key
from tests.gisapp.desks.publish.published import FILES, publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

LATER = {**FILES, "index.html": b"later", "more.txt": b"x"}


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GISAPP_CONFIG", str(tmp_path / "settings"))


def test_from_a_key_to_what_the_receiving_side_puts_in_place(
    gisapp: Callable[..., Said], tmp_path: Path
) -> None:
    assert gisapp("publish", "key").code == Exit.FAILED
    public = tmp_path / "市.pub"
    made = gisapp("publish", "key", "--make", "--public", public, "--json").answer("publish-key")
    assert made["made"]
    assert public.is_file()
    again = gisapp("publish", "key", "--make")
    assert again.code == Exit.FAILED
    secret = (tmp_path / "settings" / "publish-key.pem").read_text().splitlines()[1]
    assert secret not in again.out + again.err + str(made)
    signer = load_key()
    publish(tmp_path / "site", key=signer)
    publish(tmp_path / "office", LATER, key=signer)
    found = gisapp("publish", "verify", tmp_path / "site", "--key", public, "--json")
    answer = found.answer("publish-verify")
    assert (found.code, answer["sound"], answer["seal"], answer["files"]) == (Exit.OK, True, "good", 3)
    assert answer["fingerprint"] == made["fingerprint"]
    spoken = gisapp("publish", "key").out.splitlines()[0].partition(": ")[2]
    assert gisapp("publish", "verify", tmp_path / "site", "--fingerprint", spoken).code == Exit.OK
    delta = tmp_path / "差分.zip"
    words = ("publish", "changes", tmp_path / "site", tmp_path / "office")
    assert gisapp(*words, "--json").answer("publish-changes")["file"] is None
    told = gisapp(*words, "--to", delta, "--department", "広報課", "--json").answer("publish-changes")
    assert told["file_counts"] == {"new": 1, "removed": 0, "changed": 1, "unchanged": 2}
    assert gisapp("publish", "verify", delta, "--key", public, "--base", tmp_path / "site").code == Exit.OK
    assert gisapp("publish", "verify", delta, "--base", tmp_path / "office").code == Exit.FINDINGS
    apply = ("publish", "apply", delta, "--onto", tmp_path / "site", "--key", public)
    done = gisapp(*apply, "--json").answer("publish-apply")
    assert (done["carried"], done["kept"]) == (2, 2)
    assert (tmp_path / "site" / "index.html").read_bytes() == b"later"
    assert gisapp(*apply).code == Exit.FAILED
    back = gisapp("publish", "apply", "--onto", tmp_path / "site", "--back", "--json").answer("publish-apply")
    assert back["back"]
    assert (tmp_path / "site" / "index.html").read_bytes() == FILES["index.html"]


def test_what_is_wrong_is_told_and_ends_with_one(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    publish(tmp_path / "site")
    said = gisapp("publish", "verify", tmp_path / "site")
    assert said.code == Exit.OK
    assert "署名: なし" in said.out
    assert "[注意] 署名がありません" in said.out
    (tmp_path / "site" / "index.html").write_bytes(b"defaced")
    said = gisapp("publish", "verify", tmp_path / "site")
    assert said.code == Exit.FINDINGS
    assert "「index.html」の内容が目録と違います" in said.out
    assert "照合に合いません" in said.out
    assert gisapp("publish", "verify", tmp_path / "none").code == Exit.FAILED
    unsigned = gisapp(
        "publish",
        "changes",
        tmp_path / "site",
        tmp_path / "site",
        "--key",
        "none",
        "--to",
        tmp_path / "a.zip",
    )
    assert unsigned.code == Exit.OK
    assert "署名はありません" in unsigned.err


@pytest.mark.parametrize(
    "words",
    [
        ("verify",),
        ("verify", "a", "--fingerprint", "12"),
        ("verify", "a", "--fingerprint", "1" * 64, "--key", "b"),
        ("apply", "--onto", "a"),
        ("apply", "b", "--onto", "a", "--back"),
        ("apply", "b"),
        ("changes", "a"),
        ("send",),
    ],
)
def test_what_makes_no_sense_is_usage(gisapp: Callable[..., Said], words: tuple[str, ...]) -> None:
    assert gisapp("publish", *words).code == Exit.USAGE
