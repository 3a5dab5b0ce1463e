"""The one question to ``layers.placement``: in which system the numbers of a source are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import placement
from layers.errors import UnknownCrs
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.operations import operation
from layers.systems import JAPAN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.las.files import File
    from layers.operations import Operation
    from layers.place import Place
    from layers.placement import Proposal

ASK = "?"
"""As the user's choice of a system: say what is possible instead of reading."""
NORTH, EAST = "@north", "@east"
"""Behind the user's choice of a system: which number comes first, where both may be."""
DRAWN = 400
"""Points that are kept for a picture of where the numbers lie."""
DEGREES = "EPSG:6668"

_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "{file} の座標系が分からないため、正しい位置に置けません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "座標系を選んでから読み込んでください（考えられるもの: {names}）。")
_CHOSEN = QT_TRANSLATE_NOOP(CONTEXT, "読み込むときに {crs} が選ばれました。")
_ELSEWHERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は、選んだ座標系 {crs} では日本の外になります。")
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "別の座標系を選んでください（考えられるもの: {names}）。")


class Unlocated(UnknownCrs):
    """Nobody can say for certain where a source lies.

    Attributes
    ----------
    proposals
        What is possible, the likeliest first.
    sample
        (n, 2) points as they stand in the source.
    path
        The source.
    place
        Where it is expected, None when nobody knows.
    may_swap
        Whether the first number may be the north.
    ask_order
        Whether the order of the axes is asked for where both are possible.
    """

    proposals: tuple[Proposal, ...] = ()
    sample: NDArray[np.float64] = np.empty((0, 2))
    path: File | None = None
    place: Place | None = None
    may_swap: bool = True
    ask_order: bool = False


def located(
    path: File,
    sample: NDArray[np.float64],
    declared: str,
    options: Any,
    findings: list[Finding],
    *,
    may_swap: bool = True,
) -> Proposal:
    """Return the system that the points of a source are in.

    Parameters
    ----------
    path
        The source.
    sample
        (n, 2) or more columns of points as they stand in it.
    declared
        What it says of its system, empty for nothing.
    options
        Of the importer; ``crs`` (the user's choice) and ``place`` are looked at when it has them.
    findings
        Receives a warning when the system was concluded and not stated.
    may_swap
        Whether the first number may be the north.

    Raises
    ------
    Unlocated
        When nobody can say, or what the user chose lies outside Japan.
    """
    wanted = getattr(options, "crs", "")
    place = getattr(options, "place", None)
    proposals = placement.propose(sample, declared, path.name, place)
    proposals = tuple(one for one in proposals if may_swap or not one.swapped)
    if wanted and wanted != ASK:
        chosen = _chosen(sample, wanted, proposals, may_swap=may_swap)
        if chosen is None:
            told: dict[str, object] = {"crs": wanted}
            raise _error(_ELSEWHERE, _OTHER, path, sample, proposals, place, told, may_swap=may_swap)
        return chosen
    best = next(iter(proposals), None)
    if best is None or wanted == ASK or best.certainty is placement.Certainty.POSSIBLE:
        raise _error(_UNKNOWN, _CHOOSE, path, sample, proposals, place, {}, may_swap=may_swap)
    if best.certainty is not placement.Certainty.CERTAIN:
        findings.append(_proposed(path, best))
    return best


def own_or_chosen(
    path: Path, sample: NDArray[np.float64], declared: str, options: Any, *, may_swap: bool = True
) -> Any:
    """Return the options for one of several sources for which a system was chosen together.

    What was chosen is for those that do not say theirs, or say one that cannot be; see :func:`located`.
    """
    if not options.crs or not declared:
        return options
    own = replace(options, crs="")
    try:
        located(path, sample, declared, own, [], may_swap=may_swap)
    except Unlocated:
        return options  # what it declares cannot be
    return own


def split_order(chosen: str) -> tuple[str, bool | None]:
    """Return the system of a choice, and whether the first number is north; None where that is left open."""
    code, sign, order = chosen.partition("@")
    return code, (f"@{order}" == NORTH) if sign else None


def _chosen(
    sample: NDArray[np.float64], chosen: str, proposals: tuple[Proposal, ...], *, may_swap: bool
) -> Proposal | None:
    """Return what the user chose, whether it was proposed or not; None when it lies outside Japan."""
    wanted, order = split_order(chosen)
    reasons = (Message(_CHOSEN, {"crs": wanted}),)
    fitting = (one for one in proposals if one.crs == wanted and order in (None, one.swapped))
    known = next(fitting, None)
    if known is not None:
        return placement.Proposal(wanted, known.swapped, placement.Certainty.CERTAIN, reasons, known.bounds)
    points, swapped = placed_in_japan(sample, operation(wanted, DEGREES), may_swap=may_swap, order=order)
    if len(points):
        west, south = (float(value) for value in points.min(axis=0))
        east, north = (float(value) for value in points.max(axis=0))
        certain = placement.Certainty.CERTAIN
        return placement.Proposal(wanted, swapped, certain, reasons, (west, south, east, north))
    return None


def placed_in_japan(
    sample: NDArray[np.float64], way: Operation, *, may_swap: bool = True, order: bool | None = None
) -> tuple[NDArray[np.float64], bool]:
    """Return where points of a source lie, and whether their axes had to be swapped for it.

    Parameters
    ----------
    sample
        (n, 2) points as they stand in the source.
    way
        To degrees of JGD2011.
    may_swap
        Whether the first number may be the north.
    order
        Whether it is, where that is known.

    Returns
    -------
    points, swapped
        (n, 2) longitudes and latitudes; none when some lie outside Japan either way.
    """
    for swapped in (False, True)[: 1 + may_swap] if order is None else (order,):
        x, y = (sample[:, 1], sample[:, 0]) if swapped else (sample[:, 0], sample[:, 1])
        points = np.column_stack(way.transform(x, y)[:2])
        inside = (points >= JAPAN[:2]) & (points <= JAPAN[2:])
        if len(points) and inside.all():
            return points, swapped
    return np.empty((0, 2)), False


def _error(
    template: str,
    hint: str,
    path: File,
    sample: NDArray[np.float64],
    proposals: Sequence[Proposal],
    place: Place | None,
    values: dict[str, object],
    *,
    may_swap: bool,
) -> Unlocated:
    names = "、".join(dict.fromkeys(one.crs for one in proposals)) or "-"
    error = Unlocated(
        template, hint, values={"file": path.name, "names": names, **values}, where=Where(str(path))
    )
    error.proposals = tuple(proposals)
    error.sample = np.asarray(sample[:: max(len(sample) // DRAWN, 1), :2], dtype=np.float64)
    error.path, error.place, error.may_swap = path, place, may_swap
    return error


def _proposed(path: File, best: Proposal) -> Finding:
    return Finding(
        Severity.WARNING,
        "crs-proposed",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の座標系を {crs} と判断しました。{reason}位置が合っているか確かめてください。",
        ),
        {"file": path.name, "crs": best.crs, "reason": str(best.reasons[0]) if best.reasons else ""},
        Where(str(path)),
    )
