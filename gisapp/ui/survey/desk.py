"""The survey desk at work: which scan is looked at, what the cards show in the view; outlives the chrome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from gisapp.ui.workdesk import WorkDesk
from layers.messages import Message

if TYPE_CHECKING:
    from typing import Any

    from gisapp.ui.window import Window
    from layers.pointcloud import PointCloud

DESK = "survey"


class SurveyDesk(WorkDesk):
    """Knows the scan that is looked at, and takes what the tools tell to the cards.

    A card gets the desk, reads :attr:`cloud`, listens to the signals, changes the project by ``do`` of
    :attr:`session` and the layer by :meth:`change`, works beside the window by :meth:`run`, and lets things
    stand in the view by :meth:`stand` under a name of its own. :attr:`changed` tells that another scan is
    looked at, or none, or that it is shown in another way.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what is known.
    """

    ID = DESK

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._chosen = ""

    @property
    def asked(self) -> bool:
        """Whether there is a scan to be looked at."""
        return self.cloud is not None

    @property
    def clouds(self) -> tuple[PointCloud, ...]:
        """The scans of the project that are there."""
        layers = self.session.project.layers
        return tuple(
            cast("PointCloud", one) for one in layers if one.kind == "pointcloud" and one.data is not None
        )

    @property
    def cloud(self) -> PointCloud | None:
        """The scan that is looked at: the chosen one, else the first that is seen, else the first."""
        found = self.clouds
        chosen = next((one for one in found if one.id == self._chosen), None)
        return chosen or next((one for one in found if one.visible), found[0] if found else None)

    def choose(self, layer_id: str) -> None:
        """Look at another scan."""
        if layer_id != self._chosen:
            self._chosen = layer_id
            self.changed.emit()

    def change(self, label: str, merge: str | None = None, **fields: Any) -> None:
        """Show the scan in another way, as a step that can be undone.

        Parameters
        ----------
        label
            What staff do, with ``{name}`` for the name of the layer.
        merge
            Steps of one key become one: a slider that is dragged.
        fields
            Fields of the layer and their values.
        """
        cloud = self.cloud
        if cloud is not None and any(getattr(cloud, name) != value for name, value in fields.items()):
            project = self.session.project.replacing(replace(cloud, **fields))
            self.session.do(Message(label, {"name": cloud.name}), project, merge)
