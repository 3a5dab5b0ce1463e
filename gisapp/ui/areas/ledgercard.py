"""The ledger: every association with its figures, and what is made of all of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas import contact as contacts
from gisapp.ui.areas import outputs
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.ledgertable import LedgerTable
from gisapp.ui.areas.sourcesbox import SourcesBox
from gisapp.ui.cards import button, label, row
from gisapp.ui.fields import Form
from gisapp.ui.unfolding import Unfolding
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.ui.areas.desk import AreasDesk

CALLING = QT_TRANSLATE_NOOP(CONTEXT, "自治会の紙に載せるお問い合わせ先を変える")
WIDE = "associations"
"""Key of the wide table below the view."""


class LedgerCard(AreaCard):
    """Lists the associations of the day.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "台帳"))
        self.figure = label("", "figure", select=True)
        self.about = label("", "small", select=True)
        self.inside.addWidget(self.figure)
        self.inside.addWidget(self.about)
        self.table = LedgerTable(desk)
        self.table.clicked.connect(desk.go)
        self.inside.addWidget(self.table)
        self.inside.addWidget(
            button(translate("panels", "すべての列を見る"), self._widen, role="flat", meaning="table")
        )
        self.sources: SourcesBox | None = None
        self.inside.addWidget(Unfolding(translate("panels", "数える資料"), self._unfold))
        form = Form()
        self.contact = form.line(translate("panels", "お問い合わせ先"))
        self.contact.setMaxLength(contacts.LONGEST)
        self.contact.setPlaceholderText(translate("panels", "紙に載せる部署と電話"))
        self.contact.editingFinished.connect(self._keep_contact)
        self.inside.addLayout(form)
        line = row(space=8)
        book = translate("panels", "区域図集（PDF）…")
        line.addWidget(button(book, lambda: outputs.ask_book(desk)))
        line.addWidget(button(translate("panels", "書き出す…"), lambda: outputs.ask_ledger(desk)))
        line.addStretch(1)
        self.inside.addLayout(line)
        desk.figured.connect(self._total)

    def show_ledger(self) -> None:
        """Show how many there are, and what they have together."""
        self.setVisible(self.desk.asked)
        self.contact.setText(contacts.contact_of(self.desk.session.project))
        if self.sources is not None:
            self.sources.show_sources()
        self._total()

    def _unfold(self, inside: QVBoxLayout) -> None:
        self.sources = SourcesBox(self.desk)
        inside.addWidget(self.sources)

    def _total(self) -> None:
        count = len(self.desk.ledger)
        self.figure.setText(translate("panels", "{count} 自治会").format(count=integer(count)))
        figures = self.desk.figures
        if figures is None:
            self.about.setText(translate("panels", "集計しています…"))
            return
        both = np.isfinite(figures.households) & np.isfinite(figures.members)
        homes, members = figures.households[both].sum(), figures.members[both].sum()
        if not homes:
            self.about.setText(translate("panels", "加入率は未確認（世帯数か加入世帯数がありません）"))
            return
        words = translate("panels", "{homes} 世帯のうち {members} 世帯が加入（{rate}\u2009%）").format(
            homes=integer(int(homes)), members=integer(int(members)), rate=f"{100 * members / homes:.1f}"
        )
        if not both.all():
            more = translate("panels", "。未確認の {count} 自治会を除く")
            words += more.format(count=integer(int((~both).sum())))
        self.about.setText(words)

    def _keep_contact(self) -> None:
        project, text = self.desk.session.project, self.contact.text()
        if " ".join(text.split()) != contacts.contact_of(project):
            when = datetime.now().astimezone().isoformat(timespec="seconds")
            self.desk.do(CALLING, contacts.with_contact(project, text, when))

    def _widen(self) -> None:
        self.desk.window.chrome.show_lower(WIDE)
