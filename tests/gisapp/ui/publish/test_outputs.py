"""What is approved leaves the publish desk: sites and packages, previewed, verified, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from PySide6.QtGui import QDesktopServices

from gisapp.ui.publish import receipts
from gisapp.ui.publish.outputcard import OutputCard
from gisapp.ui.publish.pastcard import PastCard
from tests.gisapp.ui.conftest import quiet
from tests.gisapp.ui.publish.conftest import card, press, rest, words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.publish.page import PublishPage
    from gisapp.ui.window import Window


def test_what_is_approved_goes_out_is_previewed_and_verified(
    approved: PublishPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, out = window.publish, card(approved, OutputCard)
    desk.change("", forms=(".geojson",))
    rest(window, qtbot)
    assert not out.site.isEnabled()
    assert "次の 1 件は入りません" in words(out)
    window.session.undo()
    rest(window, qtbot)
    assert out.site.isEnabled()
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "ほかの書類.txt").write_text("残るもの")
    out.packagings["server"].setChecked(True)
    out.write_site(tmp_path / "www")
    qtbot.waitUntil(lambda: bool(receipts.receipts(window.session.project)), timeout=240_000)
    rest(window, qtbot)
    (kept,) = receipts.receipts(window.session.project)
    place = tmp_path / "www" / "公開サイト"
    assert (kept.path, kept.layers[0].features) == (str(place), 8)
    assert (tmp_path / "www" / "ほかの書類.txt").read_text() == "残るもの"
    whole = b"".join(one.read_bytes() for one in place.rglob("*") if one.is_file())
    assert "第1集会所".encode() in whole
    assert b"090-1234" not in whole
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toString()))
    past = card(approved, PastCard)
    press(past, "プレビューを開く", qtbot)
    assert seen[0].startswith("http://127.0.0.1:")
    with urlopen(seen[0], timeout=5) as answer:  # noqa: S310 - the server of the test itself
        assert answer.status == 200
    press(past, "照合する", qtbot)
    qtbot.waitUntil(lambda: "公開したときのままです" in words(past), timeout=20_000)
    (place / "server" / "index.html").write_text("<p>別のもの</p>")
    press(past, "照合する", qtbot)
    qtbot.waitUntil(lambda: "変わっています" in words(past), timeout=20_000)
    approved.turn("review")
    rest(window, qtbot)
    assert "前回の公開と同じ内容です" in words(approved.cards["ReviewCard"])


@pytest.mark.thorough
def test_nothing_is_left_of_a_package_that_was_cancelled(
    approved: PublishPage, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    out, target = card(approved, OutputCard), tmp_path / "公開.zip"
    out.within.setChecked(False)
    out.write_package(target)
    window.program.tasks.cancel_all()
    quiet(window, qtbot)
    assert receipts.receipts(window.session.project) == ()
    assert list(tmp_path.glob("*公開*")) == []
    out.write_package(target)
    qtbot.waitUntil(lambda: bool(receipts.receipts(window.session.project)), timeout=240_000)
    (kept,) = receipts.receipts(window.session.project)
    assert kept.packaging == ""
    with ZipFile(target) as held:
        assert any(one.endswith(".csv") for one in held.namelist())
        assert not any("site/" in one for one in held.namelist())
