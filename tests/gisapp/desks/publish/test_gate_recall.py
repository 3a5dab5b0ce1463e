"""The gate finds what is seeded and asks little else, on a small sample of the benchmark."""

from __future__ import annotations

import numpy as np

from gisapp.desks.publish.detectors.columns import Advice
from gisapp.desks.publish.detectors.letters import hashed
from gisapp.desks.publish.detectors.namewords import name_words
from tests.benchmarks.gateinnocents import made_up
from tests.benchmarks.gateseeds import DISGUISES, RARE_FAMILIES, RARE_GIVENS, pairs
from tests.benchmarks.publishgate import innocent, seeded


def test_the_benchmark_seeds_names_that_no_list_has() -> None:
    for words, lists in ((RARE_FAMILIES, name_words().family), (RARE_GIVENS, name_words().given)):
        names = [name for name, _ in pairs(words)]
        assert len(names) > 10
        assert [one for one in names if np.isin(hashed([one]), lists.get(len(one), [])).any()] == []


def test_recall_and_precision_on_a_small_sample() -> None:
    random = np.random.default_rng(77)
    scores = [seeded(one, 30, random) for one in DISGUISES[::3]]
    shown, rows = (sum(getattr(one, what) for one, _ in scores) for what in ("shown", "rows"))
    harmless = [*(one for _, one in scores), *innocent(made_up(60, random))]
    false = sum(one.shown for one in harmless)
    assert shown / rows >= 0.97
    assert shown / (shown + false) >= 0.95
    assert all(score.advice[0] is not Advice.OPEN for score, _ in scores)
