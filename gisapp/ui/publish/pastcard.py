"""What was published before, with its receipt: it can be looked at, found and checked again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QWidget

from gisapp.ui.cards import button, column, exchange, label
from gisapp.ui.flow import FlowLayout
from gisapp.ui.publish import outputs
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.publish.receipts import SITE, receipts
from gisapp.ui.theme import px
from gisapp.ui.words import integer, memory, sentence, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.publish.verify import Verified
    from gisapp.ui.publish.desk import PublishDesk
    from gisapp.ui.publish.receipts import Receipt

MOST = 10
"""Publications that are shown."""
FEW = 5
"""Findings of a check that are shown."""
VERIFY = QT_TRANSLATE_NOOP(CONTEXT, "公開したものを照合する")


class PastCard(PublishCard):
    """Lists what was published, the newest first.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "これまでの公開"))
        self.list = QWidget()
        self._list = column(self.list)
        self.inside.addWidget(self.list)
        self.checked = QWidget()
        self._checked = column(self.checked)
        self.inside.addWidget(self.checked)
        self._shown: object = None
        desk.verified.connect(self._tell)

    def show_desk(self) -> None:
        """Show what was published."""
        found = receipts(self.desk.session.project)
        self.setVisible(bool(found))
        if found != self._shown:
            self._shown = found
            fresh = QWidget()
            inside = column(fresh, space=8)
            for one in found[:MOST]:
                inside.addWidget(self._line(one))
            exchange(self._list, fresh)

    def _line(self, one: Receipt) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = column(frame, margin=8, space=4)
        kind = (
            translate("panels", "公開サイト") if one.kind == SITE else translate("panels", "受け渡し用の zip")
        )
        words = translate("panels", "{day}　{kind}").format(day=one.when[:16].replace("T", " "), kind=kind)
        inside.addWidget(label(words, select=True))
        titles = translate("panels", "、").join(
            translate("panels", "{title}（{count} 件）").format(
                title=sent.title, count=integer(sent.features)
            )
            for sent in one.layers
        )
        inside.addWidget(label(titles, "small", select=True))
        words = translate("panels", "{files} ファイル、{size}　{path}")
        about = words.format(files=integer(one.files), size=memory(one.bytes), path=one.path)
        inside.addWidget(label(about, "small", select=True))
        if one.digest:
            words = translate("panels", "控えの番号: {digest}").format(digest=one.digest[:16])
            inside.addWidget(label(words, "small", select=True))
        if Path(one.path).exists():
            inside.addWidget(actions(self.desk, one))
        else:
            inside.addWidget(label(translate("panels", "いまはこの場所にありません。"), "small"))
        return frame

    def _tell(self, one: Receipt, verified: Verified) -> None:
        """Say what came of a check."""
        fresh = QFrame()
        inside = column(fresh, margin=8, space=4)
        sound = verified.sound and verified.digest == (one.digest or verified.digest)
        fresh.setProperty("role", "info" if sound else "danger")
        if sound:
            words = translate(
                "panels", "{name} は、公開したときのままです（{files} ファイルを照合しました）。"
            )
        elif verified.sound:
            words = translate("panels", "{name} は、控えとは別の公開です。")
        else:
            words = translate("panels", "{name} は、公開したときから変わっています。")
        name = Path(one.path).name
        inside.addWidget(label(words.format(name=name, files=integer(verified.files)), select=True))
        for finding in verified.findings[:FEW]:
            inside.addWidget(label(sentence(finding.message), "small", select=True))
        exchange(self._checked, fresh)
        self.wanted.emit()


def actions(desk: PublishDesk, one: Receipt) -> QWidget:
    """Return the buttons that belong to something that was published."""
    made = QWidget()
    flow = FlowLayout(px(8), made)
    if one.kind == SITE:
        flow.addWidget(button(translate("panels", "プレビューを開く"), partial(open_preview, desk, one)))
    flow.addWidget(button(translate("panels", "フォルダを開く"), partial(open_folder, one)))
    flow.addWidget(button(translate("panels", "照合する"), partial(verify, desk, one)))
    return made


def open_preview(desk: PublishDesk, one: Receipt) -> None:
    """Show a site in the browser of this PC; nobody else can see it there."""
    desk.window.guard(lambda: QDesktopServices.openUrl(QUrl(desk.preview(Path(one.path)))))


def open_folder(one: Receipt) -> None:
    """Show where something that was published lies."""
    path = Path(one.path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))


def verify(desk: PublishDesk, one: Receipt) -> None:
    """Check something that was published against its manifest."""
    then = partial(desk.verified.emit, one)
    desk.run(Message(VERIFY), outputs.verified, Path(one.path), then=then, key="publish-verify")
