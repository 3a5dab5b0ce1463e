"""``gisapp snapshot``: a picture of a project or of data, without a window."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp import __version__
from gisapp.cli import projects
from gisapp.cli.caption import credits_of
from gisapp.cli.conditions import attribute_of
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch
from gisapp.cli.timetext import at_time, period_of
from gisapp.cli.viewpoint import PROJECT, SYNTAX, camera_of
from layers.errors import AnalysisFailed, MissingAttribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.cli.console import Console
    from layers.project import Camera, Project

EXAMPLES = f"""\
例:
  gisapp snapshot 町.gisproj --out 町.png
  gisapp snapshot 35215_shunan.zip --out 高さ.png --style measured_height --camera top
  gisapp snapshot 人流.csv --out 朝.png --time 2026-11-21T08:00 --camera top
  gisapp snapshot 町.gisproj --out 港.png --camera 129.87,32.74,180,30,-25 --size 1920x1080

{SYNTAX}"""
SMALLEST, LARGEST = 16, 8192
"""Pixels along a side."""
NO_STYLE = QT_TRANSLATE_NOOP(CONTEXT, "項目「{attribute}」では色分けできません。値がすべて未確認です。")
NO_STYLE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp info で、値のある項目を調べてください。")


def size_of(text: str) -> tuple[int, int]:
    """Return width and height of a text such as ``1600x900``.

    Raises
    ------
    ValueError
        When it is no size, or one that is out of reason.
    """
    match = re.fullmatch(r"(\d{1,6})[xX×](\d{1,6})", text)
    if match is None:
        raise ValueError(f"大きさは 幅x高さ で書いてください（例 1600x900）: {text}")
    width, height = int(match[1]), int(match[2])
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f"大きさは {SMALLEST} から {LARGEST} までです: {text}")
    return width, height


def times_of(text: str) -> float:
    """Return an exaggeration of heights.

    Raises
    ------
    ValueError
        When it is no number from 1 to :data:`layers.project.MOST_EXAGGERATION`.
    """
    from layers.project import MOST_EXAGGERATION

    times = float(text) if re.fullmatch(r"\d(\.\d{1,3})?", text) else 0.0
    if not 1.0 <= times <= MOST_EXAGGERATION:
        raise ValueError(f"高さの倍率は 1 から {MOST_EXAGGERATION:g} までの数で書いてください: {text}")
    return times


def checked_time(text: str) -> str:
    """Return a text that is a time, or the empty one for the time of the project.

    Raises
    ------
    ValueError
        When it is none.
    """
    if text:
        period_of(text)
    return text


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    out: Path = field(metadata=option("--out", "書き出す画像（.png）", "FILE", read=Path))
    size: tuple[int, int] = field(
        default=(1600, 900), metadata=option("--size", "大きさ（はじめは 1600x900）", "WxH", read=size_of)
    )
    camera: str = field(default=PROJECT, metadata=option("--camera", "視点（はじめは project）", "CAMERA"))
    style: str = field(default="", metadata=option("--style", "色分けに使う項目", "ATTRIBUTE"))
    show: str = field(
        default="", metadata=option("--show", "加えて表示するレイヤの名前（コンマ区切り）", "NAMES")
    )
    exaggeration: float = field(
        default=0.0,
        metadata=option("--exaggeration", "高さを何倍で描くか（1 から 5）", "TIMES", read=times_of),
    )
    time: str = field(
        default="",
        metadata=option(
            "--time", "時間（2026-11-21T08:30、2026-11、開始/終了、all）", "TIME", read=checked_time
        ),
    )
    theme: str = field(
        default="light",
        metadata=option("--theme", "明るい背景か暗い背景か", "THEME", choices=("light", "dark")),
    )
    plain: bool = field(default=False, metadata=switch("--plain", "出典・縮尺・方位・凡例を書き込まない"))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/snapshot.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Draw the picture and write it; a file that is there is replaced.

    Raises
    ------
    layers.errors.RenderFailed
        When there is nothing on this PC that can draw.
    layers.errors.GisError
        When the project or the data cannot be opened.
    """
    if arguments.out.suffix.lower() != ".png":
        raise Stop(f"画像の名前は .png で終わらせてください: {arguments.out}", Exit.USAGE)
    opened = projects.open_inputs(arguments.paths, console.feedback)
    console.tell_findings(opened.findings)
    project = opened.project
    if arguments.show:
        project = shown(project, arguments.show)
    if arguments.exaggeration:
        project = replace(project, exaggeration=arguments.exaggeration)
    if arguments.style:
        project = styled(project, arguments.style)
    if arguments.time:
        project = at_time(project, arguments.time)
    started = time.perf_counter()
    camera = camera_of(arguments.camera, project, arguments.size)
    console.feedback.step()
    pixels, drawn = _draw(project, camera, arguments)
    console.feedback.step()
    _save(pixels, arguments.out, project)
    width, height = arguments.size
    seconds = round(time.perf_counter() - started, 3)
    if arguments.json:
        console.answer_json(
            {
                "file": str(arguments.out),
                "size": [width, height],
                "camera": {
                    "position": list(camera.position),
                    "focal": list(camera.focal),
                    "crs": project.crs,
                },
                "triangles": drawn,
                "seconds": seconds,
            }
        )
    else:
        console.answer(f"{arguments.out} に書き出しました（{width}x{height}、{seconds:.1f} 秒）。")
    return Exit.OK


def shown(project: Project, names: str) -> Project:
    """Return the project with some hidden layers shown too.

    Raises
    ------
    gisapp.cli.command.Stop
        When no layer has one of the names.
    """
    wanted = {one.strip() for one in names.split(",") if one.strip()}
    missing = wanted - {layer.name for layer in project.layers}
    if missing:
        raise Stop(
            f"レイヤ「{min(missing)}」がありません。gisapp info でレイヤの名前を確かめてください。",
            Exit.USAGE,
        )
    for layer in project.layers:
        if layer.name in wanted:
            project = project.replacing(replace(layer, visible=True))
    return project


def styled(project: Project, name: str) -> Project:
    """Return the project with every layer that has an attribute coloured by it.

    Raises
    ------
    layers.errors.MissingAttribute
        When no layer has it.
    layers.errors.AnalysisFailed
        When all its values are missing.
    """
    from layers.suggest import best

    missing: MissingAttribute | None = None
    found = 0
    for layer in project.layers:
        if layer.data is None:
            continue
        try:
            attribute = attribute_of(name, layer, layer.colouring())
        except MissingAttribute as error:
            missing = error
            continue
        style = best(layer.colouring(), attribute)
        if style is None:
            raise AnalysisFailed(NO_STYLE, NO_STYLE_HINT, values={"attribute": name})
        project = project.replacing(replace(layer, style=style))
        found += 1
    if not found and missing is not None:
        raise missing
    return project


def _draw(project: Project, camera: Camera, arguments: Arguments) -> tuple[NDArray[np.uint8], int]:
    from gisapp.cli import caption
    from gisapp.scene.renderer import Renderer
    from gisapp.scene.theme import THEMES

    theme = THEMES[arguments.theme]
    renderer = Renderer(arguments.size, theme)
    try:
        renderer.sync(project)
        pixels = renderer.snapshot(camera, arguments.size)
        drawn, labels = renderer.drawn_triangles, renderer.labels()
    finally:
        renderer.close()
    return (pixels if arguments.plain else caption.write(pixels, project, camera, theme, labels)), drawn


def _save(pixels: NDArray[np.uint8], path: Path, project: Project) -> None:
    """Write the picture; who made the data stands in it as text."""
    import io

    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    from layers import atomicfile

    about = PngInfo()
    about.add_text("Software", f"gisapp {__version__}")
    credit = credits_of(project)
    if credit:
        about.add_itxt("Copyright", credit)
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG", pnginfo=about)
    atomicfile.write(path, content.getvalue())
