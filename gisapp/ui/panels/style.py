"""How a layer is coloured: by which attribute, by which proposal, and each colour by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QComboBox, QLineEdit, QToolButton, QVBoxLayout, QWidget

from gisapp.ui.cards import button, card, clear, column, label, row, scrolled
from gisapp.ui.panels.legend import attribute_of, range_words, swatch
from gisapp.ui.panels.restyle import Entry, alike, choices, entries, proposals, with_colour, with_label
from gisapp.ui.theme import px
from gisapp.ui.words import said, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from styles.style import ByRange, Colour, Fixed, Style

if TYPE_CHECKING:
    from gisapp.session import Change, Session
    from gisapp.tasks import TaskRunner
    from gisapp.ui.panels.reliefcard import ReliefCard
    from layers.base import Attribute, Layer
    from layers.suggest import Suggestion

RESTYLE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の色分けを変える")
RECOLOUR = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の色を変える")
RELABEL = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の凡例の言葉を変える")
SWATCH = 20


class StylePanel(QWidget):
    """The style of one layer; every change shows on the map at once and can be undone.

    Parameters
    ----------
    session, tasks
        Where the layer lives, and who looks at its values.
    layer_id
        The layer.
    """

    def __init__(
        self, session: Session, tasks: TaskRunner, layer_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self.layer_id = layer_id
        self._found: list[Suggestion] = []
        self._asked = ""
        self._shown: Style | None = None
        page = QWidget()
        inside = column(page, margin=8, space=8)
        top, choosing = card()
        self._name = label("", "title")
        choosing.addWidget(self._name)
        choosing.addWidget(label(translate("window", "塗り分ける項目"), "heading"))
        self.attributes = QComboBox()
        self.attributes.setAccessibleName(translate("window", "塗り分ける項目"))
        narrow(self.attributes)
        choosing.addWidget(self.attributes)
        self._proposal_heading = label(translate("window", "色の案"), "heading")
        choosing.addWidget(self._proposal_heading)
        self.proposals = QComboBox()
        self.proposals.setAccessibleName(translate("window", "色の案"))
        narrow(self.proposals)
        choosing.addWidget(self.proposals)
        self._note = label("", "small")
        choosing.addWidget(self._note)
        inside.addWidget(top)
        legend, listing = card(translate("window", "凡例"))
        self._rows: QVBoxLayout = column(space=0)
        listing.addLayout(self._rows)
        self.reset = button(translate("window", "案の色に戻す"), self._reset, role="flat", meaning="reset")
        listing.addWidget(self.reset)
        inside.addWidget(legend)
        self._relief = self._relief_card()
        if self._relief is not None:
            inside.addWidget(self._relief)
        inside.addStretch(1)
        column(self).addWidget(scrolled(page))
        self._fill_attributes()
        self.attributes.activated.connect(lambda _: self._choose_attribute())
        self.proposals.activated.connect(lambda _: self._choose_proposal())
        self._unsubscribe = session.subscribe(self._hear)
        self._show()

    def _relief_card(self) -> ReliefCard | None:
        if self.layer is None or self.layer.kind != "terrain":
            return None
        from gisapp.ui.panels.reliefcard import ReliefCard

        return ReliefCard(self._session, self.layer_id)

    @property
    def layer(self) -> Layer | None:
        """The layer as it stands now, None when it was taken out or has no data."""
        found = self._session.project.layer(self.layer_id)
        return found if found is not None and found.data is not None else None

    def choose(self, name: str) -> None:
        """Colour the layer by an attribute, or in one colour when the name is empty."""
        self._select_attribute(name)
        self._choose_attribute()

    def close_panel(self) -> None:
        """Stop following the session."""
        self._unsubscribe()

    # ---------------------------------------------------------------- showing

    def _hear(self, change: Change) -> None:
        if "layers" in change.what:
            self._show()

    def _fill_attributes(self) -> None:
        layer = self.layer
        self.attributes.addItem(translate("window", "一色で塗る"), None)
        if layer is None:
            return
        group = None
        for one in choices(layer):
            if one.group != group:
                self.attributes.insertSeparator(self.attributes.count())
                group = one.group
            self.attributes.addItem(said(one.label), one)

    def _show(self) -> None:
        layer = self.layer
        self.setEnabled(layer is not None)
        if self._relief is not None:
            self._relief.show_layer(layer)
        if layer is None or layer.style == self._shown:
            return
        style = layer.style
        self._name.setText(layer.name)
        self._select_attribute(attribute_of(style))
        if attribute_of(style) != self._asked:
            self._ask(attribute_of(style))
        self._show_proposals(style)
        self._show_rows(style)
        self._shown = style

    def _select_attribute(self, name: str) -> None:
        for index in range(self.attributes.count()):
            one = self.attributes.itemData(index)
            if (one.name if one is not None else "") == name:
                self.attributes.setCurrentIndex(index)
                return

    def _show_proposals(self, style: Style) -> None:
        self.proposals.clear()
        chosen = -1
        for index, one in enumerate(self._found):
            self.proposals.addItem(translate(CONTEXT, one.title))
            if one.style == style or (chosen < 0 and alike(one.style, style)):
                chosen = index
        self.proposals.setCurrentIndex(chosen)
        several = len(self._found) > 0 and not isinstance(style, Fixed)
        self.proposals.setVisible(several)
        self._proposal_heading.setVisible(several)
        note = ""
        if several and chosen >= 0:
            one = self._found[chosen]
            note = "\n".join(translate(CONTEXT, text) for text in (one.note, one.source) if text)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.reset.setVisible(several and chosen >= 0 and self._found[chosen].style != style)

    def _show_rows(self, style: Style) -> None:
        clear(self._rows)
        for entry in entries(style):
            self._rows.addWidget(self._row(entry, style))

    def _row(self, entry: Entry, style: Style) -> QWidget:
        line = QWidget()
        across = row(line, space=8)
        words = self._words(entry, style)
        pick = QToolButton()
        pick.setIcon(swatch(entry.colour, size=SWATCH))
        pick.setIconSize(QSize(px(SWATCH), px(SWATCH)))
        pick.setAccessibleName(translate("window", "{name}の色を選ぶ").format(name=words))
        pick.setToolTip(pick.accessibleName())
        pick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        pick.clicked.connect(lambda: self._pick(entry))
        across.addWidget(pick)
        if isinstance(style, Fixed) or entry.index < 0:
            across.addWidget(label(words), 1)
        else:
            edit = QLineEdit(words)
            edit.setProperty("role", "inline")
            edit.setMinimumWidth(px(80))
            edit.setAccessibleName(translate("window", "凡例の言葉"))
            edit.editingFinished.connect(lambda: self._relabel(entry, words, edit.text().strip()))
            across.addWidget(edit, 1)
        return line

    @staticmethod
    def _words(entry: Entry, style: Style) -> str:
        if isinstance(style, Fixed):
            return translate("window", "すべて")
        if entry.index < 0:
            return translate("window", "その他")
        if isinstance(style, ByRange):
            return range_words(style.ranges[entry.index])
        one = style.categories[entry.index]
        return translate(CONTEXT, one.label) if one.label else one.value

    # ---------------------------------------------------------------- what the user does

    def _ask(self, name: str, *, apply: bool = False) -> None:
        layer = self.layer
        self._asked = name
        self._found = []
        attribute = self._attribute(name)
        if layer is None or attribute is None:
            return
        self._tasks.run(
            "",
            proposals,
            layer,
            attribute,
            key="style-proposals",
            then=lambda found: self._take(name, found, apply=apply),
            wanted=lambda: self._asked == name and self.layer is not None,
        )

    def _attribute(self, name: str) -> Attribute | None:
        for index in range(self.attributes.count()):
            one: Attribute | None = self.attributes.itemData(index)
            if one is not None and one.name == name:
                return one
        return None

    def _take(self, name: str, found: list[Suggestion], *, apply: bool) -> None:
        layer = self.layer
        if layer is None:
            return
        self._found = found
        if apply and found:
            self._do(RESTYLE, found[0].style)
        elif apply:
            self._note.setText(translate("window", "この項目には値がないため、塗り分けられません。"))
            self._note.show()
        else:
            self._show_proposals(layer.style)

    def _choose_attribute(self) -> None:
        one: Attribute | None = self.attributes.currentData()
        if one is None:
            self._asked = ""
            self._found = []
            self._do(RESTYLE, Fixed())
        else:
            self._ask(one.name, apply=True)

    def _choose_proposal(self) -> None:
        index = self.proposals.currentIndex()
        if 0 <= index < len(self._found):
            self._do(RESTYLE, self._found[index].style)

    def _reset(self) -> None:
        self._choose_proposal()

    def _pick(self, entry: Entry) -> None:
        chosen = pick_colour(entry.colour, self)
        layer = self.layer
        if chosen is not None and layer is not None:
            self._do(RECOLOUR, with_colour(layer.style, entry.index, chosen))

    def _relabel(self, entry: Entry, before: str, words: str) -> None:
        layer = self.layer
        if layer is not None and words and words != before:
            self._do(RELABEL, with_label(layer.style, entry.index, words))

    def _do(self, message: str, style: Style) -> None:
        layer = self.layer
        if layer is not None and layer.style != style:
            changed = self._session.project.replacing(replace(layer, style=style))
            self._session.do(Message(message, {"name": layer.name}), changed)


def narrow(box: QComboBox) -> None:
    """Let a combo box be narrower than its longest line, so that the column decides."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)


def pick_colour(colour: Colour, parent: QWidget) -> Colour | None:
    """Let the user choose a colour; None when the choice was left."""
    chosen = QColorDialog.getColor(QColor(*colour), parent, translate("window", "色を選ぶ"))
    return (chosen.red(), chosen.green(), chosen.blue()) if chosen.isValid() else None
