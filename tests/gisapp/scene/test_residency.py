"""Which parts are drawn while others are being loaded: never a hole where anything can stand in."""

from __future__ import annotations

from gisapp.scene.residency import Key, Residency
from layers.base import Part


def part(name: str, level: int, *fallback: Key, priority: float = 0.0) -> Part:
    return Part("layer", (name, level), priority, 10, fallback)


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
