"""Licences under which cities publish, and how often data are brought up to date, as catalogues name them."""

from __future__ import annotations

from dataclasses import dataclass

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Licence:
    """A licence.

    Attributes
    ----------
    name, english
        What people are told.
    address
        Where its text is (URL), as catalogues state it.
    ckan
        Its id in CKAN.
    open
        Whether anybody may use and change the data, as open data asks.
    """

    name: str
    english: str
    address: str
    ckan: str
    open: bool = True


LICENCES = {
    "CC-BY-4.0": Licence(
        QT_TRANSLATE_NOOP(CONTEXT, "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"),
        "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        "https://creativecommons.org/licenses/by/4.0/",
        "CC-BY-4.0",
    ),
    "CC0-1.0": Licence(
        QT_TRANSLATE_NOOP(CONTEXT, "CC0 1.0 全世界（権利の放棄）"),
        "CC0 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "CC0-1.0",
    ),
    "PDL-1.0": Licence(
        QT_TRANSLATE_NOOP(CONTEXT, "公共データ利用規約（第 1.0 版）"),
        "Public Data License (version 1.0)",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
        "other-open",
    ),
    "ODbL-1.0": Licence(
        QT_TRANSLATE_NOOP(CONTEXT, "オープン・データベース・ライセンス 1.0（ODbL）"),
        "Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "odc-odbl",
    ),
    "city": Licence(
        QT_TRANSLATE_NOOP(CONTEXT, "市の利用条件（見るだけ。データの二次利用はできません）"),
        "Terms of the city (viewing only)",
        "",
        "other-closed",
        open=False,
    ),
}
"""By their ids. A data set has its own: the terms of a city's web site are not those of its data."""

CYCLES = {
    "irregular": (QT_TRANSLATE_NOOP(CONTEXT, "不定期"), "IRREG"),
    "daily": (QT_TRANSLATE_NOOP(CONTEXT, "毎日"), "DAILY"),
    "weekly": (QT_TRANSLATE_NOOP(CONTEXT, "毎週"), "WEEKLY"),
    "monthly": (QT_TRANSLATE_NOOP(CONTEXT, "毎月"), "MONTHLY"),
    "quarterly": (QT_TRANSLATE_NOOP(CONTEXT, "四半期ごと"), "QUARTERLY"),
    "yearly": (QT_TRANSLATE_NOOP(CONTEXT, "毎年"), "ANNUAL"),
    "never": (QT_TRANSLATE_NOOP(CONTEXT, "更新しない"), "NEVER"),
}
"""How often, by ids: what people are told, and the word of the EU's frequency vocabulary that DCAT uses."""
