"""What the public map as a whole is called, and who answers for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.desks.publish.model import site_of, with_site
from gisapp.ui.publish.boundform import BoundForm, Entry
from gisapp.ui.publish.desk import now
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk

CHANGE = QT_TRANSLATE_NOOP(CONTEXT, "公開する地図の案内を変える（{what}）")
ENTRIES = (
    Entry("title", QT_TRANSLATE_NOOP(CONTEXT, "地図の名前"), QT_TRANSLATE_NOOP(CONTEXT, "例: ○○市 公開地図")),
    Entry("english", QT_TRANSLATE_NOOP(CONTEXT, "地図の名前（英語）")),
    Entry(
        "description",
        QT_TRANSLATE_NOOP(CONTEXT, "地図の説明"),
        QT_TRANSLATE_NOOP(CONTEXT, "何が分かる地図か、利用者へのひとこと"),
        long=True,
    ),
    Entry("publisher", QT_TRANSLATE_NOOP(CONTEXT, "公開する市")),
    Entry(
        "contact",
        QT_TRANSLATE_NOOP(CONTEXT, "地図の問い合わせ先"),
        QT_TRANSLATE_NOOP(CONTEXT, "課の電話やメール（個人のものは書きません）"),
    ),
    Entry(
        "address",
        QT_TRANSLATE_NOOP(CONTEXT, "置く場所（URL）"),
        QT_TRANSLATE_NOOP(CONTEXT, "決まっていなければ空のまま"),
    ),
)


class SiteCard(PublishCard):
    """The words of the map.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "公開する地図の案内"))
        self.form = BoundForm(ENTRIES)
        self.form.entered.connect(self._keep)
        self.inside.addWidget(self.form)
        desk.settling.connect(self.form.settle)

    def show_desk(self) -> None:
        """Show what was entered."""
        self.form.show_record(site_of(self.desk.session.project))

    def go_to(self, name: str) -> bool:
        """Let one enter a field, told as ``site.title``."""
        head, _, field = name.partition(".")
        return head == "site" and self.form.enter(field)

    def _keep(self, entry: Entry, value: str, key: str) -> None:
        project = self.desk.session.project
        made = replace(site_of(project), **{entry.name: value})
        label = Message(CHANGE, {"what": Message(entry.words)})
        self.desk.session.do(label, with_site(project, made, now()), f"publish/site/{key}")
