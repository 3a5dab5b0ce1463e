"""The five desks, and what can be done at each of them today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gisapp.ui.cards import card, column, label
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Desk:
    """A group of staff and its work.

    Attributes
    ----------
    id
        Name of its folder under ``gisapp.desks``.
    name
        On the tab.
    about
        Whom it is for.
    today
        What can be done for this work in this version: nothing is promised that is not there. Empty for a
        desk that has a page of its own.
    """

    id: str
    name: str
    about: str
    today: tuple[str, ...]


DESKS = (
    Desk(
        "planning",
        QT_TRANSLATE_NOOP("window", "窓口"),
        QT_TRANSLATE_NOOP("window", "建築・都市計画の窓口で使います"),
        (),
    ),
    Desk(
        "hazard",
        QT_TRANSLATE_NOOP("window", "防災"),
        QT_TRANSLATE_NOOP("window", "浸水や土砂災害の確認に使います"),
        (),
    ),
    Desk(
        "survey",
        QT_TRANSLATE_NOOP("window", "点群"),
        QT_TRANSLATE_NOOP("window", "ドローンや測量の点群に使います"),
        (),
    ),
    Desk(
        "areas",
        QT_TRANSLATE_NOOP("window", "自治会"),
        QT_TRANSLATE_NOOP("window", "自治会の区域の管理に使います"),
        (),
    ),
    Desk(
        "publish",
        QT_TRANSLATE_NOOP("window", "公開"),
        QT_TRANSLATE_NOOP("window", "庁外に出すデータの用意に使います"),
        (
            QT_TRANSLATE_NOOP("window", "レイヤを GeoPackage・GeoJSON・CSV・OBJ・glTF などに書き出せます。"),
            QT_TRANSLATE_NOOP(
                "window",
                "書き出す前に、公開してよい属性かどうかをご確認ください。この版では自動では確かめません。",
            ),
        ),
    ),
)

ASKED = frozenset(desk.id for desk in DESKS if not desk.today)
"""Desks that a click on the map asks."""
DESK_IDS = tuple(desk.id for desk in DESKS)


def page(desk: Desk, keys: Mapping[str, str]) -> QWidget:
    """Return the page that says what can be done at a desk today.

    Parameters
    ----------
    desk
        The desk.
    keys
        What to press for an action, by its id.
    """
    frame, inside = card()
    inside.addWidget(label(translate("window", desk.about), "quiet"))
    for line in desk.today:
        inside.addWidget(label(translate("window", line).format_map(keys)))
    holder = QWidget()
    stack = column(holder, margin=8)
    stack.addWidget(frame)
    stack.addStretch(1)
    return holder
