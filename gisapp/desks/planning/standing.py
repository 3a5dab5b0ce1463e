"""What may be built, its shadow, and what breaks the volume, as things that stand in the 3D scene.

How a window shows them (and a headless picture with :class:`gisapp.scene.renderer.Renderer` likewise)::

    ground = heights_of(project)
    scene = Standing(site, volume, building, ground, bodies=bodies_on(project.layers, lot.polygon()))
    canvas.show_desk(drawn(scene))      # () takes everything off again
    for line in legend(scene):          # label, colour and hatch, for a panel or a sheet
        ...

Volume, building and shadow lines may be None: what is not known is not drawn. Heights of a site are in its
own datum; `base` says how high its zero stands in the scene. None puts the ground level of the site onto the
mean height of the terrain along the lot; whoever entered heights above sea level says 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.painting import flat_lines, painted, rings_of, segments
from gisapp.desks.planning.site import RULES
from gisapp.desks.planning.solids import excess, prism, shell
from layers import drape
from layers.drawables import NO_FEATURE, Labels
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from styles import planning as marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.planning.bodies import Body
    from gisapp.desks.planning.envelope import Envelope, Facet
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.shadowlines import ShadowLines
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.solids import Excess, Shell
    from layers.drawables import Drawable
    from layers.heights import Heights
    from styles.planning import Mark

SEEN_THROUGH, WALL_SEEN = 165, 70
"""Opacity of tops and walls of the volume, of 255."""
UNLIMITED = 15.0
"""Metres over the highest limit, or over the storeys, to which walls rise where nothing limits the height."""
INSIDE = 0.05
"""Metres by which storeys are drawn smaller, so that their walls do not lie in those of the volume."""
SMALLEST = 1.0
"""Square metres: smaller facets bear no name."""
SPACING = 2.0
"""Metres after which the line of the lot follows the ground."""

FREE = QT_TRANSLATE_NOOP(CONTEXT, "高さの制限なし")
STOREYS = QT_TRANSLATE_NOOP(CONTEXT, "積める階の目安（{count} 階）")
STICKS_OUT = QT_TRANSLATE_NOOP(CONTEXT, "範囲を超える部分（最大 {height} m）")
LOT = QT_TRANSLATE_NOOP(CONTEXT, "敷地")
EQUAL = QT_TRANSLATE_NOOP(CONTEXT, "等時間日影 {hours} 時間")
DISTANCES = QT_TRANSLATE_NOOP(CONTEXT, "敷地境界から 5 m・10 m")
EVERY_HALF_HOUR = QT_TRANSLATE_NOOP(CONTEXT, "30 分ごとの日影の外形")


@dataclass(frozen=True, eq=False)
class Show:
    """What of it is wanted."""

    volume: bool = True
    storeys: bool = True
    shadow: bool = True
    names: bool = True


@dataclass(frozen=True, eq=False)
class Standing:
    """What is shown.

    Attributes
    ----------
    site, volume, building
        The lot, what may be built on it, and a simple building within; None where it could not be computed.
    ground
        How high the ground is: see :func:`layers.heights.heights_of`.
    base
        Height of the site's zero in the scene, metres; None for the elevation that the site states, and
        where it states none for its ground level on the mean terrain.
    bodies
        Existing and proposed buildings that are held against the volume.
    shadow
        Lines of the shadow diagram.
    """

    site: Site
    volume: Envelope | None
    building: Massing | None
    ground: Heights
    base: float | None = None
    bodies: tuple[Body, ...] = ()
    shadow: ShadowLines | None = None

    @cached_property
    def terrain(self) -> tuple[float, float]:
        """Mean and lowest height of the ground along the lot, metres; those of the site where unknown."""
        import shapely

        ring = shapely.segmentize(self.site.net.polygon().exterior, SPACING / 2)
        points = shapely.get_coordinates(ring)[:-1]
        heights = self.ground.height_at(points[:, 0], points[:, 1])
        known = heights[np.isfinite(heights)]
        if not len(known):
            level = self.site.ground + (self._given_base or 0.0)
            return level, level
        return float(known.mean()), float(known.min())

    @cached_property
    def lift(self) -> float:
        """Metres that are added to heights of the site."""
        base = self._given_base
        if base is not None:
            return base
        mean = self.site.mean_ground
        return self.terrain[0] - (self.site.ground if mean is None or not self.site.steps else mean)

    @property
    def _given_base(self) -> float | None:
        return self.site.elevation if self.base is None else self.base

    @property
    def up(self) -> NDArray[np.float64]:
        """The way from the datum of the site to that of the scene."""
        return np.array([0.0, 0.0, self.lift])

    @cached_property
    def unlimited(self) -> float:
        """Height to which walls rise where nothing limits it, in the datum of the site."""
        facets = self.volume.facets if self.volume is not None else ()
        highest = [self.site.ground, *(_reach(one)[1] for one in facets if one.rule is not None)]
        if self.building is not None:
            highest += [one.top for one in self.building.storeys]
        return max(highest) + UNLIMITED

    @cached_property
    def solid(self) -> Shell | None:
        """The volume as triangles and lines, in the datum of the site."""
        if self.volume is None:
            return None
        bottom = min(self.volume.ground, self.terrain[1] - self.lift)
        return shell(self.volume, bottom, self.unlimited)

    @cached_property
    def excesses(self) -> tuple[tuple[Body, Excess], ...]:
        """Bodies that break the volume, and by how much."""
        if self.volume is None:
            return ()
        found = []
        for body in self.bodies:
            over = excess(body.triangles - self.up, self.volume)
            if over.most > 0:
                found.append((body, over))
        return tuple(found)


@dataclass(frozen=True)
class Line:
    """A line of the legend; `thin` for what is a line in the picture too."""

    label: Message
    mark: Mark
    thin: bool = False


def drawn(
    what: Standing, show: Show | None = None, say: Callable[[Message], str] = str
) -> tuple[Drawable, ...]:
    """Return what stands in the scene, in metres of the project's system.

    Colours and opacity are in the drawables themselves (a picture of the palette on each mesh), so a stage
    needs neither style nor table. `say` puts the words into the language of whoever looks.
    """
    show = show or Show()
    found: list[Drawable] = list(_lot(what))
    if show.storeys:
        found += _storeys(what)
    if show.volume:
        found += _volume(what)
        found += _excess(what)
    if show.shadow and what.shadow is not None:
        found += _shadow(what.shadow, what.lift)
    if show.names:
        found += _names(what, show, say)
    return tuple(found)


def legend(what: Standing, show: Show | None = None) -> tuple[Line, ...]:
    """Return what the colours mean, the rules in the order of the Act."""
    show = show or Show()
    found = [Line(Message(LOT), marks.LOT, thin=True)]
    if show.volume and what.volume is not None:
        cutting = {one.rule for one in what.volume.facets}
        for rule, (name, _) in RULES.items():
            if rule in cutting:
                found.append(Line(Message(name), marks.of_rule(rule.value)))
        if None in cutting:
            found.append(Line(Message(FREE), marks.FREE))
        if what.excesses:
            most = max(over.most for _, over in what.excesses)
            found.append(Line(Message(STICKS_OUT, {"height": f"{most:.1f}"}), marks.EXCESS))
    if show.storeys and what.building is not None and what.building.storeys:
        found.append(Line(Message(STOREYS, {"count": len(what.building.storeys)}), marks.STOREYS))
    if show.shadow and what.shadow is not None:
        for hours, mark in zip(what.shadow.limits, (marks.BETWEEN, marks.BEYOND), strict=True):
            found.append(Line(Message(EQUAL, {"hours": f"{hours:g}"}), mark, thin=True))
        found.append(Line(Message(DISTANCES), marks.DISTANCE, thin=True))
        found.append(Line(Message(EVERY_HALF_HOUR), marks.HALF_HOURS, thin=True))
    return tuple(found)


# ------------------------------------------------------------------------------------------ pieces


def _reach(facet: Facet) -> tuple[float, float]:
    """Return the lowest and highest height of a facet."""
    import shapely

    heights = facet.heights(shapely.get_coordinates(facet.polygon))
    return float(heights.min()), float(heights.max())


def _lot(what: Standing) -> Sequence[Drawable]:
    ring = np.array([what.site.lot.polygon().exterior], dtype=object)
    rows = np.zeros(1, np.uint32)
    return drape.lines(ring, rows, what.ground, SPACING, solid=False, width=3.5, colour=marks.LOT.colour)


def _volume(what: Standing) -> list[Drawable]:
    solid = what.solid
    if solid is None or what.volume is None or not (len(solid.walls) or len(solid.tops)):
        return []
    used = list(dict.fromkeys(one.rule for one in what.volume.facets))
    number = np.array([used.index(one.rule) for one in what.volume.facets])
    palette = [(*marks.of_rule(rule).colour, SEEN_THROUGH) for rule in used]
    palette.append((*marks.WALL.colour, WALL_SEEN))
    triangles = np.concatenate([solid.walls, solid.tops])
    colour = np.concatenate([np.full(len(solid.walls), len(used)), number[solid.facet]])
    return [
        painted(triangles + what.up, colour, palette),
        segments(solid.edges + what.up, marks.INK.colour, 1.6),
    ]


def _storeys(what: Standing) -> list[Drawable]:
    storeys = what.building.storeys if what.building is not None else ()
    shapes = [(one, one.polygon.buffer(-INSIDE, join_style="mitre")) for one in storeys]
    bodies = [prism(shape, one.bottom, one.top - INSIDE) for one, shape in shapes]
    bodies = [one for one in bodies if len(one)]
    if not bodies:
        return []
    triangles = np.concatenate(bodies) + what.up
    rings = [
        (ring, one.top - INSIDE + what.lift)
        for one, shape in shapes
        for ring in rings_of(shape)
        if len(ring) > 1
    ]
    return [
        painted(triangles, np.zeros(len(triangles), np.intp), [marks.STOREYS.colour], closed=True),
        flat_lines(rings, marks.INK.colour, 1.0),
    ]


def _excess(what: Standing) -> list[Drawable]:
    found: list[Drawable] = []
    proposed = [one.triangles for one in what.bodies if not one.there]
    if proposed:
        triangles = np.concatenate(proposed)
        found.append(painted(triangles, np.zeros(len(triangles), np.intp), [marks.STOREYS.colour]))
    if what.excesses:
        triangles = np.concatenate([over.triangles for _, over in what.excesses]) + what.up
        colour = np.zeros(len(triangles), np.intp)
        # It lies in the surface of a body, so it is drawn as what lies on the ground: a little nearer.
        found.append(painted(triangles, colour, [marks.EXCESS.colour], draped=True))
    return found


def _shadow(shadow: ShadowLines, lift: float) -> list[Drawable]:
    height = shadow.plane + lift
    found = []
    for shapes, mark, width in (
        ([shape for _, shape in shadow.outlines], marks.HALF_HOURS, 1.0),
        (shadow.distances, marks.DISTANCE, 1.5),
        (shadow.equal[:1], marks.BETWEEN, 3.0),
        (shadow.equal[1:], marks.BEYOND, 3.0),
    ):
        rings = [(ring, height) for shape in shapes for ring in rings_of(shape)]
        if rings:
            found.append(flat_lines(rings, mark.colour, width))
    return list(found)


def _names(what: Standing, show: Show, say: Callable[[Message], str]) -> list[Drawable]:
    places: list[tuple[float, float, float]] = []
    texts: list[str] = []
    if show.volume and what.volume is not None:
        largest: dict[tuple[object, ...], Facet] = {}
        reach: dict[tuple[object, ...], tuple[float, float]] = {}
        for facet in what.volume.facets:
            low, high = (value - facet.ground for value in _reach(facet))
            # What would say the same is said once, and the planes of one cone have one name.
            same = (facet.edge, "cone") if facet.below else (round(low, 1), round(high, 1))
            key = (facet.rule, *same)
            lowest, highest = reach.get(key, (low, high))
            reach[key] = min(low, lowest), max(high, highest)
            if facet.polygon.area > max(SMALLEST, largest[key].polygon.area if key in largest else 0.0):
                largest[key] = facet
        for key, facet in largest.items():
            point = facet.polygon.representative_point()
            if facet.rule is None:
                places.append((point.x, point.y, what.unlimited))
                texts.append(say(Message(FREE)))
                continue
            height = float(facet.heights(np.array([[point.x, point.y]]))[0])
            low, high = reach[key]
            said = f"{high:.1f}" if high - low < 0.05 else f"{low:.1f}〜{high:.1f}"
            places.append((point.x, point.y, height))
            texts.append(f"{say(Message(RULES[facet.rule][0]))} {said} m")
        for _, over in what.excesses:
            places.append((float(over.place[0]), float(over.place[1]), float(over.place[2]) + 0.5))
            texts.append(f"＋{over.most:.1f} m")
    # Beside a volume the legend tells the hours: lines may lie behind it, and words would stand on it.
    if show.shadow and not show.volume and what.shadow is not None:
        for hours, shape in zip(what.shadow.limits, what.shadow.equal, strict=True):
            ring = max(rings_of(shape), key=len, default=np.empty((0, 2)))
            if len(ring):
                north = ring[np.argmax(ring[:, 1])]
                places.append((float(north[0]), float(north[1]), what.shadow.plane))
                texts.append(say(Message(EQUAL, {"hours": f"{hours:g}"})))
    if not texts:
        return []
    points = np.array(places)
    origin = np.array([points[0, 0], points[0, 1], what.lift])
    points[:, :2] -= origin[:2]
    return [Labels(origin, points, tuple(texts), np.full(len(texts), NO_FEATURE, np.uint32))]
