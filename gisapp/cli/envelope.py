"""``gisapp envelope``: what may be built on a site."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.planning.figures import Figure

EXAMPLES = """\
例:
  gisapp envelope --site site.json
  gisapp envelope --site site.json --json
  gisapp envelope --site site.json --obj 建築可能空間.obj --glb 建築可能空間.glb

参考図です。建築確認の審査に代わるものではありません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    site: Path = field(metadata=option("--site", "敷地（site.json）", "FILE", read=Path))
    storey: float = field(
        default=3.0, metadata=option("--storey", "階高（m、はじめは 3）", "METRES", read=float)
    )
    obj: Path | None = field(default=None, metadata=option("--obj", "形を書き出す .obj", "FILE", read=Path))
    glb: Path | None = field(default=None, metadata=option("--glb", "形を書き出す .glb", "FILE", read=Path))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/envelope.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compute and tell.

    Raises
    ------
    Stop
        When the name of a file ends otherwise.
    layers.errors.GisError
        When the site cannot be read, or lacks what a rule needs.
    """
    from gisapp.cli.planningfigures import obj_of, plain_facet, plain_grounds, plain_massing, plain_site
    from gisapp.cli.planningplace import content_of
    from gisapp.desks.planning.cuts import GROUND_ARTICLE, coarse
    from gisapp.desks.planning.envelope import envelope
    from gisapp.desks.planning.massing import massing
    from gisapp.desks.planning.sitefile import read_site
    from layers import atomicfile

    for path, suffix in ((arguments.obj, ".obj"), (arguments.glb, ".glb")):
        if path is not None and path.suffix.lower() != suffix:
            raise Stop(f"ファイルの名前は {suffix} で終わらせてください: {path}", Exit.USAGE)
    document = read_site(content_of(arguments.site))
    site = document.site
    volume = envelope(site)
    building = massing(site, volume, arguments.storey)
    if arguments.obj is not None:
        atomicfile.write(arguments.obj, obj_of(volume).encode())
    if arguments.glb is not None:
        from gisapp.cli.planningglb import glb_of

        atomicfile.write(arguments.glb, glb_of(volume, document.crs))
    limited = all(facet.rule is not None for facet in volume.facets)
    if arguments.json:
        console.answer_json(
            {
                "name": document.name,
                "crs": document.crs,
                "site": plain_site(site),
                "volume": round(volume.volume, 4) if limited else None,
                "accuracy": round(volume.accuracy, 6),
                "grounds": plain_grounds(site, volume),
                "facets": [plain_facet(one) for one in volume.facets],
                "massing": plain_massing(building),
                "obj": None if arguments.obj is None else str(arguments.obj),
                "glb": None if arguments.glb is None else str(arguments.glb),
            }
        )
        return Exit.OK
    console.answer(f"{document.name or arguments.site.name}　敷地面積 {site.area:,.2f} m²")
    for name, figure in (("容積率", site.floor_area_ratio), ("建蔽率", site.coverage_ratio)):
        for line in lines_of(name, figure):
            console.answer(line)
    said = f"{volume.volume:,.1f} m³" if limited else "高さの制限のない部分があります"
    console.answer(f"建てられる範囲の体積: {said}")
    for number, one in enumerate(site.grounds if len(site.steps) > 1 else (), start=1):
        console.answer(f"  地盤面 {number}: {one.level - site.ground:+.2f} m（{GROUND_ARTICLE}）")
    for told in coarse(volume):
        console.answer(f"  {told}")
    console.answer(
        f"{arguments.storey:g} m 階高なら {len(building.storeys)} 階、"
        f"建築面積 {building.building_area:,.2f} m²、延べ面積 {building.floor_area:,.2f} m²"
    )
    console.answer("参考図です。建築確認の審査に代わるものではありません。")
    return Exit.OK


def lines_of(name: str, figure: Figure) -> list[str]:
    """Return a number with its derivation in lines."""
    value = "未確認" if figure.value is None else f"{figure.value:.2f}".rstrip("0").rstrip(".")
    said = [f"{name}: {value} {figure.unit}" if figure.value is not None else f"{name}: {value}"]
    said += [f"  {step.text}（{step.article}）" for step in figure.steps]
    return said + [f"  要確認: {doubt}" for doubt in figure.doubts]
