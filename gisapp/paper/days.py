"""Days as they stand on Japanese sheets."""

from __future__ import annotations

from datetime import date

ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))


def era_day(day: date) -> str:
    """Return a day of the Japanese calendar, such as 令和8年11月21日; before 昭和 of the common one."""
    for begin, era in ERAS:
        if day >= begin:
            year = day.year - begin.year + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return plain_day(day)


def plain_day(day: date) -> str:
    """Return a day of the common calendar, such as 2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def era_day_of(text: str) -> str:
    """Return a day, or a month, written in ISO 8601 in the Japanese calendar; any other text as it is."""
    try:
        if len(text) == len("2024-04"):
            return era_day(date.fromisoformat(f"{text}-01")).removesuffix("1日")
        return era_day(date.fromisoformat(text[:10]))
    except ValueError:
        return text
