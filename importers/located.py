"""The one question to ``layers.placement``: in which system the numbers of a source are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers import placement
from layers.errors import UnknownCrs
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from layers.placement import Proposal


def located(
    path: Path,
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
    layers.errors.UnknownCrs
        When nobody can say; the hint lists what is possible.
    """
    wanted = getattr(options, "crs", "")
    proposals = placement.propose(sample, wanted or declared, path.name, getattr(options, "place", None))
    proposals = tuple(one for one in proposals if may_swap or not one.swapped)
    best = next((one for one in proposals if not wanted or one.crs == wanted), None)
    if best is None or (best.certainty is placement.Certainty.POSSIBLE and not wanted):
        raise unknown(path, proposals)
    if best.certainty is not placement.Certainty.CERTAIN and not wanted:
        findings.append(_proposed(path, best))
    return best


def unknown(path: Path, proposals: Sequence[Proposal]) -> UnknownCrs:
    """Return the error that says which systems are possible."""
    """Return the error that says which systems are possible."""
    names = "、".join(dict.fromkeys(one.crs for one in proposals)) or "-"
    return UnknownCrs(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} の座標系が分からないため、正しい位置に置けません。"),
        QT_TRANSLATE_NOOP(CONTEXT, "座標系を選んでから読み込んでください（考えられるもの: {names}）。"),
        values={"file": path.name, "names": names},
        where=Where(str(path)),
    )


def _proposed(path: Path, best: Proposal) -> Finding:
    return Finding(
        Severity.WARNING,
        "crs-proposed",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の座標系を {crs} と判断しました（{reason}）。位置が合っているか確かめてください。",
        ),
        {"file": path.name, "crs": best.crs, "reason": str(best.reasons[0]) if best.reasons else ""},
        Where(str(path)),
    )
