from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from gisapp.session import Selection, Session
from gisapp.ui.panels.facts import FactCard, as_table, as_text, key_figure, value_words
from gisapp.ui.panels.feature import FeaturePanel
from gisapp.ui.panels.longtext import LongText
from layers.base import Card, Description, Fact
from layers.errors import DamagedFile
from tests.fakes import BoxCity, box_city
from tests.gisapp.panels.conftest import COUNT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.tasks import TaskRunner


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[FeaturePanel]:
    made = FeaturePanel(session, tasks)
    qtbot.addWidget(made)
    made.resize(340, 800)
    made.show()
    yield made
    made.close_panel()


def labels(widget: QWidget, role: str) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.property("role") == role]


def choose(qtbot: QtBot, panel: FeaturePanel, session: Session, *features: int) -> None:
    session.select(Selection.of("boxes", features))
    if len(features) == 1:
        qtbot.waitUntil(lambda: panel.description is not None and panel.description.feature == features[0])
    else:
        qtbot.waitUntil(lambda: panel.summary is not None and panel.summary.count == len(features))


def test_nothing_chosen_says_what_to_do(panel: FeaturePanel) -> None:
    assert labels(panel, "quiet") == ["地図の建物をクリックすると、\nここに説明が出ます。"]


def test_one_feature_has_its_title_its_figure_and_its_facts(
    qtbot: QtBot, session: Session, panel: FeaturePanel
) -> None:
    choose(qtbot, panel, session, 100)
    height = box_city(COUNT).table().numbers("measured_height")[100]
    assert labels(panel, "title") == ["見本第100会館"]
    assert labels(panel, "figure") == [f"{height:.2f}\u2009m"]
    cards = panel.findChildren(FactCard)
    assert [card.head.text() for card in cards] == ["基本", "規模"]
    shown = [one.text() for one in cards[0].findChildren(QLabel)]
    assert shown[-3:] == ["用途", "官公庁施設", "421"]


def test_a_long_identifier_does_not_push_the_cards_out(
    qtbot: QtBot, session: Session, panel: FeaturePanel
) -> None:
    choose(qtbot, panel, session, 1)
    long = "bldg_e0ff8705-7896-4e30-8c59-272fc19a3a5e_with_more_behind_it"
    panel._show_description(
        Description(
            1, long, long, (Card("識別", (Fact("gml:id", long, note=long),)),), (Fact("ファイル", long),)
        )
    )
    qtbot.wait(20)
    assert panel._inside.width() <= panel._area.viewport().width()
    texts = panel.findChildren(LongText)
    assert len(texts) == 5
    assert all(one.width() < panel.width() and "…" in one.text() for one in texts)
    texts[0].copy()
    assert QGuiApplication.clipboard().text() == long


def test_missing_data_are_amber_words(qtbot: QtBot, session: Session, panel: FeaturePanel) -> None:
    choose(qtbot, panel, session, 5)
    assert labels(panel, "figure") == ["未確認"]
    assert labels(panel, "warn").count("未確認") == 2  # height and name; the figure has a role of its own


def test_cards_stay_folded_from_one_feature_to_the_next(
    qtbot: QtBot, session: Session, panel: FeaturePanel
) -> None:
    choose(qtbot, panel, session, 1)
    panel.findChildren(FactCard)[0].head.click()
    choose(qtbot, panel, session, 2)
    first, second = panel.findChildren(FactCard)
    assert first.findChildren(QLabel) == []
    assert second.findChildren(QLabel) != []
    first.head.click()
    assert first.findChildren(QLabel) != []


def test_many_features_are_added_up(qtbot: QtBot, session: Session, panel: FeaturePanel) -> None:
    choose(qtbot, panel, session, *range(0, COUNT, 5))
    assert labels(panel, "figure") == [f"{COUNT // 5} 件"]
    heights = box_city(COUNT).table().numbers("measured_height")[::5]
    assert f"平均 {np.nanmean(heights):,.2f}\u2009m" in [one.text() for one in panel.findChildren(QLabel)]
    panel._copy_digest()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == f"選択した件数\t{COUNT // 5}"
    height_line = next(line for line in lines if line.startswith("計測高さ"))
    assert height_line.split("\t")[2] == str(int((~np.isnan(heights)).sum()))
    assert float(height_line.split("\t")[6]) == pytest.approx(np.nanmax(heights), abs=0.005)


def test_the_last_choice_is_told_however_fast_one_chooses(
    qtbot: QtBot, session: Session, panel: FeaturePanel
) -> None:
    for feature in range(40):
        session.select(Selection.of("boxes", [feature]))
    choose(qtbot, panel, session, 41)
    qtbot.wait(50)
    assert panel.description is not None
    assert panel.description.feature == 41


def test_what_cannot_be_read_is_told(qtbot: QtBot, session: Session, panel: FeaturePanel) -> None:
    layer = session.project.layers[0]
    broken = BrokenCity(layer.id, layer.name, layer.crs, layer.source, data=layer.data)
    session.do("入れ替える", session.project.replacing(broken))
    session.select(Selection.of("boxes", [3]))
    qtbot.waitUntil(
        lambda: "保存した街のデータが壊れています。" in [one.text() for one in panel.findChildren(QLabel)]
    )


@dataclass(frozen=True, eq=False)
class BrokenCity(BoxCity):
    kind: ClassVar[str] = "broken"

    def describe(self, feature: int) -> Description:
        raise DamagedFile("保存した街のデータが壊れています。")


def test_a_layer_that_goes_empties_the_panel(qtbot: QtBot, session: Session, panel: FeaturePanel) -> None:
    choose(qtbot, panel, session, 7)
    session.do("外す", session.project.without(["boxes"]))
    assert panel.description is None
    assert labels(panel, "figure") == []


DESCRIPTION = Description(
    feature=1,
    title="市民会館",
    subtitle="42201-bldg-1",
    cards=(
        Card(
            "規模",
            (
                Fact("用途", "官公庁施設", code="421"),
                Fact("計測高さ", "12.30", "m", note="仮の値"),
                Fact("延床面積", "1,204.00", "m2"),
                Fact("構造", "", missing=True),
            ),
        ),
    ),
    provenance=(Fact("出典", "a.gml"),),
)


def test_the_first_figure_with_a_unit_is_the_large_one() -> None:
    figure = key_figure(DESCRIPTION)
    assert figure is not None
    assert value_words(figure) == "12.30\u2009m"
    chosen = replace(DESCRIPTION, figure=DESCRIPTION.cards[0].facts[3])
    figure = key_figure(chosen)
    assert figure is not None
    assert value_words(figure) == "未確認"


def test_copied_as_text() -> None:
    assert as_text(DESCRIPTION).split("\n") == [
        "市民会館",
        "42201-bldg-1",
        "",
        "規模",
        "  用途: 官公庁施設（421）",
        "  計測高さ: 12.30\u2009m　仮の値",
        "  延床面積: 1,204.00\u2009㎡",
        "  構造: 未確認",
        "",
        "出典",
        "  出典: a.gml",
        "",
    ]


def test_copied_as_a_table() -> None:
    rows = [line.split("\t") for line in as_table(DESCRIPTION).split("\n")]
    assert rows[0] == ["区分", "項目", "値", "単位", "コード", "備考"]
    assert rows[1] == ["規模", "用途", "官公庁施設", "", "421", ""]
    assert rows[2] == ["規模", "計測高さ", "12.30", "m", "", "仮の値"]
    assert rows[4] == ["規模", "構造", "未確認", "", "", ""]
    assert rows[5] == ["出典", "出典", "a.gml", "", "", ""]
