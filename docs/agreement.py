"""Makes the figures of docs/HAZARD.md: how far computed classes agree with those that PLATEAU states.

Usage::

    python docs/agreement.py [DATASET…]

A dataset with areas and buildings (the sample town) is laid over itself. Real datasets that state classes
and depths on buildings lack the areas here; of them the class of the stated depth is compared with the stated
one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from gisapp.cli import projects
from gisapp.desks.hazard.answers import Answer, ask
from gisapp.desks.hazard.classes import STANDARD
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.sources import hazards_in
from gisapp.desks.hazard.targets import targets_of
from layers.feedback import Feedback
from tests.realdata import DATA, ROOT

DATASETS = (
    ROOT / "sample_data" / "汐見浜.gisproj",
    DATA / "plateau" / "35215_shunan-shi_2024_citygml_op.zip",
    DATA / "plateau" / "27100_osaka-shi_2022_citygml_op.zip",
    DATA / "plateau" / "10207_tatebayashi-shi_2020_citygml_op.zip",
)
EDGE = 0.1
"""Metres from the end of a class within which a difference may be one of rounding."""


def laid(answer: Answer) -> str:
    """Return how attributes agree with areas that lie over the buildings."""
    compared, differs = int(answer.compared.sum()), int(answer.differs.sum())
    if answer.given is None or not compared:
        return ""
    ours, theirs = answer.state == 1, answer.given.rank != 0
    only_ours = int((answer.differs & ours & ~theirs).sum())
    only_theirs = int((answer.differs & ~ours & theirs).sum())
    some = answer.differs & ours & theirs
    slivers = int((answer.differs & (answer.share < 0.75)).sum())
    return (
        f"{compared - differs:,} of {compared:,} ({(compared - differs) / compared:.2%}); other class "
        f"{int(some.sum()):,}, only areas {only_ours:,}, only attributes {only_theirs:,}; of the {differs:,} "
        f"that differ {slivers:,} have a class on less than three quarters of the footprint"
    )


def stated(answer: Answer) -> str:
    """Return how the stated classes agree with the official classes of the stated depths."""
    given = answer.given
    if given is None or answer.hazard.theme is not Theme.DEPTH:
        return ""
    both = (given.rank > 0) & np.isfinite(given.depth)
    if not both.any():
        return ""
    depth, lower, upper = given.depth[both], given.lower[both], given.upper[both]
    inside = (depth >= lower) & (depth < upper)
    ends = np.array(STANDARD.lower[1:])
    near = np.abs(depth[:, None] - ends).min(axis=1) <= EDGE
    differs = ~inside
    return (
        f"{int(inside.sum()):,} of {int(both.sum()):,} ({inside.mean():.2%}) have a depth of their class; "
        f"{int((differs & near).sum()):,} of the others lie within {EDGE:g} m of its end"
    )


def main() -> int:
    """Print the figures."""
    for path in [Path(one) for one in sys.argv[1:]] or DATASETS:
        if not path.exists():
            print(f"{path.name}: not there")
            continue
        feedback = Feedback()
        project = projects.open_inputs([path], feedback).project
        layer = next(one for one in project.layers if one.kind == "buildings")
        answers = ask(targets_of(layer), hazards_in(project.layers, feedback), feedback)
        print(f"\n{path.name}: {len(answers.targets):,} buildings")
        for answer in answers.answers:
            told = laid(answer) or stated(answer)
            if told:
                print(f"  {answer.hazard.title}: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
