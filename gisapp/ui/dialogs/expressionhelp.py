"""How expressions are written, for staff: what can be said, and an example of each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from gisapp.ui.cards import card, column, label, scrolled
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

CHAPTERS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("window", "くらべる"),
        (
            ("計測高さ ≥ 10", QT_TRANSLATE_NOOP("window", "10 以上（> < ≥ ≤ = ≠。>= や <> でもよい）")),
            (
                "計測高さ が 10 m 以上",
                QT_TRANSLATE_NOOP("window", "言葉でも書ける（以上・以下・未満・より大きい・以外）"),
            ),
            ("建築年 が 1981 から 2000 まで", QT_TRANSLATE_NOOP("window", "両端を含む")),
            (
                "用途 が 住宅, 共同住宅 のどれか",
                QT_TRANSLATE_NOOP("window", "コードの意味でもコードそのものでもよい"),
            ),
            (
                "名称 が 「学校」 を含む",
                QT_TRANSLATE_NOOP("window", "全角・半角・大文字・小文字は区別しない（で始まる も可）"),
            ),
            ("計測高さ が 未確認", QT_TRANSLATE_NOOP("window", "値が入っていないもの")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("window", "つなぐ"),
        (
            ("計測高さ > 10 かつ 用途 = 「住宅」", QT_TRANSLATE_NOOP("window", "両方を満たす")),
            (
                "計測高さ > 10 または 地上階数 > 3",
                QT_TRANSLATE_NOOP("window", "どちらかを満たす（「かつ」が先。かっこで変えられる）"),
            ),
            (
                "用途 が 「住宅」 のどれか でない",
                QT_TRANSLATE_NOOP("window", "当てはまらない。記号の条件は 否定 (…) と書く"),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("window", "計算する"),
        (
            ("計測高さ ÷ 地上階数 > 4", QT_TRANSLATE_NOOP("window", "+ - × ÷ とかっこ。0 で割ると未確認")),
            ("図形の面積 ≥ 200", QT_TRANSLATE_NOOP("window", "図形の面積・周長・高さ・標高（㎡、m）")),
            (
                "四捨五入(計測高さ, 1)",
                QT_TRANSLATE_NOOP("window", "切り捨て・切り上げ・絶対値・最小・最大 も使える"),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("window", "場所"),
        (
            (
                "レイヤ「自治会」 の中",
                QT_TRANSLATE_NOOP("window", "代表の点が中にある（一つの建物は一度だけ数える）"),
            ),
            ("レイヤ「洪水」 に重なる", QT_TRANSLATE_NOOP("window", "図形が少しでも重なる")),
            ("レイヤ「避難所」 から 500 m 以内", QT_TRANSLATE_NOOP("window", "図形どうしのいちばん近い距離")),
            (
                "レイヤ「自治会」(名称 = 「港町」) の中",
                QT_TRANSLATE_NOOP("window", "相手のレイヤを、その項目でしぼる"),
            ),
            (
                "重なり割合(レイヤ「洪水」) ≥ 50",
                QT_TRANSLATE_NOOP("window", "図形の面積のうち重なる割合（%）"),
            ),
        ),
    ),
)
"""What can be said, by chapter: the example, and what it means. Examples are Japanese in every language."""

UNKNOWN = QT_TRANSLATE_NOOP(
    "window",
    "値が未確認のものは、比べても「当てはまる」にも「当てはまらない」にもなりません。"
    "その件数は、いつも別に表示します。項目の名前に記号や空白があるときは 【 】 で囲みます。",
)


class ExpressionHelp(Sheet):
    """The page; a click on an example copies it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "式の書き方"), 720, parent)
        page = QWidget()
        inside = column(page, space=8)
        for title, lines in CHAPTERS:
            frame, body = card(translate("window", title))
            grid = QGridLayout()
            grid.setHorizontalSpacing(px(16))
            grid.setVerticalSpacing(px(2))
            grid.setColumnStretch(1, 1)
            for place, (example, means) in enumerate(lines):
                grid.addWidget(self._example(example), place, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(label(translate("window", means), "quiet"), place, 1)
            body.addLayout(grid)
            inside.addWidget(frame)
        inside.addWidget(label(translate("window", UNKNOWN), "warn"))
        area = scrolled(page)
        area.setMinimumHeight(px(480))
        self.content.addWidget(area, 1)
        self._said = label(translate("window", "例をクリックするとコピーします。"), "small")
        self.content.addWidget(self._said)
        self.add_button(translate("window", "閉じる"), self.accept, role="primary")

    def _example(self, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", "row")
        made.setFixedWidth(px(300))
        made.clicked.connect(lambda _=False: self._copy(text))
        return made

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._said.setText(translate("window", "「{text}」をコピーしました。").format(text=text))
