"""How exactly the public sees where something is, hidden small counts, and where nothing is published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

from gisapp.export.content import CONTENTS
from gisapp.ui.cards import clear, column, label
from gisapp.ui.fields import choice
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.theme import px
from gisapp.ui.words import integer, metres, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gisapp.ui.publish.desk import PublishDesk

DECIMALS = QT_TRANSLATE_NOOP(CONTEXT, "経緯度の細かさ")
GRID = QT_TRANSLATE_NOOP(CONTEXT, "角をそろえる格子")
SIMPLIFY = QT_TRANSLATE_NOOP(CONTEXT, "輪郭を簡単にする")
POINT = QT_TRANSLATE_NOOP(CONTEXT, "形の代わりに、真ん中の点で示す")
LEAST = QT_TRANSLATE_NOOP(CONTEXT, "小さな数を空欄にする")
AWAY = QT_TRANSLATE_NOOP(CONTEXT, "公開しない区域")
DEGREE = 111_320.0
"""Metres of a degree of latitude, roughly."""
OF_DECIMALS = (6, 5, 4, 3)
OF_GRID = (0.0, 1.0, 5.0, 10.0, 50.0, 100.0, 500.0)
OF_SIMPLIFY = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 50.0)


class ExactCard(PublishCard):
    """Choices with what each of them means, and what all of them do to the shapes of the layer.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "位置と数のぼかし"))
        self.preview = label("", select=True)
        self.inside.addWidget(self.preview)
        self.decimals = self._choice(DECIMALS, "decimals")
        for number in OF_DECIMALS:
            self.decimals.addItem(decimals_words(number), number)
        self.grid = self._choice(GRID, "grid")
        self.simplify = self._choice(SIMPLIFY, "simplify")
        for box, lengths in ((self.grid, OF_GRID), (self.simplify, OF_SIMPLIFY)):
            for length in lengths:
                box.addItem(length_words(length), length)
        words = translate(
            "panels", "そろえる・簡単にすると、1軒ごとの正確な位置や敷地の形は分からなくなります。"
        )
        self.inside.addWidget(label(words, "small"))
        self.point = LongBox(translate(CONTEXT, POINT))
        self.point.clicked.connect(lambda on: self._keep(POINT, point=on))
        self.inside.addWidget(self.point)
        self.least = QSpinBox()
        self.least.setRange(0, 1000)
        self.least.setSuffix(translate("panels", " 未満"))
        self.least.setSpecialValueText(translate("panels", "隠さない"))
        self.least.setKeyboardTracking(False)
        self.least.lineEdit().setTextMargins(px(6), 0, 0, 0)  # a style sheet cannot reach inside
        self.least.valueChanged.connect(lambda value: self._keep(LEAST, "least", least=value))
        words = translate("panels", "「人や世帯の数」とした列で、1 からこの数より小さい値は空欄になります。")
        self._add(LEAST, self.least, words)
        self._areas = column(space=4)
        self.inside.addWidget(label(translate(CONTEXT, AWAY), "small"))
        self.inside.addLayout(self._areas)
        words = translate(
            "panels", "印を付けたレイヤの区域（作成を制限する施設など）にかかるものは、1件も公開しません。"
        )
        self.no_areas = label(translate("panels", "区域を表すレイヤがありません。"), "quiet")
        self.inside.addWidget(self.no_areas)
        self.inside.addWidget(label(words, "small"))
        self._offered: tuple[tuple[str, str], ...] | None = None
        self.areas: dict[str, LongBox] = {}
        self._filling = False

    def _choice(self, words: str, name: str) -> QComboBox:
        made = choice()
        made.activated.connect(lambda _: self._keep(words, **{name: made.currentData()}))
        self._add(words, made)
        return made

    def _add(self, words: str, editor: QWidget, help_: str = "") -> None:
        editor.setAccessibleName(translate(CONTEXT, words))
        group = column(space=4)
        group.addWidget(label(translate(CONTEXT, words), "small"))
        group.addWidget(editor)
        if help_:
            group.addWidget(label(help_, "small"))
        self.inside.addLayout(group)

    # ---------------------------------------------------------------- showing

    def show_desk(self) -> None:
        """Show what was chosen, and what it does."""
        said = self.desk.publication
        self.setVisible(said is not None and not self.desk.ground)
        if said is None or self.desk.ground:
            return
        exact = said.generalisation
        self._filling = True
        for box, value, words in (
            (self.decimals, exact.decimals, decimals_words),
            (self.grid, exact.grid, length_words),
            (self.simplify, exact.simplify, length_words),
        ):
            if box.findData(value) < 0:
                box.addItem(words(value), value)  # from a recipe or a newer version
            box.setCurrentIndex(box.findData(value))
        self.point.setChecked(exact.point)
        if not self.least.hasFocus() or self.least.value() != exact.least:
            self.least.setValue(exact.least)
        self._filling = False
        self._show_areas()
        self._show_preview()

    def _show_areas(self) -> None:
        """Offer the layers of areas of now."""
        said, layer = self.desk.publication, self.desk.layer
        if said is None or layer is None:
            return
        layers = [
            (one.id, one.name)
            for one in self.desk.session.project.layers
            if one.id != layer.id and one.kind in CONTENTS.names() and getattr(one.data, "areal", False)
        ]
        known = {id_ for id_, _ in layers}
        lost = translate("panels", "見つからないレイヤ")
        offers = (*layers, *((id_, lost) for id_ in said.away if id_ not in known))
        if offers != self._offered:
            self._offered = offers
            clear(self._areas)
            self.areas = {}
            for id_, name in offers:
                box = LongBox(name)
                box.clicked.connect(lambda on, id_=id_: self._keep_area(id_, on=on))
                self._areas.addWidget(box)
                self.areas[id_] = box
        for id_, box in self.areas.items():
            box.setChecked(id_ in said.away)
        self.no_areas.setVisible(not offers)

    def _show_preview(self) -> None:
        """Say what the choices do to the shapes of this layer."""
        said, seen = self.desk.publication, self.desk.insight.seen
        if said is None:
            return
        if seen is None:
            self.preview.setText(translate("panels", "公開される形を確かめています…"))
            return
        exact = said.generalisation
        lines = []
        if not seen.features:
            lines.append(translate("panels", "公開されるものは 1 件もありません。"))
        elif exact.exact:
            lines.append(
                translate("panels", "{count} 件を元の形のまま公開します。").format(
                    count=integer(seen.features)
                )
            )
        else:
            words = translate("panels", "{count} 件のうち {moved} 件の形が変わります。")
            moved = round(seen.moved * seen.features / max(seen.compared, 1))
            lines.append(words.format(count=integer(seen.features), moved=integer(moved)))
            if seen.moved:
                words = translate("panels", "動く幅は最大 {far}、半数は {middle} 以内です。")
                lines.append(words.format(far=metres(seen.furthest, 1), middle=metres(seen.middle, 1)))
            if seen.compared < seen.features:
                words = translate("panels", "（{compared} 件を調べた結果です）")
                lines.append(words.format(compared=integer(seen.compared)))
        self.preview.setText("\n".join(lines))

    def go_to(self, name: str) -> bool:
        """Let one choose how exactly."""
        found = {
            "generalisation": self.grid,
            "decimals": self.decimals,
            "grid": self.grid,
            "simplify": self.simplify,
            "point": self.point,
            "least": self.least,
            "away": next(iter(self.areas.values()), self.grid),
        }.get(name)
        if found is not None:
            found.setFocus()
        return found is not None

    # ---------------------------------------------------------------- entering

    def _keep(self, what: str, merge: str = "", **values: object) -> None:
        said = self.desk.publication
        if said is not None and not self._filling:
            exact = replace(said.generalisation, **values)  # type: ignore[arg-type]
            self.desk.change(what, merge, generalisation=exact)

    def _keep_area(self, layer_id: str, *, on: bool) -> None:
        said = self.desk.publication
        if said is not None:
            kept = tuple(one for one in said.away if one != layer_id)
            self.desk.change(AWAY, away=(*kept, layer_id) if on else kept)


def decimals_words(number: float) -> str:
    """Return how many digits of a degree are written, and what that means on the ground."""
    size = DEGREE / 10**number
    words = translate("panels", "小数 {number} 桁（約 {size}）")
    return words.format(number=integer(int(number)), size=metres(size, 0 if size >= 1 else 1))


def length_words(length: float) -> str:
    """Return a length, or that nothing is done."""
    return metres(length, 0 if length == int(length) else 1) if length else translate("panels", "しない")
