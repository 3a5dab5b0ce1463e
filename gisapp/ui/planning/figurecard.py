"""The key figures, large, each with its derivation to unfold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from gisapp.desks.planning.access import access
from gisapp.desks.planning.cuts import height_figure
from gisapp.desks.planning.figures import Figure
from gisapp.ui.cards import Card, clear, column, label, row
from gisapp.ui.planning.names import number_words
from gisapp.ui.unfolding import Unfolding, tag
from gisapp.ui.words import metres, sentence, translate

if TYPE_CHECKING:
    from gisapp.desks.planning.site import Site
    from gisapp.ui.planning.desk import PlanningDesk


class FigureCard(Card):
    """Shows floor-area ratio, coverage ratio, height, and whether the lot touches a road.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__(space=12)
        self._desk = desk
        self._height = QVBoxLayout()

    def show_study(self) -> None:
        """Show the figures of the study of now."""
        clear(self.inside)
        study = self._desk.study
        self.setVisible(study is not None and study.site is not None)
        if study is None or study.site is None:
            return
        site = study.site
        ratio, coverage = site.floor_area_ratio, site.coverage_ratio
        floors = _area(ratio, site.area, translate("panels", "延べ面積 {area} まで"))
        ground = _area(coverage, site.area, translate("panels", "建築面積 {area} まで"))
        _add(self.inside, translate("panels", "容積率の限度"), ratio, floors)
        _add(self.inside, translate("panels", "建蔽率の限度"), coverage, ground)
        self._height = column(space=12)
        self.inside.addLayout(self._height)
        self.show_volume()
        _add_access(self.inside, site)

    def show_volume(self) -> None:
        """Show the height, which comes with the volume."""
        clear(self._height)
        made = self._desk.built
        name = translate("panels", "最高の高さ（斜線などの限度）")
        if made is None:
            self._height.addWidget(label(name, "heading"))
            self._height.addWidget(label("…", "figure"))
        elif made.volume is None:
            _add(self._height, name, Figure(None, "m", (), made.doubts), "")
        else:
            figure = height_figure(made.volume)
            free = translate("panels", "高さの制限のない部分があります") if figure.value is None else ""
            _add(self._height, name, figure, translate("panels", "地盤面から"), free=free)


def _add(inside: QVBoxLayout, name: str, figure: Figure, note: str, *, free: str = "") -> None:
    head = row()
    head.addWidget(label(name, "heading"), 1)
    if figure.value is None and not free:
        head.addWidget(tag(translate("panels", "未確認"), "unknown"))
    elif figure.doubts and not free:
        head.addWidget(tag(translate("panels", "要確認"), "confirm"))
    block = column(space=0)
    block.addLayout(head)
    line = row(space=12)
    if figure.value is not None:
        line.addWidget(label(number_words(figure.value, figure.unit), "figure", wrap=False, select=True))
        line.addWidget(label(note, "quiet"), 1)
        block.addLayout(line)
    elif free:
        block.addWidget(label(free))
    else:
        block.addWidget(label("\n".join(map(sentence, figure.doubts)), "warn"))
    if figure.steps or (figure.value is not None and figure.doubts):
        words = translate("panels", "計算と根拠")
        block.addWidget(Unfolding(words, lambda inner: _fill_derivation(figure, inner)))
    inside.addLayout(block)


def _area(figure: Figure, area: float, words: str) -> str:
    return "" if figure.value is None else words.format(area=number_words(area * figure.value / 100, "m²"))


def _add_access(inside: QVBoxLayout, site: Site) -> None:
    found = access(site.lot)
    head = row()
    head.addWidget(label(translate("panels", "接道（法43条）"), "heading"), 1)
    if found.kept is None:
        head.addWidget(tag(translate("panels", "要確認"), "confirm"))
    elif not found.kept:
        head.addWidget(tag(translate("panels", "不足"), "over"))
    block = column(space=4)
    block.addLayout(head)
    words = translate("panels", "道路に {length} 接しています（2 m 以上が必要）")
    block.addWidget(label(words.format(length=metres(found.length))))
    for doubt in found.doubts:
        block.addWidget(label(sentence(doubt), "warn"))
    inside.addLayout(block)


def _fill_derivation(figure: Figure, inside: QVBoxLayout) -> None:
    """Write how a number came about: each step with its article, then what is in doubt."""
    for step in figure.steps:
        inside.addWidget(label(sentence(step.text), select=True))
        inside.addWidget(label(step.article, "small"))
    for doubt in figure.doubts:
        inside.addWidget(label(sentence(doubt), "warn", select=True))
