"""Makes the pictures of the window for docs/pictures: ``python docs/make_pictures.py [name ...]``.

Opens the real window with real data: the whole of Tatebayashi where it is at hand, the sample town otherwise.
Without a screen Xvfb is started; where that is missing too, Qt draws off screen. Nothing of the user's own
settings is read or changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PIL import Image
    from PySide6.QtWidgets import QApplication

    from gisapp.app import Application
    from gisapp.ui.window import Window

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
DATA = Path(os.environ.get("GISAPP_TEST_DATA", ROOT.parent / "shared" / "data"))
CITY = DATA / "plateau" / "10207_tatebayashi-shi_2020_citygml_op.zip"
SIZE = (1440, 900)
MOST_BYTES = 300_000
PLAIN = 80
"""A colour on more pixels than this is a field, not the edge of a letter."""
CENTRE = 900.0
"""Metres from which the middle of the town is looked at."""
PATIENCE = 300.0
OF_DESKS = {"counter", "counter-shadow", "sheet", "hazard", "house-sheet", "areas", "publish", "survey"}
"""Pictures that are made with the sample town alone, or with a scan."""


@contextmanager
def screen() -> Iterator[None]:
    """Give Qt a screen where there is none."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield
        return
    program = which("Xvfb")
    if program is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield
        return
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "2880x1800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        yield
    finally:
        server.terminate()
        server.wait()


@dataclass
class Studio:
    """The window and how to wait for it.

    Attributes
    ----------
    app, application
        Qt's application and the program.
    wanted
        Names of the pictures to make, all when empty.
    """

    app: QApplication
    application: Application
    wanted: frozenset[str]

    @property
    def window(self) -> Window:
        """The window."""
        return self.application.window

    def rest(self, seconds: float) -> None:
        """Let the window do what it has to."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)

    def until(self, done: Callable[[], bool]) -> None:
        """Wait until something has come about.

        Raises
        ------
        TimeoutError
            When it does not.
        RuntimeError
            When work of the window fails.
        """
        end = time.monotonic() + PATIENCE
        while not done():
            if self.window.tasks.unread_failures:
                raise RuntimeError([str(task.message) for task in self.window.tasks.tasks])
            if time.monotonic() > end:
                raise TimeoutError
            self.rest(0.05)

    def settle(self) -> None:
        """Wait until everything is loaded and the camera stands still."""
        self.rest(0.5)
        self.until(lambda: not self.window.program.tasks.tasks)
        view = self.window.centre.view
        renderer = getattr(view, "renderer", None)
        self.until(lambda: renderer is None or not renderer.busy)
        self.rest(1.0)

    def take(self, name: str) -> None:
        """Save the window as a picture."""
        if self.wanted and name not in self.wanted:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        path.write_bytes(small_png(self.window.grab().toImage()))
        sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB\n")


def small_png(image: object) -> bytes:
    """Return a picture as PNG of at most :data:`MOST_BYTES`, with fewer colours where it must be."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageWriter

    assert isinstance(image, QImage)  # noqa: S101 - told to the type checker
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    picture = Image.open(BytesIO(bytes(content.data()))).convert("RGB")
    for colours in (0, 256, 192, 128, 96, 64):
        made = BytesIO()
        drawn = with_few_colours(picture, colours) if colours else picture
        drawn.save(made, "PNG", optimize=True)
        if made.tell() <= MOST_BYTES:
            break
    return made.getvalue()


def with_few_colours(picture: Image.Image, count: int) -> Image.Image:
    """Return the picture with a palette; plain fields, such as those of a legend, keep their exact colour."""
    from PIL import Image

    legend = picture.crop((0, 0, picture.width // 4, picture.height))
    fields = Counter(legend.get_flattened_data()).most_common(count // 4)
    plain = [cast("tuple[int, int, int]", colour) for colour, times in fields if times > PLAIN]
    others = picture.quantize(count - len(plain), kmeans=1).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(channel for colour in plain for channel in colour), *others])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def house(window: Window) -> int:
    """Return a building that many facts are known of, near the middle of the layer."""
    import numpy as np

    layer = window.session.project.layers[0]
    table = layer.table()
    score = np.zeros(len(table))
    for attribute in table.attributes:
        if attribute.kind in ("code", "text"):
            score += table.texts(attribute.name) != ""
        elif attribute.kind in ("number", "integer", "year"):
            score += ~np.isnan(table.numbers(attribute.name))
    middles = layer.centroids()
    if middles is not None:
        distance = np.linalg.norm(middles[:, :2] - np.median(middles[:, :2], axis=0), axis=1)
        score[distance > np.percentile(distance, 25)] = -1
    return int(np.argmax(score))


def shoot(studio: Studio) -> None:
    """Take all pictures in the order in which a person would see them."""
    from gisapp.session import Selection
    from gisapp.ui.sample import sample_town

    window = studio.window
    studio.rest(1.5)
    studio.take("welcome")
    town = CITY if CITY.exists() else sample_town()
    if town is None:
        sys.exit("neither real data nor the sample town were found")
    window.work.open_paths([town])
    studio.until(lambda: any(task.total and task.done / task.total > 0.3 for task in window.tasks.active))
    studio.take("import")
    studio.until(lambda: bool(window.session.project.layers))
    studio.settle()
    colour(studio, "usage")
    look_over_the_centre(studio)
    point(studio)
    studio.take("city")
    window.chrome.right.close_over()
    layer = window.session.project.layers[0]
    window.session.select(Selection.of(layer.id, [house(window)]))
    window.commands.zoom_to_selection()
    studio.settle()
    point(studio)
    studio.take("house")
    window.commands.show_table()
    studio.settle()
    studio.take("table")
    window.chrome.lower.close_page("table")
    window.commands.show_findings()
    window.commands.zoom_to_all()
    studio.settle()
    studio.take("findings")
    window.chrome.lower.close_page("findings")
    look_over_the_centre(studio)
    change(studio, theme="dark")
    studio.take("dark")
    window.commands.zoom_to_selection()
    change(studio, theme="light", language="en")
    studio.take("english")
    change(studio, language="ja", scale=1.5)
    studio.take("scale150")


def look_over_the_centre(studio: Studio) -> None:
    """Look over the middle of the town from the south, as from a hill."""
    import numpy as np

    from layers.project import Camera

    middles = studio.window.session.project.layers[0].centroids()
    if middles is None:
        return
    east, north, height = (float(value) for value in np.median(middles, axis=0))
    eye = (east - CENTRE / 3, north - CENTRE, height + CENTRE / 2)
    studio.window.need_view().look(Camera(eye, (east, north, height)))
    studio.settle()


def point(studio: Studio) -> None:
    """Rest the pointer on the middle of the view, so that the status bar tells where that is."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    view = studio.window.centre.view
    if view is None:
        return
    place = QPointF(view.rect().center())
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        view.mapToGlobal(place),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    studio.app.sendEvent(view, moved)
    studio.rest(1.0)


def colour(studio: Studio, attribute: str) -> None:
    """Colour the first layer by an attribute, as a person would in the style panel."""
    from gisapp.ui.panels.style import StylePanel

    studio.window.commands.show_style()
    panel = studio.window.chrome.right.over
    if isinstance(panel, StylePanel):
        panel.choose(attribute)
    studio.settle()


def change(studio: Studio, **preferences: object) -> None:
    """Change preferences and wait until the window has followed."""
    window = studio.window
    window.commands.change_settings(replace(window.program.settings, **preferences))  # type: ignore[arg-type]
    studio.settle()


def main(names: list[str]) -> None:
    """Make the pictures of some names, or all."""
    with tempfile.TemporaryDirectory(prefix="gisapp-pictures-") as folder, screen():
        os.environ["GISAPP_CONFIG"] = folder
        os.environ["GISAPP_STORES"] = str(Path(folder) / "stores")
        from gisapp.app import Application, make_app
        from gisapp.settings import Settings

        app = make_app()
        application = Application(app, Settings(theme="light", reduced_motion=True))
        application.show()
        application.crashes.remove()  # here a fault ends the program
        application.window.resize(*SIZE)
        studio = Studio(app, application, frozenset(names))
        try:
            if not names or not set(names) <= OF_DESKS:
                shoot(studio)
            if not names or set(names) & OF_DESKS:
                from docs.desk_pictures import shoot_desks

                shoot_desks(studio)
        finally:
            application.window.close_for_good()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
