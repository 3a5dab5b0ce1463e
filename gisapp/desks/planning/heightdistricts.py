"""What a height district (高度地区) holds: a highest height, and slopes from the true north.

The layers name the district; the plan says what the name means, and it differs from city to city. The city's
table tells it with the value (`maximum`, `north`), for the counter and for all buildings at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.planning.deciding import number_of
from gisapp.desks.planning.zones import Slope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gisapp.desks.planning.regulationtable import Regulation


@dataclass(frozen=True)
class HeightDistrict:
    """What holds in a height district.

    Attributes
    ----------
    maximum
        Highest height, metres; None for none that is known.
    slopes
        From the true north.
    whole
        Whether the table says what the district holds; otherwise only the layer's highest height is known.
    """

    maximum: float | None
    slopes: tuple[Slope, ...]
    whole: bool


def height_district(regulation: Regulation, label: str, values: Mapping[str, str]) -> HeightDistrict:
    """Return what holds in a height district.

    Parameters
    ----------
    regulation
        That of the height districts, from the table.
    label
        What the district is called.
    values
        What the layer says, by role; its own ``maximum`` counts where the table names none.
    """
    said = number_of(values.get("maximum", ""))
    for value in regulation.values:
        if value.label == label and (value.maximum is not None or value.north is not None):
            slopes = tuple(Slope(height, rise) for height, rise in value.north or ())
            return HeightDistrict(said if value.maximum is None else value.maximum, slopes, whole=True)
    return HeightDistrict(said, (), whole=False)
