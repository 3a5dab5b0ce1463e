"""The style sheet of the window, made from the tokens at the size the user chose."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from gisapp.ui.tokens import BODY, FIGURE, RADIUS, SMALL, TITLE, Tokens

if TYPE_CHECKING:
    from pathlib import Path

_TEMPLATE = Template("""
QWidget { color: $text; font-size: $body; }
QMainWindow, QDialog, QMessageBox, QStackedWidget { background: $ground; }
QToolTip { background: $text; color: $surface; border: none; padding: $px4 $px8; }

[role="bar"], [role="column"] { background: $ground; }
QWidget#topBar { border-bottom: 1px solid $line; }
QWidget#statusBar { border-top: 1px solid $line; }
QWidget#lowerPane { background: $ground; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: $radius; }
QFrame[role="warn"] { background: $warn_soft; border: 1px solid $warn; border-radius: $radius; }
QFrame[role="danger"] { background: $danger_soft; border: 1px solid $danger; border-radius: $radius; }
QFrame[role="info"] { background: $accent_soft; border: 1px solid $accent; border-radius: $radius; }
QFrame[role="rule"] { background: $line; border: none; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: $title; }
QLabel[role="figure"] { font-size: $figure; }
QLabel[role="heading"], QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: $small; }
QLabel[role="warn"] { color: $warn; background: transparent; border: none; }
QLabel[role="danger"] { color: $danger; background: transparent; border: none; }
QLabel[role="applies"], QLabel[role="confirm"], QLabel[role="unknown"], QLabel[role="absent"],
QLabel[role="entered"], QLabel[role="over"] { font-size: $small; padding: $px1 $px6; border-radius: $px4;
  border: 1px solid transparent; }
QLabel[role="applies"] { color: $on_accent; background: $accent; border-color: $accent; }
QLabel[role="confirm"] { color: $warn; background: $warn_soft; border-color: $warn; }
QLabel[role="unknown"] { color: $warn; border: 1px dashed $warn; }
QLabel[role="over"] { color: $danger; background: $danger_soft; border-color: $danger; }
QLabel[role="absent"] { color: $quiet; border-color: $line; }
QLabel[role="entered"] { color: $accent; background: $accent_soft; border-color: $accent; }

QPushButton { background: $surface; border: 1px solid $line; border-radius: $radius;
  padding: $px4 $px12; min-height: $px20; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton:focus, QCheckBox:focus, QRadioButton:focus { outline: none; }
QPushButton:focus { border: 2px solid $accent; padding: $px3 $px11; }
QPushButton:disabled { color: $quiet; background: $ground; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[role="primary"]:hover { background: $accent; border: 1px solid $text; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $sunken; color: $quiet; border: 1px solid $line; }
QPushButton[role="flat"], QPushButton[role="row"] { background: transparent; border: 1px solid transparent; }
QPushButton[role="flat"]:checked { color: $accent; background: $accent_soft; }
QPushButton[role="row"] { text-align: left; padding: $px8 $px12; }
QPushButton[role="fold"], QPushButton[role="edge"] { text-align: left; background: transparent;
  border: 1px solid transparent; padding: $px2 $px4; }
QPushButton[role="fold"] { color: $accent; }
QPushButton[role="edge"]:checked { color: $accent; background: $accent_soft; }
QPushButton[role="fold"]:hover, QPushButton[role="edge"]:hover { background: $sunken; }
QPushButton[role="fold"]:focus, QPushButton[role="edge"]:focus { border: 2px solid $accent;
  padding: $px1 $px3; }
QPushButton[role="flat"]:hover, QPushButton[role="row"]:hover { background: $sunken; }
QPushButton[role="flat"]:focus, QPushButton[role="row"]:focus { border: 2px solid $accent; }
QPushButton[role="flat"]:focus { padding: $px3 $px11; }
QPushButton[role="row"]:focus { padding: $px7 $px11; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: $radius;
  padding: $px4; }
QToolButton:hover { background: $sunken; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 2px solid $accent; padding: $px3; }
QToolButton:disabled { color: $quiet; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="desk"] { border-radius: 0; border: none; border-bottom: 3px solid transparent;
  padding: 0 $px12; font-size: $title; color: $quiet; }
QToolButton[role="desk"]:hover { background: $sunken; color: $text; }
QToolButton[role="desk"]:checked {
  background: transparent; color: $accent; border-bottom: 3px solid $accent; }
QToolButton[role="desk"]:focus { background: $accent_soft; padding: 0 $px12; }
QToolButton[role="chip"] {
  padding: 0 $px8; border: 1px solid transparent; border-radius: $px4; font-size: $small; }
QToolButton[role="chip"]:hover { background: $sunken; }
QToolButton[role="chip"]:focus { border: 1px solid $accent; padding: 0 $px8; }
QToolButton[role="chip"][alert="true"] { color: $warn; }
QWidget#statusBar QLabel { font-size: $small; color: $quiet; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit {
  background: $surface; border: 1px solid $line; border-radius: $px4; padding: $px3 $px8;
  selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $quiet; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit { min-height: $px20; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateTimeEdit:focus { border: 2px solid $accent; padding: $px2 $px7; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: $quiet; background: $ground; }
QLineEdit[bad="true"], QSpinBox[bad="true"], QDoubleSpinBox[bad="true"] { border: 2px solid $danger; }
QLineEdit[role="inline"] { background: transparent; border: 1px solid transparent; }
QLineEdit[role="inline"]:hover { border: 1px solid $line; }
QLineEdit[role="inline"]:focus { background: $surface; border: 2px solid $accent; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: $px24; background: transparent; }
QComboBox::down-arrow, QDateEdit::down-arrow {
  image: url($assets/chevron-down.svg); width: $px12; height: $px12; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: $px28; padding: 0 $px8; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateTimeEdit::up-button { border: none; width: $px18;
  subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateTimeEdit::down-button { border: none; width: $px18;
  subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateTimeEdit::up-arrow {
  image: url($assets/chevron-up.svg); width: $px10; height: $px10; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateTimeEdit::down-arrow {
  image: url($assets/chevron-down.svg); width: $px10; height: $px10; }

QCheckBox, QRadioButton { spacing: $px8; min-height: $px24; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator, QListView::indicator,
QTableView::indicator, QMenu::indicator {
  width: $px14; height: $px14; border: 1px solid $line; border-radius: $px3;
  background: $surface; }
QRadioButton::indicator { border-radius: $px7; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked, QMenu::indicator:checked { background: $accent; border: 1px solid $accent;
  image: url($assets/check-$name.svg); }
QTreeView::indicator:indeterminate, QCheckBox::indicator:indeterminate { background: $accent;
  border: 1px solid $accent; image: url($assets/partly-$name.svg); }
QRadioButton::indicator:checked { width: $px8; height: $px8; border: $px4 solid $accent;
  border-radius: $px8; background: $on_accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:unchecked:focus { border: 2px solid $accent; }
QCheckBox::indicator:disabled { background: $ground; }

QTreeView, QListView, QTableView, QListWidget, QTreeWidget, QTableWidget {
  background: $surface; alternate-background-color: $ground; border: 1px solid $line;
  border-radius: $px4; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; }
QAbstractItemView:focus { border: 1px solid $accent; }
QTreeView::item, QListView::item { min-height: $px28; padding: 0 $px4; }
QTreeView::item:hover, QListView::item:hover { background: $sunken; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {
  background: $accent_soft; color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($assets/chevron-right.svg); padding: $px3; }
QTreeView::branch:has-children:open { image: url($assets/chevron-down.svg); padding: $px3; }
QTableView { gridline-color: $sunken; }
QTableView::item { padding: 0 $px8; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section { background: $ground; color: $quiet; border: none; border-bottom: 1px solid $line;
  padding: $px4 $px8; min-height: $px20; }
QHeaderView::section:hover { background: $sunken; }
QTableCornerButton::section { background: $ground; border: none; border-bottom: 1px solid $line; }

QMenu { background: $surface; border: 1px solid $line; padding: $px4 0; }
QMenu::item { padding: $px6 $px24 $px6 $px12; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $quiet; background: transparent; }
QMenu::icon { padding-left: $px8; }
QMenu::separator { height: 1px; background: $sunken; margin: $px4 0; }

QTabWidget::pane { border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $quiet; padding: $px6 $px12; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; background: $sunken; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $accent_soft; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: $px12; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $px12; margin: 0; }
QScrollBar::handle { background: $line; border-radius: $px4; margin: $px2; }
QScrollBar::handle:vertical { min-height: $px32; }
QScrollBar::handle:horizontal { min-width: $px32; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider { min-height: $px24; background: transparent; }
QSlider::groove:horizontal { height: $px4; background: $line; border-radius: $px2; }
QSlider::sub-page:horizontal { background: $accent; border-radius: $px2; }
QSlider::handle:horizontal { width: $px16; height: $px16; margin: -$px6 0; border-radius: $px8;
  background: $surface; border: 2px solid $accent; }
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::handle:horizontal:disabled { border: 2px solid $line; }
QSlider::sub-page:horizontal:disabled { background: $line; }

QProgressBar { background: $sunken; border: none; border-radius: $px3; min-height: $px6; max-height: $px6; }
QProgressBar::chunk { background: $accent; border-radius: $px3; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QGroupBox { border: none; margin-top: $px24; }
QGroupBox::title { subcontrol-origin: margin; color: $quiet; }
""")


def stylesheet(tokens: Tokens, scale: float, assets: Path) -> str:
    """Return the style sheet.

    Parameters
    ----------
    tokens
        The colours.
    scale
        Size chosen by the user, 1.0 to 2.0.
    assets
        Folder of the small drawings (arrows of combo boxes and trees).

    Raises
    ------
    KeyError
        When the template names a colour or length that does not exist.
    """
    values = {
        name: value
        for name, value in vars(tokens).items()
        if isinstance(value, str) and value.startswith("#")
    }
    values["name"] = tokens.name
    values |= {f"px{length}": f"{max(1, round(length * scale))}px" for length in range(1, 49)}
    sizes = {"body": BODY, "small": SMALL, "title": TITLE, "figure": FIGURE, "radius": RADIUS}
    values |= {name: f"{round(size * scale)}px" for name, size in sizes.items()}
    return _TEMPLATE.substitute(values, assets=assets.as_posix())
