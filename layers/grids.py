"""Where PROJ finds grids of correction values."""

from __future__ import annotations

import os
import threading

FOLDER_VARIABLE = "GISAPP_GRIDS"
"""Names the folder of grids, until :func:`layers.operations.use_grids` names another."""


class Grids:
    """The folder of grids. PROJ keeps it for each thread, so each thread is told when it changed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.generation = 0
        self.directory = ""
        self.default = ""
        self.thread = threading.local()

    def tell_this_thread(self) -> int:
        """Make PROJ in this thread look where it should, without a network; return the generation."""
        import pyproj.datadir
        from pyproj._network import set_network_enabled  # where the annotated one is

        with self.lock:
            generation = self.generation
            named = os.environ.get(FOLDER_VARIABLE)
            if named and not self.directory:
                self.default = pyproj.datadir.get_data_dir()
                self.directory = os.pathsep.join([self.default, named])
            if getattr(self.thread, "generation", None) != generation:
                set_network_enabled(active=False)
                if self.directory:
                    pyproj.datadir.set_data_dir(self.directory)
                self.thread.generation = generation
        return generation
