"""What one row of the model of attributes says.

A row says under which elements below the building (or building part) a value may stand. Elements are
named by their local names only; ``*`` stands for any one element, because the property element around a
data type was renamed between versions (``buildingDetails``, ``buildingDetailAttribute``) while the data
type inside it mostly was not. CityGML 3.0 holds the same data types in ``adeOf…`` properties.
"""

from __future__ import annotations

from dataclasses import dataclass

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

BASIC = QT_TRANSLATE_NOOP(CONTEXT, "基本")
IDENTITY = QT_TRANSLATE_NOOP(CONTEXT, "識別")
SIZE = QT_TRANSLATE_NOOP(CONTEXT, "規模・構造")
USAGE = QT_TRANSLATE_NOOP(CONTEXT, "用途")
PLANNING = QT_TRANSLATE_NOOP(CONTEXT, "都市計画")
RISK = QT_TRANSLATE_NOOP(CONTEXT, "災害リスク")
FACILITY = QT_TRANSLATE_NOOP(CONTEXT, "集客施設")
QUALITY = QT_TRANSLATE_NOOP(CONTEXT, "品質")
OTHER = QT_TRANSLATE_NOOP(CONTEXT, "その他")


@dataclass(frozen=True)
class Column:
    """One attribute.

    Attributes
    ----------
    name
        Column of the table. A code has a second column ``<name>_code``; where a building has several
        values, ``<name>_all`` (and ``<name>_code_all``) hold all of them.
    label
        Japanese name.
    kind
        As in :class:`layers.base.Attribute`.
    group
        Japanese heading.
    places
        Chains of local names below the building, outermost first, joined by ``/``.
    unit
        Unit that the value has in the table.
    standard
        Name of the standard code list, used when a file names none.
    generic
        Names of generic attributes that hold the value in files of i-UR 1.x.
    pair
        Name of the code list of a key-value pair that holds the value in files of i-UR 1.x.
    rate
        ``specified`` or ``actual``: a percentage that older files give as a ratio.
    """

    name: str
    label: str
    kind: str
    group: str
    places: tuple[str, ...] = ()
    unit: str = ""
    standard: str = ""
    generic: tuple[str, ...] = ()
    pair: str = ""
    rate: str = ""


def code(name: str, label: str, group: str, places: tuple[str, ...], standard: str = "") -> Column:
    """Return a row for a coded attribute."""
    return Column(name, label, "code", group, places, standard=standard)
