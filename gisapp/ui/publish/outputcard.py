"""Writes what is approved: the public map, or a package that is carried to where it is published."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QRadioButton, QWidget

from gisapp.desks.publish.signing import key_file
from gisapp.ui.cards import button, clear, column, exchange, label, row
from gisapp.ui.panels.tasks import REFRESH, TaskRow
from gisapp.ui.publish import outputs
from gisapp.ui.publish.desk import now
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.publish.receipts import PACKAGE, SITE, Receipt, with_receipt
from gisapp.ui.publish.standing import State
from gisapp.ui.words import integer, memory, sentence, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.publish.model import Publication
    from gisapp.tasks import Task
    from gisapp.ui.publish.desk import PublishDesk
    from gisapp.ui.publish.standing import Standing

MOST = 12
"""Layers that are named."""
WRITE_SITE = QT_TRANSLATE_NOOP(CONTEXT, "公開する地図のサイトを作る")
WRITE_PACKAGE = QT_TRANSLATE_NOOP(CONTEXT, "受け渡し用の zip を作る")
KEEP = QT_TRANSLATE_NOOP(CONTEXT, "公開したことを控える")
PACKAGINGS = {
    "server": QT_TRANSLATE_NOOP("panels", "市の Web サーバーに置く"),
    "file": QT_TRANSLATE_NOOP("panels", "USB などで渡し、ダブルクリックで開く"),
    "both": QT_TRANSLATE_NOOP("panels", "両方を作る"),
}


class OutputCard(PublishCard):
    """Says what will be published and what will not, and writes it beside the window.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "公開する"))
        self.figure = label("", "figure", select=True)
        self.inside.addWidget(self.figure)
        self.names = label("", select=True)
        self.inside.addWidget(self.names)
        self.blocked = QWidget()
        self._blocked = column(self.blocked)
        self.inside.addWidget(self.blocked)
        self.choices = QWidget()
        stack = column(self.choices, space=4)
        stack.addWidget(label(translate("panels", "サイトの使い方"), "small"))
        self.packagings = {}
        self.group = QButtonGroup(self)
        for name, words in PACKAGINGS.items():
            made = QRadioButton(translate("panels", words))
            self.group.addButton(made)
            stack.addWidget(made)
            self.packagings[name] = made
        self.packagings["both"].setChecked(True)
        self.inside.addWidget(self.choices)
        self.site = button(
            translate("panels", "公開サイトを作る…"), self.ask_site, role="primary", meaning="desk-publish"
        )
        self.within = LongBox(translate("panels", "zip に公開サイトも入れる"))
        self.within.setChecked(True)
        self.package = button(
            translate("panels", "受け渡し用の zip を作る…"), self.ask_package, meaning="save"
        )
        self.inside.addWidget(self.site)
        self.inside.addWidget(self.within)
        self.inside.addWidget(self.package)
        self.signing = label("", "small")
        self.inside.addWidget(self.signing)
        self.key = button(translate("panels", "署名の鍵を作る"), self._make_key, role="flat")
        self.inside.addWidget(self.key)
        self.progress = QWidget()
        self._progress = column(self.progress)
        self.inside.addWidget(self.progress)
        self.result = QWidget()
        self._result = column(self.result)
        self.inside.addWidget(self.result)
        self._task: Task | None = None
        self._row: TaskRow | None = None
        self._told: object = None
        desk.ended.connect(self._end)
        self.startTimer(REFRESH)

    # ---------------------------------------------------------------- showing

    def _standings(self) -> list[Standing]:
        project = self.desk.session.project
        layers = (project.layer(one.layer) for one in self.desk.publications)
        return [self.desk.standing(one) for one in layers if one is not None]

    @property
    def approved(self) -> tuple[Publication, ...]:
        """What may be published."""
        found = self._standings()
        return tuple(
            one.publication for one in found if one.publication is not None and one.state is State.APPROVED
        )

    def show_desk(self) -> None:
        """Say what will be published, and what will not and why."""
        found = self._standings()
        ready = [one for one in found if one.state is State.APPROVED]
        others = [one for one in found if one.state is not State.APPROVED]
        words = translate("panels", "公開できるレイヤ {count} 件")
        self.figure.setText(words.format(count=integer(len(ready))))
        names = [one.publication.title or one.layer.name for one in ready[:MOST] if one.publication]
        if len(ready) > MOST:
            words = translate("panels", "ほか {count} 件")
            names.append(words.format(count=integer(len(ready) - MOST)))
        self.names.setText(
            translate("panels", "、").join(names)
            or translate(
                "panels", "承認されたレイヤがありません。「一覧」でレイヤを選び、設定と審査を終えてください。"
            )
        )
        busy = self._task is not None and self._task.active
        self.choices.setVisible(bool(ready))
        for one in (self.site, self.package):
            one.setEnabled(bool(ready) and not busy)
        signed = bool(ready) and key_file().exists()
        self.signing.setVisible(bool(ready))
        self.key.setVisible(bool(ready) and not signed)
        words = translate("panels", "署名の鍵がないため、署名なしで作ります（照合はできます）。")
        if signed:
            words = translate("panels", "この PC の鍵で署名します。受け取る側が、送り元を確かめられます。")
        self.signing.setText(words)
        self.within.setVisible(bool(ready))
        told = [(one.layer.id, one.state, str(one.reason)) for one in others]
        if told != self._told:
            self._told = told
            self._show_others(others)

    def _show_others(self, others: list[Standing]) -> None:
        """List what will not be published, with the way to put it right."""
        fresh = QWidget()
        inside = column(fresh, space=4)
        if others:
            words = translate("panels", "次の {count} 件は入りません。")
            inside.addWidget(label(words.format(count=integer(len(others))), "warn"))
        for one in others:
            line = QWidget()
            across = row(line, space=8)
            words = f"{one.layer.name}: {sentence(one.reason)}"
            across.addWidget(label(words, "small", select=True), 1)
            across.addWidget(button(translate("panels", "直す"), partial(self._go, one), role="flat"))
            inside.addWidget(line)
        exchange(self._blocked, fresh)

    def _go(self, one: Standing) -> None:
        self.desk.choose(one.layer.id)
        waits = one.state in (State.WAITING, State.CHANGED, State.BLOCKED)
        self.desk.side_asked.emit("review" if waits else "record")

    # ---------------------------------------------------------------- writing

    def ask_site(self) -> None:
        """Ask for a folder and write the public map into it."""
        self.desk.settling.emit()
        title = translate("panels", "公開サイトを置くフォルダを選ぶ")
        chosen = QFileDialog.getExistingDirectory(self, title, self.desk.window.work.folder())
        if chosen:
            self.write_site(Path(chosen))

    def write_site(self, folder: Path) -> None:
        """Write the public map into a folder of its own there."""
        target = outputs.place_in(folder)
        self._run(WRITE_SITE, outputs.site, self.approved, target, self._packaging(), now())

    def ask_package(self) -> None:
        """Ask for a file and write the package."""
        self.desk.settling.emit()
        title = translate("panels", "受け渡し用の zip の保存先を選ぶ")
        begin = str(Path(self.desk.window.work.folder(), f"{translate('panels', '公開データ')}.zip"))
        chosen, _ = QFileDialog.getSaveFileName(self, title, begin, "zip (*.zip)")
        if chosen:
            path = Path(chosen)
            self.write_package(path if path.suffix.lower() == ".zip" else path.with_name(f"{path.name}.zip"))

    def write_package(self, path: Path) -> None:
        """Write the package."""
        self._run(WRITE_PACKAGE, outputs.package, self.approved, path, self._packed(), now())

    def _packed(self) -> str:
        """Return which map goes into the package, empty for none."""
        return self._packaging() if self.within.isChecked() else ""

    def _packaging(self) -> str:
        return next(name for name, one in self.packagings.items() if one.isChecked())

    def _make_key(self) -> None:
        """Make a key for this user, with which everything that goes out is signed from now on."""
        from gisapp.desks.publish.signing import make_key

        self.desk.window.guard(make_key)
        self.show_desk()

    def _run(self, words: str, work: object, *args: object) -> None:
        clear(self._result)
        self._task = self.desk.run(
            Message(words),
            work,  # type: ignore[arg-type]
            self.desk.session.project,
            *args,
            then=self._keep,
            key="publish-output",
        )
        self._row = TaskRow(self._task)
        exchange(self._progress, self._row)
        self.show_desk()

    def timerEvent(self, event: object) -> None:
        """Bring the progress up to date."""
        del event
        if self._row is not None and self._task is not None and self._task.active:
            self._row.refresh()

    def _end(self, task: Task) -> None:
        if task is self._task:
            clear(self._progress)
            self._row = None
            self.show_desk()

    def _keep(self, made: Receipt) -> None:
        """Keep that something was published, and offer to look at it."""
        project = with_receipt(self.desk.session.project, made)
        self.desk.session.do(Message(KEEP), project)
        self._tell(made)

    def _tell(self, made: Receipt) -> None:
        from gisapp.ui.publish.pastcard import actions

        fresh = QWidget()
        inside = column(fresh, space=8)
        words = {
            SITE: translate("panels", "公開サイトを作りました（{files} ファイル、{size}）。"),
            PACKAGE: translate("panels", "受け渡し用の zip を作りました（{files} ファイル、{size}）。"),
        }[made.kind]
        inside.addWidget(label(words.format(files=integer(made.files), size=memory(made.bytes))))
        inside.addWidget(label(made.path, "small", select=True))
        inside.addWidget(actions(self.desk, made))
        exchange(self._result, fresh)
