"""The right-hand stack of cards: what is known of the chosen feature, or of the many chosen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from gisapp.digest import ClassDigest, Digest, NumberDigest, digest
from gisapp.ui.cards import card, clear, column, icon_button, label, row, scrolled
from gisapp.ui.panels.facts import FactCard, as_table, as_text, key_figure, provenance, value_words
from gisapp.ui.panels.longtext import value_label
from gisapp.ui.theme import px
from gisapp.ui.words import decimal, integer, said, translate
from layers.messages import QT_TRANSLATE_NOOP
from styles.figures import spaced

if TYPE_CHECKING:
    from gisapp.session import Change, Session
    from gisapp.tasks import Task, TaskRunner
    from layers.base import Description, Fact, Layer
    from layers.feedback import Feedback

OPEN_AT_FIRST = 3
"""So many cards are unfolded until the user folds them."""
BARS = 1000
FIGURES = (
    QT_TRANSLATE_NOOP("panels", "項目"),
    QT_TRANSLATE_NOOP("panels", "単位"),
    QT_TRANSLATE_NOOP("panels", "件数"),
    QT_TRANSLATE_NOOP("panels", "合計"),
    QT_TRANSLATE_NOOP("panels", "平均"),
    QT_TRANSLATE_NOOP("panels", "最小"),
    QT_TRANSLATE_NOOP("panels", "最大"),
)
"""Columns of the figures of many features that are copied as a table."""
TITLE_ROOM = 180
"""Width in unscaled pixels that a title has beside its buttons."""


class FeaturePanel(QWidget):
    """Follows the selection and tells what was chosen.

    Parameters
    ----------
    session
        Gives layers and selection.
    tasks
        Reads what is told.

    Signals
    -------
    fly_to_selection
        The user wants to see what is chosen.
    """

    fly_to_selection = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._folded: dict[str, bool] = {}
        self._shown: object = None
        self.description: Description | None = None
        self.summary: Digest | None = None
        self._inside = QWidget()
        self._stack: QVBoxLayout = column(self._inside, margin=12, space=8)
        self._area = scrolled(self._inside)
        column(self).addWidget(self._area)
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self.refresh()

    def close_panel(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()

    def refresh(self) -> None:
        """Tell of what is chosen now."""
        selection = self._session.selection
        layer = self._session.project.layer(selection.layer_id)
        key = (selection, None if layer is None else layer.data)
        if key == self._shown:
            return
        self._shown = key
        if layer is None or layer.data is None or not len(selection):
            self._show_nothing()
            return
        if len(selection) == 1:
            feature = int(selection.features[0])
            self._read(_describe, layer, feature)
        else:
            self._read(digest, layer, selection.features)

    def _read(self, work: object, layer: Layer, what: object) -> None:
        shown = self._shown
        self._tasks.run(
            "",
            work,  # type: ignore[arg-type]  # one of two functions of the same shape
            layer,
            what,
            then=lambda found: self._show(layer, found),
            failed=lambda task: self._show_failure(task) if isValid(self) else None,
            wanted=lambda: isValid(self) and self._shown is shown,
            key="feature-card",
        )

    def _follow(self, change: Change) -> None:
        if change.what & {"selection", "layers"}:
            self.refresh()

    # ---------------------------------------------------------------- showing

    def _begin(self) -> None:
        clear(self._stack)
        self.description = self.summary = None
        self._area.verticalScrollBar().setValue(0)

    def _show_nothing(self) -> None:
        self._begin()
        self._stack.addStretch(1)
        words = label(translate("panels", "地図の建物をクリックすると、\nここに説明が出ます。"), "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(words)
        self._stack.addStretch(2)

    def _show_failure(self, task: Task) -> None:
        self._begin()
        frame, inside = card()
        frame.setProperty("role", "warn")
        inside.addWidget(label(str(task.message)))
        self._stack.addWidget(frame)
        self._stack.addStretch(1)

    def _show(self, layer: Layer, found: Description | Digest) -> None:
        if isinstance(found, Digest):
            self._show_digest(layer, found)
        else:
            self._show_description(found)

    def _show_description(self, found: Description) -> None:
        self._begin()
        self.description = found
        self._stack.addWidget(self._head(said(found.title), found.subtitle, key_figure(found)))
        for number, one in enumerate(found.cards):
            folded = self._folded.get(one.title, number >= OPEN_AT_FIRST)
            made = FactCard(one, open_=not folded)
            made.folded.connect(self._remember)
            self._stack.addWidget(made)
        self._stack.addWidget(provenance(found.provenance))
        self._stack.addStretch(1)

    def _head(self, title: str, subtitle: str, figure: Fact | None) -> QFrame:
        frame, inside = card()
        line = row(space=0)
        line.addWidget(value_label(title, "title", room=TITLE_ROOM), 1)
        zoom = icon_button("zoom-to", translate("panels", "ここへ移る"), self.fly_to_selection.emit)
        line.addWidget(zoom, 0, Qt.AlignmentFlag.AlignTop)
        copy = icon_button("copy", translate("panels", "コピーする"))
        copy.clicked.connect(lambda: self._open_copy_menu(copy.mapToGlobal(QPoint(0, copy.height()))))
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(line)
        if subtitle:
            inside.addWidget(value_label(subtitle, "quiet", room=TITLE_ROOM))
        if figure is not None:
            inside.addSpacing(px(4))
            inside.addWidget(label(said(figure.label), "heading"))
            value = _figure(value_words(figure))
            if figure.missing:
                _tint(value)
            inside.addWidget(value)
            if figure.note:
                inside.addWidget(label(said(figure.note), "warn"))
        return frame

    def _show_digest(self, layer: Layer, found: Digest) -> None:
        self._begin()
        self.summary = found
        frame, inside = card()
        line = row(space=0)
        line.addWidget(value_label(layer.name, "title", room=TITLE_ROOM), 1)
        line.addWidget(icon_button("zoom-to", translate("panels", "ここへ移る"), self.fly_to_selection.emit))
        line.addWidget(icon_button("copy", translate("panels", "コピーする"), self._copy_digest))
        inside.addLayout(line)
        inside.addWidget(label(translate("panels", "選択した件数"), "heading"))
        inside.addWidget(_figure(translate("panels", "{count} 件").format(count=integer(found.count))))
        self._stack.addWidget(frame)
        if found.numbers:
            frame, inside = card(translate("panels", "数量"))
            for number in found.numbers:
                _add_number(inside, number, found.count)
            self._stack.addWidget(frame)
        for one in found.classes:
            frame, inside = card(said(one.attribute.label))
            _add_classes(inside, one, found.count)
            self._stack.addWidget(frame)
        self._stack.addStretch(1)

    # ---------------------------------------------------------------- copying

    def _open_copy_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(translate("panels", "文章としてコピーする"), self.copy_text)
        menu.addAction(translate("panels", "表としてコピーする"), self.copy_table)
        menu.exec(place)
        menu.deleteLater()

    def copy_text(self) -> None:
        """Copy what is shown as lines of text."""
        if self.description is not None:
            QGuiApplication.clipboard().setText(as_text(self.description))

    def copy_table(self) -> None:
        """Copy what is shown as text with tabs."""
        if self.description is not None:
            QGuiApplication.clipboard().setText(as_table(self.description))

    def _copy_digest(self) -> None:
        if self.summary is not None:
            QGuiApplication.clipboard().setText(digest_table(self.summary))

    def _remember(self, title: str, folded: bool) -> None:
        self._folded[title] = folded


def digest_table(found: Digest) -> str:
    """Return the figures of many features as text with tabs."""
    lines = [f"{translate('panels', '選択した件数')}\t{found.count}"]
    lines.append("\t".join(translate("panels", word) for word in FIGURES))
    for one in found.numbers:
        total = f"{one.total:.2f}" if one.adds_up else ""
        figures = (total, f"{one.mean:.2f}", f"{one.low:.2f}", f"{one.high:.2f}")
        lines.append("\t".join((said(one.attribute.label), one.attribute.unit, str(one.known), *figures)))
    for part in found.classes:
        lines.append(said(part.attribute.label))
        lines += [f"{said(name)}\t\t{count}" for name, count in part.entries]
        lines += [f"{translate('panels', 'そのほかの種類')}\t\t{part.rest}"] if part.rest else []
        lines += [f"{translate('panels', '未確認')}\t\t{part.missing}"] if part.missing else []
    return "\n".join(lines) + "\n"


def _describe(layer: Layer, feature: int, *, feedback: Feedback) -> Description:
    feedback.step()
    return layer.describe(feature)


def _figure(text: str) -> QLabel:
    return label(text, "figure", select=True)


def _tint(value: QLabel) -> None:
    from gisapp.ui import theme

    value.setStyleSheet(f"color: {theme.look().tokens.warn};")


def _add_number(inside: QVBoxLayout, found: NumberDigest, count: int) -> None:
    attribute = found.attribute
    unit = spaced(attribute.unit)
    places = 0 if attribute.kind in {"integer", "year"} else 2
    line = row(space=8)
    line.addWidget(label(said(attribute.label), "quiet"), 1)
    if attribute.kind == "year":
        main = (
            translate("panels", "{low}〜{high}").format(low=f"{found.low:.0f}", high=f"{found.high:.0f}")
            + unit
        )
        detail = ""
    else:
        low, high = decimal(found.low, places), decimal(found.high, places)
        spread = translate("panels", "{low}〜{high}").format(low=low, high=high)
        if found.adds_up:
            main = translate("panels", "合計 {value}").format(value=decimal(found.total, places)) + unit
            mean = translate("panels", "平均 {value}").format(value=decimal(found.mean, 2)) + unit
            detail = translate("panels", "、").join((mean, spread + unit))
        else:
            main = (
                translate("panels", "平均 {value}").format(value=decimal(found.mean, max(1, places))) + unit
            )
            detail = spread + unit
    line.addWidget(label(main, wrap=False, select=True), 0, Qt.AlignmentFlag.AlignRight)
    inside.addLayout(line)
    missing = count - found.known
    notes = [detail] if detail else []
    if missing:
        notes.append(translate("panels", "未確認 {count} 件").format(count=integer(missing)))
    if notes:
        small = label(translate("panels", "　").join(notes), "small")
        small.setAlignment(Qt.AlignmentFlag.AlignRight)
        inside.addWidget(small)


def _add_classes(inside: QVBoxLayout, found: ClassDigest, count: int) -> None:
    entries = [(said(name), number, "") for name, number in found.entries]
    if found.rest:
        entries.append((translate("panels", "そのほかの種類"), found.rest, "quiet"))
    if found.missing:
        entries.append((translate("panels", "未確認"), found.missing, "warn"))
    for name, number, role in entries:
        line = row(space=8)
        line.addWidget(label(name, role), 1)
        line.addWidget(label(translate("panels", "{count} 件").format(count=integer(number)), wrap=False))
        share = label(f"{round(100 * number / count)}{spaced('%')}", "quiet", wrap=False)
        share.setFixedWidth(px(40))
        share.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(share)
        inside.addLayout(line)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, BARS)
        bar.setValue(round(BARS * number / count))
        inside.addWidget(bar)
