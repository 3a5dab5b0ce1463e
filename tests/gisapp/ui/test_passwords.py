"""A database that wants a password is asked with the one that a person types, and shown in the window."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from gisapp.catalogue import State, catalogue
from gisapp.ui.dialogs.password import PasswordDialog
from gisapp.ui.panels.cataloguemodel import COLUMNS, CatalogueModel
from importers.postgis import passwords
from layers.feedback import Feedback
from tests import postgres
from tests.gisapp.ui.conftest import quiet
from tests.importers.postgis.town import CONTRACT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

pytestmark = postgres.needed


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the file of a database whose password nobody knows yet."""
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    passwords._known.clear()
    server = postgres.server()
    yield postgres.write_file(tmp_path / "都市計画.gisdb", server.database("contract", CONTRACT), server.port)
    passwords._known.clear()


class Person:
    """Types what is asked for, each answer once; None closes the question."""

    def __init__(self, qtbot: QtBot, *answers: str | None) -> None:
        self.answers = list(answers)
        self.seen: list[tuple[str, str]] = []
        self._qtbot = qtbot
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PasswordDialog):
            return
        assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
        assert not dialog._take.isEnabled()
        texts = " ".join(each.text() for each in dialog.findChildren(QLabel))
        self.seen.append((dialog.user.text(), texts))
        answer = self.answers.pop(0)
        if answer is None:
            dialog.reject()
            return
        self._qtbot.keyClicks(dialog.password, answer)
        self._qtbot.mouseClick(dialog._take, Qt.MouseButton.LeftButton)

    def leave(self) -> None:
        self._timer.stop()
        self._timer.deleteLater()


def test_the_question_comes_again_until_the_password_is_right(
    window: Window, file: Path, qtbot: QtBot
) -> None:
    person = Person(qtbot, "wrong", postgres.server().password)
    window.work.open_paths([file])
    qtbot.waitUntil(lambda: len(window.session.project.layers) == 2, timeout=20_000)
    quiet(window, qtbot)
    person.leave()
    assert window.tasks.unread_failures == 0  # being asked is no failure
    assert [user for user, _ in person.seen] == [postgres.OWNER, postgres.OWNER]
    assert "違うため" not in person.seen[0][1]
    assert "違うため" in person.seen[1][1]
    assert "都市計画.gisdb" in person.seen[0][1]
    (first, _) = catalogue(window.session.project, feedback=Feedback())
    assert first.state is State.UNKNOWN
    assert "127.0.0.1" in first.origin
    model = CatalogueModel()
    model.show_entries([first], datetime.now(UTC))
    names = [name for name, _ in COLUMNS]
    assert model.data(model.index(0, names.index("state"))) == "未確認"
    assert first.origin in model.data(model.index(0, names.index("source")))
    # What is known now is enough to look again, and what is new is seen.
    server = postgres.server()
    server.sql("contract", "INSERT INTO 公園 SELECT '新公園', geom FROM 公園 LIMIT 1;")
    try:
        window.data.read_again([file.resolve()])
        quiet(window, qtbot)
        counts = {layer.name: len(layer.table()) for layer in window.session.project.layers}
        assert counts == {"公園": 6, "道": 1}
    finally:
        server.sql("contract", "DELETE FROM 公園 WHERE name = '新公園';")


def test_without_an_answer_nothing_is_read(window: Window, file: Path, qtbot: QtBot) -> None:
    person = Person(qtbot, None)
    window.work.open_paths([file])
    qtbot.waitUntil(lambda: len(person.seen) == 1, timeout=20_000)
    quiet(window, qtbot)
    person.leave()
    assert window.session.project.layers == ()
    assert passwords._known == {}
