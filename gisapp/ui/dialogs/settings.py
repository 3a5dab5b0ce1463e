"""The settings, made from the fields of :class:`gisapp.settings.Settings`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.ui.cards import label, rule
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.drawingmenu import way_hint
from gisapp.ui.forms import Form, Words
from gisapp.ui.language import LANGUAGES
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gisapp.settings import Settings

UNSEEN = frozenset({"recent", "shortcuts", "window", "folder_systems", "area_columns"})
"""Fields that the window keeps for itself, or that have a dialog of their own."""


def words() -> dict[str, dict[str, Words]]:
    """Return what is said about each field, by heading, in the language of the window."""
    return {
        translate("window", "表示"): {
            "language": Words(translate("window", "言語 / Language"), choices=LANGUAGES),
            "theme": Words(
                translate("window", "明るさ"),
                choices={
                    "system": translate("window", "パソコンの設定に合わせる"),
                    "light": translate("window", "明るい"),
                    "dark": translate("window", "暗い"),
                },
            ),
            "scale": Words(
                translate("window", "文字と部品の大きさ"),
                unit="%",
                kind="percent",
            ),
            "drawing": Words(
                translate("window", "画面の描き方"),
                choices={way: way_hint(way) for way in ("auto", "fine", "quick")},
            ),
            "reduced_motion": Words(translate("window", "画面の動きを減らす（視点がすぐに移ります）")),
        },
        translate("window", "保存"): {
            "autosave_seconds": Words(
                translate("window", "自動保存までの時間"),
                translate(
                    "window",
                    "変更してからこの時間のうちに、別の場所へ自動で保存します。次に起動したときから変わります。",
                ),
                translate("window", "秒"),
            ),
            "backups": Words(
                translate("window", "残しておく古い版"),
                translate("window", "プロジェクトを保存するとき、前の版をこの数だけ横に残します。"),
                translate("window", "個"),
            ),
        },
        translate("window", "読み込んだデータ"): {
            "store_folder": Words(
                translate("window", "置き場所"),
                translate(
                    "window",
                    "一度読み込んだまちは、すぐに開ける形でここに置きます。空きのあるディスクを選んでください。"
                    "次に起動したときから変わります。",
                ),
                kind="folder",
            ),
            "grid_folder": Words(
                translate("window", "補正パラメータの置き場所"),
                translate(
                    "window",
                    "国土地理院の補正パラメータ（TKY2JGD など）をここに置くと、"
                    "旧測地系などの変換が正確になります。次に起動したときから変わります。",
                ),
                kind="folder",
            ),
            "scheduler": Words(
                translate("window", "分担するパソコン（Dask のスケジューラ）"),
                translate(
                    "window",
                    "tcp://ホスト:ポート と書くと、まちの読み込みをほかのパソコンと分担します。"
                    "空ならこのパソコンだけで読み込みます。次に起動したときから変わります。",
                ),
            ),
        },
    }


class SettingsDialog(Sheet):
    """Shows the settings; `value` holds them after the dialog was accepted."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "設定"), 520, parent)
        self.value = settings
        self._forms: list[Form[Settings]] = []
        for heading, part in words().items():
            if self._forms:
                self.content.addWidget(rule())
            self.content.addWidget(label(heading, "heading"))
            form = Form(settings, part)
            self._forms.append(form)
            self.content.addWidget(form)
        self.content.addStretch(1)
        self.add_button(translate("window", "やめる"), self.reject)
        self.add_button(translate("window", "この設定にする"), self._keep, role="primary")

    def _keep(self) -> None:

        entered = {}
        for form, part in zip(self._forms, words().values(), strict=True):
            found = form.value()
            entered.update({name: getattr(found, name) for name in part})
        self.value = replace(self.value, **entered)
        self.accept()
