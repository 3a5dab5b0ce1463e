"""What can be asked and chosen: statistics, ways to select, kept selections, calculated columns."""

from __future__ import annotations

from gisapp.action import Action
from gisapp.edits import has_layers, has_selection
from gisapp.menunames import EDIT, LAYER
from layers.messages import QT_TRANSLATE_NOOP

QUERY_ACTIONS: tuple[Action, ...] = (
    Action(
        "select-click",
        QT_TRANSLATE_NOOP("messages", "クリックで選ぶ"),
        lambda to: to.select_by_click(),
        EDIT,
        icon="select",
        when=has_layers,
        section=2,
    ),
    Action(
        "select-lasso",
        QT_TRANSLATE_NOOP("messages", "線で囲んで選ぶ"),
        lambda to: to.select_by_line(),
        EDIT,
        icon="lasso",
        when=has_layers,
        section=2,
    ),
    Action(
        "select-polygon",
        QT_TRANSLATE_NOOP("messages", "多角形で囲んで選ぶ"),
        lambda to: to.select_by_polygon(),
        EDIT,
        icon="polygon",
        when=has_layers,
        section=2,
    ),
    Action(
        "select-circle",
        QT_TRANSLATE_NOOP("messages", "円で囲んで選ぶ"),
        lambda to: to.select_by_circle(),
        EDIT,
        icon="circle",
        when=has_layers,
        section=2,
    ),
    Action(
        "select-all",
        QT_TRANSLATE_NOOP("messages", "レイヤのものをすべて選ぶ"),
        lambda to: to.select_all(),
        EDIT,
        shortcuts=("Ctrl+Shift+E",),
        when=has_layers,
        section=3,
    ),
    Action(
        "select-invert",
        QT_TRANSLATE_NOOP("messages", "選択を反転する"),
        lambda to: to.invert_selection(),
        EDIT,
        shortcuts=("Ctrl+I",),
        when=has_selection,
        section=3,
    ),
    Action(
        "select-by-place",
        QT_TRANSLATE_NOOP("messages", "選んだものの場所で別のレイヤを選ぶ…"),
        lambda to: to.select_by_place(),
        EDIT,
        icon="vector",
        when=has_selection,
        section=3,
    ),
    Action(
        "kept-selections",
        QT_TRANSLATE_NOOP("messages", "残した選択…"),
        lambda to: to.show_kept(),
        EDIT,
        icon="group",
        when=has_layers,
        section=3,
    ),
    Action(
        "statistics",
        QT_TRANSLATE_NOOP("messages", "集計"),
        lambda to: to.show_statistics(),
        LAYER,
        shortcuts=("Ctrl+Shift+G",),
        icon="statistics",
        when=has_layers,
    ),
    Action(
        "computed",
        QT_TRANSLATE_NOOP("messages", "計算した項目…"),
        lambda to: to.show_computed(),
        LAYER,
        icon="computed",
        when=has_layers,
    ),
)
