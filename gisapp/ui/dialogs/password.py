"""Asks for user name and password of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from gisapp.ui.cards import label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from importers.postgis.address import Address


class PasswordDialog(Sheet):
    """A name and a password, for one database.

    Parameters
    ----------
    address
        Which database.
    user
        Name that was tried, empty for none.
    wrong
        Whether what was given before was refused.
    """

    def __init__(self, address: Address, user: str, *, wrong: bool, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "データベースへの接続"), 480, parent)
        text = translate(
            "window",
            "「{file}」のデータベース {database}（{host}）に接続します。パスワードを入力してください。",
        )
        self.content.addWidget(label(text.format(**address.values()), "quiet"))
        if wrong:
            self.content.addWidget(
                label(translate("window", "利用者名かパスワードが違うため、接続できませんでした。"), "warn")
            )
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(8))
        self.user = QLineEdit(user)
        self.user.setAccessibleName(translate("window", "利用者名"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(translate("window", "パスワード"))
        form.addRow(translate("window", "利用者名"), self.user)
        form.addRow(translate("window", "パスワード"), self.password)
        self.content.addLayout(form)
        note = translate(
            "window",
            "パスワードはプログラムを終えるまでの間だけ覚えます。ファイルや記録には残しません。",
        )
        self.content.addWidget(label(note, "small"))
        self.add_button(translate("window", "やめる"), self.reject)
        self._take = self.add_button(translate("window", "接続する"), self.accept, role="primary")
        self.user.textChanged.connect(self._look)
        self.password.textChanged.connect(self._look)
        self._look()
        (self.password if user else self.user).setFocus()

    def _look(self) -> None:
        self._take.setEnabled(bool(self.user.text().strip() and self.password.text()))
