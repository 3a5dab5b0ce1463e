"""Areas that cover a town without gap or overlap, with boundaries that wind."""

from __future__ import annotations

import numpy as np
import shapely


def covering(count: int, corners: int = 6, seed: int = 0, side: float = 200.0) -> np.ndarray:
    """Return count × count areas (EPSG:6669-like metres), each boundary with so many corners."""
    random = np.random.default_rng(seed)
    steps = np.arange(count + 1) * side
    nodes = np.stack(np.meshgrid(steps, steps), axis=-1)
    nodes = np.round(nodes + random.uniform(-side / 5, side / 5, nodes.shape), 3)

    def line(begin: np.ndarray, end: np.ndarray) -> np.ndarray:
        share = np.linspace(0, 1, corners)[1:-1, None]
        aside = (end - begin)[::-1] * (-1, 1) / np.hypot(*(end - begin))
        way = begin + (end - begin) * share + aside * random.uniform(-side / 70, side / 70, (len(share), 1))
        return np.vstack([begin, np.round(way, 3), end])

    rows = [[line(nodes[i, j], nodes[i, j + 1]) for j in range(count)] for i in range(count + 1)]
    columns = [[line(nodes[i, j], nodes[i + 1, j]) for j in range(count + 1)] for i in range(count)]
    found = [
        shapely.Polygon(
            np.vstack(
                [
                    rows[i][j][:-1],
                    columns[i][j + 1][:-1],
                    rows[i + 1][j][:0:-1],
                    columns[i][j][::-1],
                ]
            )
        )
        for i in range(count)
        for j in range(count)
    ]
    return np.array(found, dtype=object)
