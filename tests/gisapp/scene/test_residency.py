"""Which parts are drawn while others are being loaded: never a hole where anything can stand in."""

from __future__ import annotations

from gisapp.scene.residency import Key, Residency
from layers.base import Part


def part(name: str, level: int, *fallback: Key, priority: float = 0.0, under: Key | None = None) -> Part:
    return Part("layer", (name, level), priority, 10, fallback, under)


def loaded(*keys: Key) -> Residency:
    residency = Residency()
    for key in keys:
        residency.add(key, 10)
    return residency


def test_loads_what_is_missing_most_urgent_first() -> None:
    choice = loaded(("a", 1)).choose([part("c", 1, priority=3), part("a", 1), part("b", 1, priority=1)])
    assert choice.draw == {("a", 1)}
    assert [one.key for one in choice.load] == [("b", 1), ("c", 1)]


def test_another_level_of_the_same_piece_stands_in() -> None:
    residency = loaded(("a", 0), ("a", 1))
    assert residency.choose([part("a", 2, ("a", 1), ("a", 0))]).draw == {("a", 1)}
    # Also when the layer does not say so: a finer level is better than a hole when zooming out.
    assert loaded(("b", 3)).choose([part("b", 0)]).draw == {("b", 3)}


def test_coarse_piece_stays_until_all_finer_ones_are_there() -> None:
    residency = loaded(("block", 0))
    assert residency.choose([part("block", 0)]).draw == {("block", 0)}
    wanted = [part("t1", 1, ("block", 0)), part("t2", 1, ("block", 0))]
    assert residency.choose(wanted).draw == {("block", 0)}
    residency.add(("t1", 1), 10)
    assert residency.choose(wanted).draw == {("block", 0)}
    residency.add(("t2", 1), 10)
    assert residency.choose(wanted).draw == {("t1", 1), ("t2", 1)}


def test_fine_pieces_stay_until_the_coarse_one_is_there() -> None:
    residency = loaded(("t1", 1), ("t2", 1))
    residency.choose([part("t1", 1, ("block", 0)), part("t2", 1, ("block", 0))])
    assert residency.choose([part("block", 0)]).draw == {("t1", 1), ("t2", 1)}
    residency.add(("block", 0), 10)
    assert residency.choose([part("block", 0)]).draw == {("block", 0)}


def test_neighbour_coming_into_view_does_not_make_the_others_coarse() -> None:
    residency = loaded(("block", 0), ("t1", 1))
    residency.choose([part("t1", 1, ("block", 0))])
    choice = residency.choose([part("t1", 1, ("block", 0)), part("t2", 1, ("block", 0))])
    assert choice.draw == {("t1", 1)}
    assert [one.key for one in choice.load] == [("t2", 1)]


def test_least_recently_used_goes_first_and_nothing_drawn_goes() -> None:
    residency = loaded(("old", 0), ("newer", 0), ("drawn", 0), ("kept", 0))
    residency.choose([part("newer", 0), part("drawn", 0)])
    residency.choose([part("drawn", 0)])
    assert residency.evict(100, []) == []
    assert residency.evict(30, [("kept", 0)]) == [("old", 0)]
    assert residency.evict(0, [("kept", 0)]) == [("newer", 0)]
    assert set(residency.costs) == {("drawn", 0), ("kept", 0)}


BLOCK, SQUARE = ("block", 0), ("square", -1)


def tile(name: str) -> Part:
    return part(name, 2, (name, 1), BLOCK, SQUARE, under=BLOCK)


def test_neighbour_coming_into_view_is_filled_by_what_may_lie_under_the_others() -> None:
    residency = loaded(BLOCK, ("t1", 2))
    residency.choose([tile("t1")])
    for _ in range(3):  # and it stays like that until the neighbour is there
        assert residency.choose([tile("t1"), tile("t2")]).draw == {("t1", 2), BLOCK}
    residency.add(("t2", 2), 10)
    assert residency.choose([tile("t1"), tile("t2")]).draw == {("t1", 2), ("t2", 2)}


def test_what_may_lie_under_is_loaded_first_where_nothing_stands_in() -> None:
    choice = loaded().choose([tile("t1"), tile("t2")])
    assert [one.key for one in choice.load] == [BLOCK, ("t1", 2), ("t2", 2)]
    assert [one.key for one in loaded(SQUARE).choose([tile("t1")]).load] == [("t1", 2)]
    beside = loaded(SQUARE, ("t1", 2))
    beside.choose([tile("t1")])
    choice = beside.choose([tile("t1"), tile("t2")])  # the square would cover what is finer already
    assert choice.draw == {("t1", 2)}
    assert [one.key for one in choice.load] == [BLOCK, ("t2", 2)]


def test_only_the_nearest_of_several_coarser_pieces_stands_in() -> None:
    assert loaded(BLOCK, SQUARE).choose([tile("t1")]).draw == {BLOCK}
    other = part("u1", 2, ("other", 0), SQUARE, under=("other", 0))
    # One that has to stand for more covers what it holds, so that nothing is drawn twice.
    assert loaded(BLOCK, SQUARE).choose([tile("t1"), other]).draw == {SQUARE}


def test_a_coarser_piece_makes_room_for_finer_ones_it_does_not_hold_back() -> None:
    residency = loaded(SQUARE)
    assert residency.choose([part("square", -1)]).draw == {SQUARE}
    assert residency.choose([tile("t1"), tile("t2")]).draw == {SQUARE}
    residency.add(("t1", 2), 10)
    assert residency.choose([tile("t1"), tile("t2")]).draw == {SQUARE}
    residency.add(BLOCK, 10)
    assert residency.choose([tile("t1"), tile("t2")]).draw == {BLOCK}


def test_no_more_than_so_many_parts_go_at_once() -> None:
    residency = loaded(*((f"t{number}", 0) for number in range(9)))
    assert len(residency.evict(0, [], 4)) == 4
    assert len(residency.evict(0, [])) == 5
    assert not residency.costs
