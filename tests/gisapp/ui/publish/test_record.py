"""The publish desk in the window: nothing by default, then chosen, judged, approved, and out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from gisapp.desks.publish.model import (
    PublicField,
    approvals,
    publication_of,
    publications,
    site_of,
)
from gisapp.ui.publish import fieldlist, work
from gisapp.ui.publish.approvecard import ApproveCard
from gisapp.ui.publish.concernscard import ConcernsCard
from gisapp.ui.publish.exactcard import ExactCard
from gisapp.ui.publish.fieldscard import FieldsCard
from gisapp.ui.publish.formscard import FormsCard
from gisapp.ui.publish.listcard import ListCard
from gisapp.ui.publish.recordcard import RecordCard
from gisapp.ui.publish.sitecard import SiteCard
from gisapp.ui.publish.standing import State
from layers.feedback import Feedback
from tests.gisapp.ui.conftest import view_of
from tests.gisapp.ui.publish.conftest import WHOLE, card, press, rest, state, tick, type_in, words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.ui.publish.page import PublishPage
    from gisapp.ui.window import Window
    from layers.project import Project


def test_without_data_it_says_what_it_is_for(window: Window) -> None:
    window.choose_desk("publish")
    found = window.chrome.desk_page("publish")
    assert "何もしなければ、何も公開されません" in words(found)


def test_nothing_is_published_by_default(page: PublishPage, window: Window, qtbot: QtBot) -> None:
    listed = card(page, ListCard)
    assert "公開するものはありません" in words(listed)
    items = [listed.list.topLevelItem(at) for at in range(2)]
    assert [one.text(1) for one in items if one is not None] == ["公開しない", "公開しない"]
    assert not page.sides["record"].isEnabled()
    assert items[0] is not None
    listed.list.setCurrentItem(items[0])
    press(listed, "公開の設定を始める", qtbot)
    rest(window, qtbot)
    (made,) = publications(window.session.project)
    assert made.fields == ()
    assert state(window.publish) is State.SETTING
    window.session.undo()
    assert publications(window.session.project) == ()


def test_columns_of_persons_cannot_be_ticked(begun: PublishPage, window: Window, qtbot: QtBot) -> None:
    begun.turn("record")
    desk, fields = window.publish, card(begun, FieldsCard)
    advice = {one.column: str(one.advice) for one in desk.insight.candidates or ()}
    assert advice == {"名称": "open", "収容人数": "open", "会長携帯": "never"}
    assert fields.list.look_at("会長携帯")
    fields.list.looked.emit("会長携帯")
    said = words(fields.detail)
    assert "選べません" in said
    assert "090-1234" not in said
    tick(begun, "会長携帯", qtbot)
    fields._tick("会長携帯", True)
    assert desk.publication is not None
    assert desk.publication.fields == ()
    press(fields, "「公開可」をすべて選ぶ", qtbot)
    chosen = window.publish.publication
    assert chosen is not None
    assert [one.column for one in chosen.fields] == ["名称", "収容人数"]


def test_a_column_is_chosen_named_and_taken_back_with_the_keyboard(
    begun: PublishPage, window: Window, qtbot: QtBot
) -> None:
    begun.turn("record")
    desk, fields = window.publish, card(begun, FieldsCard)
    tick(begun, "収容人数", qtbot)
    tick(begun, "名称", qtbot)
    assert desk.publication is not None
    assert [one.name for one in desk.publication.fields] == ["名称", "収容人数"]
    name = fields.form.editors["name"]
    assert isinstance(name, QLineEdit)
    name.selectAll()
    type_in(name, "Hall")
    steps = len(window.session.history)
    fields.names.click()
    desk.settling.emit()
    assert desk.publication.fields[0] == PublicField("名称", "Hall")
    assert desk.publication.label in ("名称", "Hall")
    tick(begun, "名称", qtbot)
    assert [one.name for one in desk.publication.fields] == ["収容人数"]
    assert desk.publication.label == ""
    assert len(window.session.history) == steps + 3
    window.session.undo()
    assert [one.name for one in desk.publication.fields] == ["Hall", "収容人数"]


def test_typing_in_a_field_is_one_step_and_undone_in_the_field_too(
    begun: PublishPage, window: Window, qtbot: QtBot
) -> None:
    begun.turn("record")
    form = card(begun, RecordCard).form
    credit = form.editors["credit"]
    assert isinstance(credit, QLineEdit)
    before = len(window.session.history)
    type_in(credit, "試験")
    form.settle()
    type_in(credit, "市")
    form.settle()
    found = publication_of(window.session.project, window.session.project.layers[0].id)
    assert found is not None
    assert found.credit == "試験市"
    assert len(window.session.history) == before + 1
    window.session.undo()
    assert credit.text() == ""


def test_what_is_lacking_is_told_apart_and_entered(begun: PublishPage, window: Window, qtbot: QtBot) -> None:
    tick(begun, "名称", qtbot)
    rest(window, qtbot)
    begun.turn("review")
    rest(window, qtbot)
    found = card(begun, ConcernsCard)
    assert "まだ入っていないものが" in words(found)
    (contact,) = (
        one
        for one in found.findChildren(QPushButton)
        if "問い合わせ先がありません" in one.accessibleDescription()
    )
    contact.click()
    assert begun.side == "record"
    editor = card(begun, RecordCard).form.editors["contact"]
    qtbot.waitUntil(editor.hasFocus)
    assert state(window.publish) is State.SETTING


def test_a_publication_is_reviewed_approved_and_open_again_when_it_changes(
    begun: PublishPage, window: Window, qtbot: QtBot
) -> None:
    desk, project = window.publish, window.session.project
    tick(begun, "名称", qtbot)
    desk.change("", **{**WHOLE, "cycle": ""})
    begun.turn("review")
    rest(window, qtbot)
    assert "8 件を公開" in words(begun.cards["ReviewCard"])
    window.chrome.show_lower("public")
    table = window.chrome.lower.page("public")
    assert table is not None
    assert table.table.item(0, 0).text() == "第1集会所"  # type: ignore[attr-defined]
    assert table.table.columnCount() == 1  # type: ignore[attr-defined]
    asked, given = card(begun, ApproveCard), card(begun, ConcernsCard)
    asked.by.setText("情報政策課")
    assert not asked.go.isEnabled()
    assert [one.partition("/")[0] for one in given.boxes] == ["source-licence-unknown", "unknown-cycle"]
    for box in given.boxes.values():
        box.click()
    assert asked.go.isEnabled()
    desk.change("", title="集会所の一覧")
    assert desk.accepted == frozenset()  # another publication than the one that was looked at
    rest(window, qtbot)
    assert not asked.go.isEnabled()
    for box in given.boxes.values():
        box.click()
    asked.note.setPlainText("問題なし")
    qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    (kept,) = approvals(window.session.project, project.layers[0].id)
    assert (kept.department, kept.note, kept.features) == ("情報政策課", "問題なし", 8)
    assert state(desk) is State.APPROVED
    desk.change("", title="集会所")
    rest(window, qtbot)
    assert state(desk) is State.CHANGED
    window.session.undo()
    assert state(desk) is State.APPROVED


def test_what_was_typed_a_moment_ago_is_not_approved_unseen(
    begun: PublishPage, window: Window, qtbot: QtBot
) -> None:
    desk = window.publish
    tick(begun, "名称", qtbot)
    desk.change("", **WHOLE)
    begun.turn("review")
    rest(window, qtbot)
    asked = card(begun, ApproveCard)
    for key in card(begun, ConcernsCard).boxes:
        desk.accept(key, on=True)
    asked.by.setText("情報政策課")
    title = card(begun, RecordCard).form.editors["title"]
    assert isinstance(title, QLineEdit)
    type_in(title, "（会長は長崎太郎）")
    asked.approve()
    assert approvals(window.session.project, window.session.project.layers[0].id) == ()


def test_generalising_says_what_it_does_and_stands_in_the_view(
    begun: PublishPage, window: Window, qtbot: QtBot
) -> None:
    begun.turn("record")
    exact = card(begun, ExactCard)
    assert "8 件を元の形のまま公開します" in words(exact)
    exact.grid.setCurrentIndex(exact.grid.findData(10.0))
    exact.grid.activated.emit(exact.grid.currentIndex())
    rest(window, qtbot)
    desk = window.publish
    assert desk.publication is not None
    assert desk.publication.generalisation.grid == 10.0
    assert desk.insight.seen is not None
    assert desk.insight.seen.moved == 8
    assert 0 < desk.insight.seen.furthest < 10
    assert "8 件のうち 8 件の形が変わります" in words(exact)
    begun.box.shaped.click()
    assert len(view_of(window).last("show_desk")[1]) == 1
    (area,) = exact.areas.values()
    area.click()
    rest(window, qtbot)
    assert desk.insight.seen is not None
    assert desk.insight.seen.features == 6
    begun.box.shaped.click()
    assert view_of(window).last("show_desk")[1] == ()


def test_forms_and_the_words_of_the_map_are_kept(begun: PublishPage, window: Window, qtbot: QtBot) -> None:
    forms = card(begun, FormsCard)
    assert {".geojson", ".csv"} <= forms.forms.keys()
    forms.forms[".csv"].click()
    forms.forms[".geojson"].click()
    assert window.publish.publication is not None
    assert set(window.publish.publication.forms) == {".csv", ".geojson"}
    assert forms.fits.text() == ""
    row = forms.standard.findData("公共施設一覧")
    forms.standard.setCurrentIndex(row)
    forms.standard.activated.emit(row)
    assert window.publish.publication.standard == "公共施設一覧"
    assert "24 項目のうち" in forms.fits.text()
    assert "必要な項目" in forms.fits.text()
    window.session.undo()
    assert (forms.standard.currentData(), forms.fits.text()) == ("", "")
    begun.turn("output")
    site = card(begun, SiteCard)
    title = site.form.editors["title"]
    assert isinstance(title, QLineEdit)
    type_in(title, "試験市の地図")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert site_of(window.session.project).title == "試験市の地図"


def test_a_layer_that_may_not_go_out_stays_whatever_was_set(
    begun: PublishPage, window: Window, qtbot: QtBot
) -> None:
    tick(begun, "名称", qtbot)
    window.publish.change("", **WHOLE)
    card(begun, RecordCard).restricted.click()
    rest(window, qtbot)
    assert state(window.publish) is State.BLOCKED
    assert "公開しない" in str(window.publish.standing(window.session.project.layers[0]).reason)


def test_a_column_that_is_gone_can_be_taken_out(begun: PublishPage, window: Window, qtbot: QtBot) -> None:
    desk, fields = window.publish, card(begun, FieldsCard)
    desk.change("", fields=(PublicField("昔の列", "昔"), PublicField("名称", "名称")))
    rest(window, qtbot)
    assert state(desk) is not State.WAITING
    assert fields.list.look_at("昔の列")
    item = fields.list.currentItem()
    assert item is not None
    assert item.text(1) == fieldlist.WORDS[fieldlist.GONE]
    tick(begun, "昔の列", qtbot)
    assert desk.publication is not None
    assert [one.column for one in desk.publication.fields] == ["名称"]


def test_shapes_are_compared_as_far_as_they_moved(town: Project) -> None:
    from gisapp.desks.publish.model import Generalisation, Publication

    halls = town.layers[0]
    said = Publication(halls.id, generalisation=Generalisation(point=True))
    found = work.seen(town, halls, said, feedback=Feedback())
    corner = ((13.7 / 2) ** 2 + (9.3 / 2) ** 2) ** 0.5
    assert found.furthest == pytest.approx(corner, abs=0.05)
    kept = work.seen(town, halls, replace(said, generalisation=Generalisation()), feedback=Feedback())
    assert (kept.moved, kept.furthest) == (0, 0.0)
