"""Personal data that nobody has, made of frequent names and free numbers, for tests and the benchmark."""

from __future__ import annotations


def my_number(first: str) -> str:
    """Return eleven digits with the check digit of マイナンバー, worked out digit by digit from the right."""
    total = sum(int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(first), start=1))
    rest = total % 11
    return first + str(0 if rest <= 1 else 11 - rest)


def card_number(first: str) -> str:
    """Return fifteen digits with Luhn's check digit."""
    total = 0
    for place, digit in enumerate(reversed(first)):
        doubled = int(digit) * 2 if place % 2 == 0 else int(digit)
        total += doubled // 10 + doubled % 10
    return first + str(-total % 10)
