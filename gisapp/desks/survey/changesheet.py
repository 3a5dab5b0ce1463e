"""What changed between flights as a report: a sheet, and a workbook with every place."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np

from gisapp.paper.document import Bars, Block, Cell, Document, Figures, Heading, Paragraph, State, Table
from layers.heightbase import BASE, WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from gisapp.desks.survey.changework import Asked, Found

METHODS = {
    "dod": "格子ごとの平均の高さの差（DoD）",
    "m3c2": "面に垂直な距離（M3C2）",
    "c2c": "最も近い点までの距離（C2C）",
}
UNKNOWN = "未確認"
MINUS = "\u2212"
MOST_ROWS = 40
BARS = 15
FOOTER = "点群の比較による推定値です。検出限界より小さい変化は含みません。"


def change_sheet(
    found: Found, asked: Asked, names: tuple[str, ...], crs: str, now: datetime, program: str
) -> Document:
    """Return the report of a comparison.

    Parameters
    ----------
    found, asked
        What changed, and what was asked.
    names
        Of the flights, in the order of time.
    crs
        Plane rectangular system.
    now
        The moment that the sheet states.
    program
        What it was made with.
    """
    blocks: list[Block] = [Figures(_figures(found, asked)), Heading("合い具合")]
    blocks.append(Table(("項目", "値"), tuple(_fit_rows(found, asked)), (0.45, 0.55)))
    bars = _bars(found)
    if bars:
        blocks += [Heading("差・距離の分布"), Bars("点または格子の数（m ごと）", bars)]
    if found.patches:
        blocks += [Heading("変化した所"), _patches(found)]
        if len(found.patches) > MOST_ROWS:
            rest = f"ほか {len(found.patches) - MOST_ROWS:,} か所は表計算ファイルにあります。"
            blocks.append(Paragraph(rest, small=True))
    elif asked.method != "c2c":
        blocks.append(Paragraph("検出限界を超える変化はありません。"))
    if found.series is not None and found.series.places:
        blocks += [Heading(f"{names[0]} からの土量の推移（m³）"), _series(found, names)]
    facts = (f"{now:%Y年%m月%d日}", " → ".join(names), crs)
    return Document(
        "点群の変化", tuple(blocks), f"{FOOTER}　{program}", now.isoformat(timespec="seconds"), facts
    )


def signed(value: float, digits: int) -> str:
    """Return a difference with its sign; what is rounded to nothing has none."""
    text = f"{value:+,.{digits}f}".replace("-", MINUS)
    return text if text.strip(f"+{MINUS}0.,") else text[1:]


def _figures(found: Found, asked: Asked) -> tuple[tuple[str, Cell, str], ...]:
    volume = found.volume
    if volume is None:
        share = f"{found.covered:.0%}"
        return (("求められた点", Cell(share), METHODS[asked.method]),)
    unsure = f"±{found.uncertainty:,.1f} m³" if found.uncertainty is not None else "± 未確認"
    return (
        ("減った量", Cell(f"{abs(volume.cut):,.1f} m³"), ""),
        ("増えた量", Cell(f"{volume.fill:,.1f} m³"), ""),
        ("差し引き", Cell(f"{signed(volume.net, 1)} m³"), unsure),
    )


def _fit_rows(found: Found, asked: Asked) -> list[tuple[Cell, ...]]:
    accuracy = Cell(f"{asked.accuracy:.3f} m") if asked.accuracy else Cell(UNKNOWN, State.UNKNOWN)
    rows: list[tuple[Cell, ...]] = [
        (Cell("比べ方"), Cell(METHODS[asked.method])),
        (Cell("格子・点の間隔"), Cell(f"{asked.cell:g} m")),
        (Cell(BASE), Cell(WORDS[found.heights]) if found.heights else Cell(UNKNOWN, State.UNKNOWN)),
        (Cell("変化のない所のずれ（中央値）"), Cell(f"{signed(found.fit.offset, 3)} m")),
        (Cell("検出限界（95 %）"), Cell(f"{found.fit.detection:.3f} m")),
        (Cell("位置合わせの標準偏差（申告）"), accuracy),
        (Cell("両方に点がある割合"), Cell(f"{found.covered:.1%}")),
    ]
    for one in found.alignments:
        east, north, up = one.motion.shift
        moved = f"東 {east:+.3f}、北 {north:+.3f}、上 {up:+.3f} m、回転 {one.motion.degrees:.4f}°"
        rows.append((Cell("位置合わせ"), Cell(moved)))
        residual = f"{one.residual_before:.3f} → {one.residual_after:.3f} m（{one.points:,} 点）"
        rows.append((Cell("残差（法線方向、前 → 後）"), Cell(residual)))
    return rows


def _bars(found: Found) -> tuple[tuple[str, float, str], ...]:
    if found.histogram is None or not found.histogram[1].sum():
        return ()
    edges, counts = found.histogram
    there = np.flatnonzero(counts)
    first, last = int(there[0]), int(there[-1]) + 1
    edges, counts = edges[first : last + 1], counts[first:last]
    step = max(len(counts) // BARS, 1)
    return tuple(
        (
            f"{edges[n]:+.3f}～{edges[min(n + step, len(counts))]:+.3f}",
            float(counts[n : n + step].sum()),
            f"{int(counts[n : n + step].sum()):,}",
        )
        for n in range(0, len(counts), step)
    )


PATCH_HEADS = ("増減", "X（北）m", "Y（東）m", "面積 m²", "土量 m³", "± m³", "最大 m")


def _patches(found: Found) -> Table:
    rows = tuple(
        (
            Cell("減" if one.volume < 0 else "増"),
            Cell(f"{one.north:.2f}"),
            Cell(f"{one.east:.2f}"),
            Cell(f"{one.area:,.1f}"),
            Cell(signed(one.volume, 1)),
            Cell(f"{one.uncertainty:,.1f}"),
            Cell(signed(one.largest, 2)),
        )
        for one in found.patches[:MOST_ROWS]
    )
    return Table(PATCH_HEADS, rows, (0.08, 0.18, 0.18, 0.14, 0.16, 0.13, 0.13))


def _series(found: Found, names: tuple[str, ...]) -> Table:
    places = found.series.places[:MOST_ROWS] if found.series is not None else ()
    rows = tuple(
        (
            Cell(f"{one.north:.1f}, {one.east:.1f}"),
            *(
                Cell(UNKNOWN, State.UNKNOWN) if math.isnan(value) else Cell(f"{value:+,.1f} ±{unsure:.1f}")
                for value, unsure in zip(one.volumes, one.uncertainties, strict=True)
            ),
        )
        for one in places
    )
    others = names[1:]
    widths = (0.3, *(0.7 / len(others) for _ in others))
    return Table(("X（北）, Y（東）", *others), rows, widths)


def change_book(found: Found, names: tuple[str, ...]) -> bytes:
    """Return every place that changed as a workbook of numbers."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("変化した所")
    sheet.write_row(0, 0, PATCH_HEADS, head)
    for row, one in enumerate(found.patches, 1):
        kind = "減" if one.volume < 0 else "増"
        values = (one.north, one.east, one.area, one.volume, one.uncertainty, one.largest)
        sheet.write_row(row, 0, [kind, *(round(value, 3) for value in values)])
    sheet.set_column(0, len(PATCH_HEADS) - 1, 14)
    if found.series is not None:
        sheet = book.add_worksheet("推移")
        sheet.write_row(0, 0, ("X（北）m", "Y（東）m", "面積 m²", *names[1:]), head)
        for row, place in enumerate(found.series.places, 1):
            told = [UNKNOWN if math.isnan(value) else round(value, 3) for value in place.volumes]
            sheet.write_row(
                row, 0, [round(place.north, 3), round(place.east, 3), round(place.area, 3), *told]
            )
        sheet.set_column(0, 3 + len(names), 16)
    book.close()
    return stream.getvalue()
