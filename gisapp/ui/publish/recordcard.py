"""What the public is told of a layer: its name, its licence, who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.publish.terms import CYCLES, LICENCES
from gisapp.ui.cards import label
from gisapp.ui.publish.boundform import BoundForm, Entry
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk

UNCHOSEN = QT_TRANSLATE_NOOP(CONTEXT, "選んでください")
ENTRIES = (
    Entry("title", QT_TRANSLATE_NOOP(CONTEXT, "公開名"), QT_TRANSLATE_NOOP(CONTEXT, "利用者に見える名前")),
    Entry("english", QT_TRANSLATE_NOOP(CONTEXT, "公開名（英語）")),
    Entry(
        "description",
        QT_TRANSLATE_NOOP(CONTEXT, "説明"),
        QT_TRANSLATE_NOOP(CONTEXT, "何のデータか、どう作ったか、使うときの注意"),
        long=True,
    ),
    Entry(
        "licence",
        QT_TRANSLATE_NOOP(CONTEXT, "利用条件（ライセンス）"),
        choices={"": UNCHOSEN} | {id_: one.name for id_, one in LICENCES.items()},
    ),
    Entry(
        "credit",
        QT_TRANSLATE_NOOP(CONTEXT, "出典"),
        QT_TRANSLATE_NOOP(CONTEXT, "利用者が示す出典。例: ○○市「避難所一覧」"),
    ),
    Entry(
        "date",
        QT_TRANSLATE_NOOP(CONTEXT, "時点"),
        QT_TRANSLATE_NOOP(CONTEXT, "いつの状況か。例: 2026-04-01、2026-04、2026"),
    ),
    Entry("department", QT_TRANSLATE_NOOP(CONTEXT, "担当課")),
    Entry(
        "contact",
        QT_TRANSLATE_NOOP(CONTEXT, "問い合わせ先"),
        QT_TRANSLATE_NOOP(CONTEXT, "課の電話やメール（個人のものは書きません）"),
    ),
    Entry(
        "cycle",
        QT_TRANSLATE_NOOP(CONTEXT, "更新の頻度"),
        choices={"": UNCHOSEN} | {id_: words for id_, (words, _) in CYCLES.items()},
    ),
)
RESTRICTED = QT_TRANSLATE_NOOP(CONTEXT, "このレイヤは公開しない")


class RecordCard(PublishCard):
    """The words that go with the data.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "データの説明"))
        self.form = BoundForm(ENTRIES)
        self.form.entered.connect(self._keep)
        self.inside.addWidget(self.form)
        self.restricted = LongBox(translate(CONTEXT, RESTRICTED))
        self.restricted.clicked.connect(lambda on: desk.change(RESTRICTED, restricted=on))
        self.inside.addWidget(self.restricted)
        words = translate(
            "panels", "印を付けると、ほかの設定や承認がどうであっても、このレイヤは公開できません。"
        )
        self.inside.addWidget(label(words, "small"))
        desk.settling.connect(self.form.settle)

    def show_desk(self) -> None:
        """Show what was entered."""
        said = self.desk.publication
        self.setVisible(said is not None)
        if said is not None:
            self.form.show_record(said)
            self.restricted.setChecked(said.restricted)

    def go_to(self, name: str) -> bool:
        """Let one enter a field."""
        if name == "restricted":
            self.restricted.setFocus()
            return True
        return self.form.enter(name)

    def _keep(self, entry: Entry, value: str, key: str) -> None:
        self.desk.change(entry.words, key, **{entry.name: value})
