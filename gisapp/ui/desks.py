"""The five desks."""

from __future__ import annotations

from dataclasses import dataclass

from layers.messages import QT_TRANSLATE_NOOP


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
    """

    id: str
    name: str
    about: str


DESKS = (
    Desk(
        "planning",
        QT_TRANSLATE_NOOP("window", "窓口"),
        QT_TRANSLATE_NOOP("window", "建築・都市計画の窓口で使います"),
    ),
    Desk(
        "hazard",
        QT_TRANSLATE_NOOP("window", "防災"),
        QT_TRANSLATE_NOOP("window", "浸水や土砂災害の確認に使います"),
    ),
    Desk(
        "survey",
        QT_TRANSLATE_NOOP("window", "点群"),
        QT_TRANSLATE_NOOP("window", "ドローンや測量の点群に使います"),
    ),
    Desk(
        "areas",
        QT_TRANSLATE_NOOP("window", "自治会"),
        QT_TRANSLATE_NOOP("window", "自治会の区域の管理に使います"),
    ),
    Desk(
        "publish",
        QT_TRANSLATE_NOOP("window", "公開"),
        QT_TRANSLATE_NOOP("window", "庁外に出すデータの用意に使います"),
    ),
)
DESK_IDS = tuple(desk.id for desk in DESKS)
