"""Says after an import what of it cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.banner import Notice
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.ui.window import Window
    from importers.base import ImportResult

LEFT_OUT = "left_out_buildings"


def tell_left_out(window: Window, path: Path, result: ImportResult) -> None:
    """Tell of buildings that could not be shown, if there are any."""
    left = result.counts.get(LEFT_OUT, 0)
    if not left:
        return
    text = translate(
        "window",
        "「{name}」の {left} 棟は形や属性に誤りがあり、表示できません。ほかの {shown} 棟は読み込みました。",
    ).format(name=path.name, left=integer(left), shown=integer(result.counts.get("buildings", 0)))
    see = (translate("window", "一覧を見る"), window.commands.show_findings)
    window.banner.tell(Notice(text, "warn", actions=(see,), key=f"left-out:{path}"))
