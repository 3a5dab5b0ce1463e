from dataclasses import replace

from gisapp.ui.panels.order import (
    Row,
    arranged,
    free_group_name,
    moved,
    rows,
    with_group_renamed,
    without_group,
)
from layers.project import Group, Project
from tests.fakes import box_city


def _project() -> Project:
    """Return 建物 (no group), 洪水 and 津波 (防災), and the empty group 空."""
    project = Project(groups=(Group("防災"), Group("空")))
    for layer in (
        replace(box_city(4, "tsunami", name="津波"), group="防災"),
        replace(box_city(4, "flood", name="洪水"), group="防災"),
        box_city(4, "houses", name="建物"),
    ):
        project = project.with_layer(layer)
    return project


def test_rows_run_from_top_to_bottom_with_groups_at_their_first_layer() -> None:
    assert rows(_project()) == [
        Row("houses"),
        Row(group="防災"),
        Row("flood", "防災"),
        Row("tsunami", "防災"),
        Row(group="空"),
    ]


def test_rows_put_back_as_they_are_change_nothing() -> None:
    project = _project()
    assert arranged(project, rows(project)) is project


def test_a_row_dragged_into_a_group_takes_its_layer_there() -> None:
    changed = arranged(
        _project(),
        [
            Row(group="防災"),
            Row("flood", "防災"),
            Row("houses", "防災"),
            Row("tsunami", "防災"),
            Row(group="空"),
        ],
    )
    assert [(layer.id, layer.group) for layer in changed.layers] == [
        ("flood", "防災"),
        ("houses", "防災"),
        ("tsunami", "防災"),
    ]


def test_a_row_that_was_lost_while_dragging_loses_no_layer() -> None:
    changed = arranged(_project(), [Row("tsunami")])
    assert [layer.id for layer in changed.layers] == ["tsunami", "houses", "flood"]
    assert {group.name for group in changed.groups} == {"防災", "空"}


def test_a_new_group_is_made_by_naming_it() -> None:
    changed = arranged(_project(), [Row(group="窓口"), Row("houses", "窓口"), *rows(_project())[1:]])
    assert [group.name for group in changed.groups] == ["窓口", "防災", "空"]


def test_a_group_is_opened_out_and_renamed() -> None:
    opened = without_group(_project(), "防災")
    assert all(not layer.group for layer in opened.layers)
    assert [group.name for group in opened.groups] == ["空"]
    renamed = with_group_renamed(_project(), "防災", "空")
    assert [layer.group for layer in renamed.layers] == ["", "空", "空"]
    assert [group.name for group in renamed.groups] == ["空"]


def test_a_layer_moves_past_groups_within_them_and_out_of_them() -> None:
    lower = moved(_project(), "houses", 1)
    assert [row.layer or row.group for row in rows(lower)] == ["防災", "flood", "tsunami", "houses", "空"]
    swapped = moved(_project(), "flood", 1)
    assert rows(swapped)[2:4] == [Row("tsunami", "防災"), Row("flood", "防災")]
    out = moved(_project(), "flood", -1)
    assert rows(out)[:3] == [Row("houses"), Row("flood"), Row(group="防災")]
    assert moved(_project(), "tsunami", 1).layers[-1].group == ""
    project = _project()
    assert moved(project, "houses", -1) is project
    assert moved(project, "nobody", 1) is project


def test_a_free_name_is_found() -> None:
    assert free_group_name(_project(), "新しい") == "新しい"
    assert free_group_name(_project(), "防災") == "防災 2"
