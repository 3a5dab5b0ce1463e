"""What can be done with the data of a project as a whole."""

from __future__ import annotations

from gisapp.action import Action
from gisapp.edits import has_clouds, has_layers
from gisapp.menunames import LAYER, VIEW
from layers.messages import QT_TRANSLATE_NOOP

DATA_ACTIONS: tuple[Action, ...] = (
    Action(
        "catalogue",
        QT_TRANSLATE_NOOP("messages", "データの一覧"),
        lambda to: to.show_catalogue(),
        VIEW,
        shortcuts=("Ctrl+Shift+D",),
        icon="table",
        section=3,
    ),
    Action(
        "receipt",
        QT_TRANSLATE_NOOP("messages", "読み込みの記録…"),
        lambda to: to.show_receipt(),
        LAYER,
        icon="properties",
        when=has_layers,
        section=2,
    ),
    Action(
        "encoding",
        QT_TRANSLATE_NOOP("messages", "文字が正しくないとき…"),
        lambda to: to.choose_encoding(),
        LAYER,
        when=has_layers,
        section=2,
    ),
    Action(
        "time-columns",
        QT_TRANSLATE_NOOP("messages", "時間の列の並べ方…"),
        lambda to: to.choose_time_columns(),
        LAYER,
        when=has_layers,
        section=2,
    ),
    Action(
        "cloud-ground",
        QT_TRANSLATE_NOOP("messages", "点群の地面から地形を作る"),
        lambda to: to.make_ground(),
        LAYER,
        icon="terrain",
        when=has_clouds,
        section=2,
    ),
    Action(
        "height-base",
        QT_TRANSLATE_NOOP("messages", "高さの基準…"),
        lambda to: to.choose_height_base(),
        LAYER,
        when=has_clouds,
        section=2,
    ),
    Action(
        "place-by-keys",
        QT_TRANSLATE_NOOP("messages", "住所・地番で地図に置く…"),
        lambda to: to.choose_keys(),
        LAYER,
        when=has_layers,
        section=2,
    ),
)
