"""A widget that shows a session's project as pictures drawn off screen.

So it works where no OpenGL widget does (remote desktops, software drawing, no screen at all), can draw
at half the resolution while moving, and does nothing at all while nothing changes.
"""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gisapp.scene import camera as cameras
from gisapp.scene import painter
from gisapp.scene.framing import is_near
from gisapp.scene.origin import Frame
from gisapp.scene.theme import LIGHT, THEMES
from layers.errors import RenderFailed
from layers.project import Camera

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from gisapp.scene.frames import Frames, Step
    from gisapp.scene.renderer import Renderer
    from gisapp.session import Change, Session
    from layers.project import Project

LOG = logging.getLogger(__name__)

START = Camera((0.0, -1000.0, 800.0), (0.0, 0.0, 0.0))
ANSWER_FIRST = 0.06  # seconds that the picture waits after a selection: one wants to read first


class Display(QWidget):
    """Shows the project of a session.

    Parameters
    ----------
    session
        What is shown; the display follows it.

    Signals
    -------
    status(text)
        What is reduced now, empty for nothing.
    frame(milliseconds)
        A picture was drawn.
    noticed(findings)
        Findings met while drawing, a list.
    """

    status = Signal(str)
    frame = Signal(float)
    noticed = Signal(object)
    _loaded = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.theme = LIGHT
        self._frames: Frames | None = None
        self._failure: RenderFailed | None = None
        self._over = False
        self._camera = session.project.camera or START
        self._homeless = session.project.camera is None
        self._was_empty = True
        self._image = QImage()
        self._seen_from: Camera | None = None
        self._pixels_of_image: NDArray[np.uint8] | None = None
        self._calm = False
        self._way = "auto"
        self._status = ""
        self._not_before = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._loaded.connect(self.hurry)
        self._unsubscribe = unsubscribe = session.subscribe(self.follow)
        # A parent that goes takes its children along without asking them.
        self.destroyed.connect(lambda *_: unsubscribe())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def view_size(self) -> tuple[float, float]:
        """Width and height in the pixels that events count."""
        return float(max(self.width(), 1)), float(max(self.height(), 1))

    @property
    def camera(self) -> Camera:
        """Where one looks from, or will when the flight has ended."""
        return self._frames.goal if self._frames else self._camera

    @property
    def renderer(self) -> Renderer | None:
        """What draws, once it does."""
        return self._frames.renderer if self._frames else None

    @property
    def resting(self) -> bool:
        """Whether the camera stands still and no picture is being drawn."""
        return self._frames is not None and self._frames.at_rest

    @property
    def project(self) -> Project:
        """What is shown."""
        return self.session.project

    def look(self, camera: Camera, *, fly: bool = False) -> None:
        """Look from another place; `fly` goes there smoothly unless motion is reduced."""
        self._camera, self._homeless = camera, False
        if self._frames is not None:
            if fly and not self._calm and self.isVisible():
                self._frames.fly(camera, time.monotonic())
            else:
                self._frames.look(camera, time.monotonic())
        self.hurry()

    def fly_to(self, bounds: tuple[float, float, float, float, float, float]) -> None:
        """Fly to where a box fills the view: west, south, bottom, east, north, top, metres."""
        now = self.camera
        bounds = Frame.of(self.project).drawn_extent(bounds)
        tilt = min(max(cameras.tilt(now), 0.35), 1.2)
        self.look(
            cameras.fitted(bounds, self.view_size, cameras.bearing(now), tilt, now.field_of_view), fly=True
        )

    def fly_to_point(self, east: float, north: float, height: float, distance: float = 250.0) -> None:
        """Fly to a point and stop `distance` metres before it."""
        now = self.camera
        tilt = min(max(cameras.tilt(now), 0.35), 1.2)
        point = (east, north, Frame.of(self.project).height(height))
        self.look(cameras.aimed(point, cameras.bearing(now), tilt, distance, now.field_of_view), fly=True)

    def home(self) -> None:
        """Fly to where everything is seen."""
        extent = self.project.extent()
        if extent is not None:
            self.look(self._home_of(extent, self.camera), fly=True)

    def top(self) -> None:
        """Look straight down."""
        self.look(cameras.from_above(self.camera), fly=True)

    def north(self) -> None:
        """Turn so that north is ahead."""
        self.look(cameras.northward(self.camera), fly=True)

    def set_theme(self, name: str) -> None:
        """Change to the theme ``light`` or ``dark``."""
        self.theme = THEMES[name]
        if self._frames is not None:
            self._frames.set_theme(self.theme)
        self.hurry()
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Jump instead of flying."""
        self._calm = reduced

    def set_way(self, way: str) -> None:
        """Draw ``auto``, ``fine`` or ``quick``."""
        self._way = way
        if self._frames is not None:
            self._frames.set_way(way)
        self.hurry()

    def drawing_facts(self) -> tuple[str, ...]:
        """Return what draws and what is reduced now, in the language of the window."""
        return tuple(map(painter.said, self._frames.facts())) if self._frames else ()

    def snapshot(self, size: QSize | None = None, *, decorated: bool = True) -> QImage:
        """Return a picture of full quality with everything loaded.

        Parameters
        ----------
        size
            In pixels; that of the view by default.
        decorated
            Whether compass, scale and sources are written on it.

        Raises
        ------
        RenderFailed
            When there is no way to draw on this PC.
        """
        self._start()
        if self._frames is None:
            raise self._failure or ValueError("the view was shut down")
        wide, high = (size.width(), size.height()) if size else self._pixels()
        pixels = self._frames.snapshot(self.camera, (wide, high))
        self.hurry()
        image = QImage(pixels.data, wide, high, wide * 3, QImage.Format.Format_RGB888).copy()
        if decorated:
            ratio = max(high / 900.0, 0.5)
            with QPainter(image) as brush:
                brush.setFont(self.font())
                brush.scale(ratio, ratio)
                self.write_over(brush, (wide / ratio, high / ratio), self.camera)
        return image

    def shutdown(self) -> None:
        """Stop drawing and free everything; the widget stays as an empty surface."""
        self._over = True
        self._timer.stop()
        self._unsubscribe()
        if self._frames is not None:
            self._frames.close()
            self._frames = None

    # ------------------------------------------------------------------------------ pictures

    def _start(self) -> bool:
        """Make ready to draw at the first need: loading VTK takes a moment, and the window comes first."""
        if self._frames is None and self._failure is None and not self._over:
            from gisapp.scene.frames import Frames

            try:
                self._frames = Frames(self._pixels(), self.theme, self._wake, aside=True)
            except RenderFailed as error:
                LOG.exception("nothing can be drawn: %s", error.detail)
                self._failure = error
                return False
            self.destroyed.connect(self._frames.close)
            self._frames.set_way(self._way)
            self._frames.resize(self._pixels(), self.devicePixelRatioF())
            self._frames.sync(self.project)
            chosen = self.session.selection
            self._frames.select(chosen.layer_id, chosen.features)
            self._settle_home()
            self._frames.look(self._camera, time.monotonic())
        return self._frames is not None

    def _wake(self) -> None:
        """Ask for a step, from any thread."""
        if isValid(self):
            self._loaded.emit()

    def _pixels(self) -> tuple[int, int]:
        width, height = (side * self.devicePixelRatioF() for side in (self.width(), self.height()))
        return max(1, round(width)), max(1, round(height))

    def redraw(self) -> None:
        """Draw again, for something on the stage has changed."""
        if self._frames is not None:
            self._frames.redraw()
        self.hurry()

    def hurry(self) -> None:
        """Take the next step as soon as the events that wait are done, and the answer to a click is shown."""
        wait = max(0, math.ceil((self._not_before - time.monotonic()) * 1000))
        if self.isVisible() and not (self._timer.isActive() and self._timer.remainingTime() <= wait):
            self._timer.start(wait)

    def _step(self) -> None:
        if not self.isVisible() or not self._start() or self._frames is None:
            self.update()
            return
        before = self._frames.moving
        try:
            step = self._frames.step(time.monotonic())
        except RenderFailed as error:
            LOG.exception("nothing more can be drawn: %s", error.detail)
            self._failure = error
            self.shutdown()
            self.update()
            return
        self._camera = self._frames.camera
        if step.milliseconds:
            self.take(step)
            self.frame.emit(step.milliseconds)
        if before and not self._frames.moving:
            self.session.look(self._camera)
        self._report()
        if step.delay is not None:
            self._timer.start(math.ceil(step.delay * 1000))
        self.update()

    def take(self, step: Step) -> None:
        """Take a picture that was drawn."""
        self._seen_from = step.camera
        if step.picture is not None:
            # The image does not own its pixels, so the array goes along with it.
            self._image, self._pixels_of_image = painter.image(step.picture), step.picture

    def _report(self) -> None:
        if self._frames is None:
            return
        renderer = self._frames.renderer
        text = "　".join(painter.said(sentence) for sentence in self._frames.reduced())
        if renderer.problems:
            text = renderer.problems[-1].render(painter.said)
            renderer.problems.clear()
        if text != self._status:
            self._status = text
            self.status.emit(text)
        if renderer.findings:
            found, renderer.findings = renderer.findings, []
            self.noticed.emit(found)

    def follow(self, change: Change) -> None:
        """Show what has changed in the session."""
        camera = change.new.camera
        if "exaggeration" in change.what:
            # The same place stays in the middle: the camera rises along with what it looks at.
            old, new = Frame.of(change.old), Frame.of(change.new)
            if not self._homeless and (camera is None or camera == change.old.camera):
                self.look(old.carried(self.camera, new))
        if camera is None:
            self._homeless = self._homeless or "camera" in change.what
        elif "camera" in change.what and camera != self.camera:
            self.look(camera)
        if self._frames is not None:
            if change.what & {"layers", "origin", "crs", "exaggeration", "time"}:
                self._frames.sync(change.new)
            if change.what & {"layers", "origin", "crs"}:
                self._settle_home()
            if "selection" in change.what:
                self._not_before = time.monotonic() + ANSWER_FIRST
                chosen = self.session.selection
                self._frames.select(chosen.layer_id, chosen.features)
        if change.what & {"layers", "origin", "selection", "exaggeration", "time"}:
            self.hurry()
        self.update()

    def _home_of(self, extent: cameras.Extent, camera: Camera) -> Camera:
        drawn = Frame.of(self.project).drawn_extent(extent)
        return cameras.home(drawn, self.view_size, camera.field_of_view)

    def _settle_home(self) -> None:
        """Look at the first data that come, unless they are in sight already."""
        extent = self.project.extent()
        if extent is not None and (self._homeless or (self._was_empty and not is_near(extent, self._camera))):
            self.look(self._home_of(extent, self._camera))
        self._was_empty = extent is None

    # ------------------------------------------------------------------------------ events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the last picture and what is written over it."""
        with QPainter(self) as brush:
            self.show_picture(brush)
            if self._failure is not None:
                painter.middle(
                    brush,
                    self.rect(),
                    self.theme,
                    self._failure.message.render(painter.said),
                    self._failure.hint.render(painter.said),
                )
            elif not self.project.layers:
                painter.middle(brush, self.rect(), self.theme, painter.said(painter.EMPTY))
            else:
                self.write_over(brush, self.view_size, self._seen_from or self._camera)
                if self._frames is not None and self._frames.busy and not self._frames.moving:
                    painter.hint(brush, self.rect(), self.theme, painter.said(painter.LOADING))
            self.decorate(brush)

    def show_picture(self, brush: QPainter) -> None:
        """Paint the last picture."""
        painter.picture(brush, self.rect(), self._image, self.theme)

    def decorate(self, brush: QPainter) -> None:
        """Paint more over the picture; for those who make more of this widget."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw in the new size."""
        if self._frames is not None:
            self._frames.resize(self._pixels(), self.devicePixelRatioF())
        self.hurry()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw."""
        self.hurry()

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing that nobody sees."""
        self._timer.stop()

    def event(self, event: QEvent) -> bool:
        """Free everything before the widget goes, and draw sharp on another screen."""
        if event.type() == QEvent.Type.DeferredDelete:
            self.shutdown()
        elif event.type() == QEvent.Type.DevicePixelRatioChange and self._frames is not None:
            self._frames.resize(self._pixels(), self.devicePixelRatioF())
            self.hurry()
        return super().event(event)

    def write_over(self, brush: QPainter, size: tuple[float, float], camera: Camera) -> None:
        """Write names, compass, scale and sources over a picture of some size."""
        labels = self._frames.renderer.labels() if self._frames is not None else []
        painter.everything(brush, size, camera, self.project, labels, self.theme)
