"""The off-screen window of VTK: cameras, sky and ground, and reading the picture back.

Nothing here knows layers. A picture is an array (h, w, 4) uint8, first row at the top.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

# What VTK finds through its object factories must be imported, though no name of it is used.
from vtkmodules import vtkRenderingOpenGL2
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import (
    vtkCamera,
    vtkRenderer,
    vtkRenderWindow,
    vtkShaderProperty,
    vtkWindowToImageFilter,
)

from gisapp.scene import camera as cameras
from gisapp.scene.hazes import HAZE_REACH, HAZE_START
from gisapp.scene.pieces import Piece
from gisapp.scene.pointsize import lens_of
from gisapp.scene.surroundings import bare_ground, sky_dome
from layers.errors import RenderFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.project import Camera

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.dressed import Drawn
    from gisapp.scene.look import Look
    from gisapp.scene.theme import Theme

SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "software rasterizer", "gdi generic", "basic render")
"""Words by which a driver tells that the processor does the work of a graphics card."""
HAZE_SHADER = """//VTK::TCoord::Impl
  float clear = exp(min(0.0, hazeStart - 1.0 / gl_FragCoord.w) * haziness);
  fragOutput0.rgb = mix(haze, fragOutput0.rgb * glow, clear);
"""
BEHIND_ALL = """//VTK::Light::Impl
  gl_Position.z = gl_Position.w;
"""
"""Sky and bare ground have no depth, so they may be drawn last, where nothing else was."""
BLEND = 0x0BE2  # GL_BLEND


class Stage:
    """A window that nobody sees.

    Attributes
    ----------
    simple
        Whether it draws without OpenGL: never.

    Parameters
    ----------
    size
        Width and height in pixels.

    Raises
    ------
    RenderFailed
        When there is no way to draw on this PC.
    """

    simple = False

    def __init__(self, size: tuple[int, int], theme: Theme) -> None:
        self._window = _window()
        self._window.SetMultiSamples(0)
        self._window.SetSize(*size)
        self._drawn = size
        self._window.SwapBuffersOff()
        self._window.SetNumberOfLayers(2)
        self._back, self._front = vtkRenderer(), vtkRenderer()
        for renderer in (self._back, self._front):
            renderer.AutomaticLightCreationOff()
            renderer.SetActiveCamera(vtkCamera())
            renderer.InteractiveOff()
            renderer.AddObserver("StartEvent", self._unmixed)
            self._window.AddRenderer(renderer)
        # What is hidden costs little where what hides it is drawn first.
        self._front.GetCullers().GetLastItem().SetSortingStyleToFrontToBack()
        # Translucent things are blended in any order: peeling them apart costs several pictures each time.
        self._front.SetUseOIT(True)
        self._front.SetUseDepthPeeling(False)
        self._shader, self._back_shader = vtkShaderProperty(), vtkShaderProperty()
        for shader in (self._shader, self._back_shader):
            shader.AddFragmentShaderReplacement("//VTK::TCoord::Impl", True, HAZE_SHADER, False)
        self._back_shader.AddVertexShaderReplacement("//VTK::Light::Impl", True, BEHIND_ALL, False)
        self._colour_reader, self._depth_reader = _reader(self._window), _reader(self._window)
        self._colour_reader.SetInputBufferTypeToRGBA()
        self._depth_reader.SetInputBufferTypeToZBuffer()
        self._pieces: set[Piece] = set()
        self._gone: list[Piece] = []
        self._solid = True
        self._facing: list[Piece] = []
        self._clip = (1.0, 1000.0)
        self._eye = np.zeros(3)
        self._pixel = 1.0
        self.renders = 0
        self.dress(theme)
        self.aim(Camera((0.0, -1000.0, 800.0), (0.0, 0.0, 0.0)), (0.0, 0.0, 0.0), self._clip, None)
        try:
            self._window.Render()
            self.capabilities = str(self._window.ReportCapabilities())
        except RuntimeError as error:
            raise _failed(str(error)) from error
        if not self._window.SupportsOpenGL():
            raise _failed(str(self._window.GetOpenGLSupportMessage()))
        self._let_go()

    @property
    def software(self) -> bool:
        """Whether the processor draws instead of a graphics card."""
        text = self.capabilities.lower()
        return any(word in text for word in SOFTWARE)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture drawn last."""
        return self._drawn

    def dress(self, theme: Theme) -> None:
        """Change sky, ground and haze."""
        self._back.RemoveAllViewProps()
        for renderer in (self._back, self._front):
            renderer.SetBackground(*(value / 255 for value in theme.horizon))
        dome, disc = sky_dome(theme), bare_ground(theme)
        dome.GetShaderProperty().AddVertexShaderReplacement("//VTK::Light::Impl", True, BEHIND_ALL, False)
        disc.SetShaderProperty(self._back_shader)
        self._dome, self._disc = dome, disc
        self._back.AddActor(dome)
        self._back.AddActor(disc)
        for shader in (self._shader, self._back_shader):
            uniforms = shader.GetFragmentCustomUniforms()
            uniforms.SetUniform3f("haze", [value / 255 for value in theme.horizon])
            uniforms.SetUniformf("glow", theme.glow)
        self._let_go()

    def piece(self, baked: Drawn, now: Look, *, lift: float = 0.0) -> Piece:
        """Return what shows something on this stage."""
        return Piece(baked, now, lift=lift)

    def add(self, piece: Piece, *, lit: bool = True) -> None:
        """Put a piece onto the stage; without light it keeps its colours at every distance."""
        if lit:
            piece.actor.SetShaderProperty(self._shader)
        self._front.AddActor(piece.actor)
        self._pieces.add(piece)
        if piece.faces_eye:
            self._facing.append(piece)

    def remove(self, piece: Piece) -> None:
        """Take a piece off the stage; what the graphics card holds of it is freed with the next picture."""
        piece.show(visible=False)
        self._gone.append(piece)
        self._pieces.discard(piece)
        if piece in self._facing:
            self._facing.remove(piece)

    def aim(
        self,
        camera: Camera,
        origin: tuple[float, float, float],
        clip: tuple[float, float],
        ground: float | None,
    ) -> None:
        """Look from a camera.

        Parameters
        ----------
        camera
            In metres of the project's system.
        origin
            The project's origin.
        clip
            Nearest and farthest depth, metres.
        ground
            Height of the plain around the data, None when there are no data.
        """
        eye = np.asarray(camera.position) - origin
        front = self._front.GetActiveCamera()
        front.SetPosition(*eye)
        front.SetFocalPoint(*(np.asarray(camera.focal) - origin))
        front.SetViewUp(*cameras.axes(camera)[1])
        front.SetViewAngle(camera.field_of_view)
        front.SetClippingRange(*clip)
        self._clip, self._eye = clip, eye
        back = self._back.GetActiveCamera()
        height = 100.0 if ground is None else max(camera.position[2] - ground, 0.5)
        back.SetPosition(0.0, 0.0, height)
        forward = cameras.axes(camera)[2]
        back.SetFocalPoint(forward[0], forward[1], height + forward[2])
        back.SetViewUp(*cameras.axes(camera)[1])
        back.SetViewAngle(camera.field_of_view)
        reach = max(60_000.0, 30.0 * height)
        back.SetClippingRange(max(height / 3, 0.3), reach * 4)
        self._disc.SetScale(reach, reach, 1.0)
        self._disc.SetVisibility(ground is not None)
        self._dome.SetScale(reach * 2)
        self._dome.SetPosition(0.0, 0.0, height)
        length = cameras.distance(camera)
        for shader in (self._shader, self._back_shader):
            uniforms = shader.GetFragmentCustomUniforms()
            uniforms.SetUniformf("hazeStart", HAZE_START * length)
            uniforms.SetUniformf("haziness", 1.0 / (HAZE_REACH * length))

    def draw(
        self,
        size: tuple[int, int],
        pixel: float = 1.0,
        jitter: tuple[float, float] = (0.0, 0.0),
        *,
        full: tuple[int, int] | None = None,
    ) -> NDArray[np.uint8]:
        """Draw once and return the picture.

        Parameters
        ----------
        size
            Width and height in pixels.
        pixel
            Size of a pixel in pixels of a 96 dpi screen.
        jitter
            Shift of the picture in pixels, for smooth edges from several pictures.
        full
            Size of the largest picture that is to follow, at least `size`; None for `size`. A smaller one is
            drawn into a corner: another size of the window makes all its buffers anew, which takes longer
            than the picture.

        Raises
        ------
        RenderFailed
            When the picture could not be read.
        """
        room = full or size
        for piece in self._gone:
            self._front.RemoveActor(piece.actor)
            piece.actor.ReleaseGraphicsResources(self._window)
        self._gone.clear()
        if tuple(self._window.GetSize()) != room:
            self._window.SetSize(*room)
        self._drawn = width, height = size
        for renderer in (self._back, self._front):
            renderer.SetViewport(0.0, 0.0, width / room[0], height / room[1])
            renderer.GetActiveCamera().SetWindowCenter(2 * jitter[0] / width, 2 * jitter[1] / height)
        self._pixel = pixel
        self._order()
        lens = lens_of(size, pixel, self._front.GetActiveCamera().GetViewAngle())
        for piece in self._facing:
            piece.face(self._eye, lens)
        self._window.Render()
        self.renders += 1
        picture = self._read(self._colour_reader)
        if picture.shape != (room[1], room[0], 4):
            raise _failed("the picture could not be read")
        self._let_go()
        return np.ascontiguousarray(picture[:height, :width][::-1])

    def draws_in_threads(self) -> bool:
        """Say whether another thread than the one that made it can draw: a small picture is tried."""
        if sys.platform == "darwin" or "OSOpenGL" in self._window.GetClassName():
            return False  # windows of macOS belong to the main thread; Mesa's do not let go of it
        small, room = (64, 48), tuple(self._window.GetSize())
        here = self.draw(small, full=room)
        with ThreadPoolExecutor(1) as thread:
            there = thread.submit(self.draw, small, full=room).result()
        return bool(here.any()) and np.array_equal(here, there)

    def _read(self, reader: vtkWindowToImageFilter) -> NDArray[Any]:
        """Return pixels (h, w, bands), first row at the bottom.

        Done by a filter, because those let go of Python while they wait for the processor to have drawn.
        """
        reader.Modified()
        reader.Update()
        image = reader.GetOutput()
        wide, high, _ = image.GetDimensions()
        return vtk_to_numpy(image.GetPointData().GetScalars()).reshape(high, wide, -1)

    def _let_go(self) -> None:
        """Leave OpenGL to whichever thread comes next: it belongs to one at a time."""
        self._window.ReleaseCurrent()

    def _order(self) -> None:
        """Draw sky and bare ground last, where nothing is; first only where something lets them through.

        They are most of the pixels of a picture and the dearest: in a city nearly all of them are hidden.
        """
        self._solid = solid = not any(piece.sheer for piece in self._pieces)
        self._front.SetLayer(0 if solid else 1)
        self._back.SetLayer(1 if solid else 0)
        self._back.SetPreserveDepthBuffer(solid)

    def _unmixed(self, *_: object) -> None:
        """Write pixels as they are where nothing is seen through: mixing takes a tenth of the time."""
        if self._solid:
            self._window.GetState().vtkglDisable(BLEND)

    @property
    def deep(self) -> bool:
        """Whether anything is drawn whose depths are to be seen."""
        return any(piece.deep for piece in self._facing)

    def depth(self, x: float, y: float) -> float | None:
        """Return how far in front of the eye something was drawn, or None for sky and bare ground.

        Parameters
        ----------
        x, y
            Share of the picture's width and height, from the top left corner.
        """
        width, height = self.size
        column = min(max(int(x * width), 0), width - 1)
        row = min(max(int((1.0 - y) * height), 0), height - 1)
        value = float(self._window.GetZbufferDataAtPoint(column, row))
        self._let_go()
        if value >= 1.0:
            return None
        near, far = self._clip
        return near * far / (far - value * (far - near))

    def depths(self) -> NDArray[np.float32]:
        """Return (h, w) how far in front of the eye all was drawn, infinite for sky and bare ground."""
        width, height = self.size
        value = self._read(self._depth_reader)[:height, :width, 0][::-1]
        self._let_go()
        near, far = self._clip
        return np.where(value < 1.0, near * far / (far - value * (far - near)), np.inf).astype(np.float32)

    def close(self) -> None:
        """Free the window and all that the graphics card holds."""
        for renderer in (self._back, self._front):
            renderer.RemoveAllObservers()
            renderer.RemoveAllViewProps()
            self._window.RemoveRenderer(renderer)
        self._window.Finalize()
        self._pieces.clear()
        self._gone.clear()
        self._facing.clear()
        del self._dome, self._disc, self._back, self._front, self._colour_reader, self._depth_reader
        del self._window
        del self._shader, self._back_shader


def _failed(detail: str) -> RenderFailed:
    return RenderFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "この PC では 3D の絵を描けませんでした。"),
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "表や検索はそのまま使えます。グラフィックドライバーを更新するか、情報システムの担当に相談してください。",
        ),
        detail=detail,
    )


def _reader(window: Any) -> vtkWindowToImageFilter:
    """Return what reads a window as it is."""
    reader = vtkWindowToImageFilter()
    reader.SetInput(window)
    reader.ReadFrontBufferOff()
    reader.ShouldRerenderOff()
    return reader


def _window() -> Any:
    """Return a window that can be drawn into without a screen."""
    kinds: list[Any] = [vtkRenderWindow]
    if sys.platform == "linux" and "VTK_DEFAULT_OPENGL_WINDOW" not in os.environ:
        # Through EGL nothing depends on an X server, which may be far away or missing.
        kinds.insert(0, vtkRenderingOpenGL2.vtkEGLRenderWindow)
    for kind in kinds:
        window = kind()
        window.SetOffScreenRendering(True)
        window.SetShowWindow(False)
        if window.SupportsOpenGL():
            return window
    raise _failed(str(window.GetOpenGLSupportMessage()))
