"""Keeps packages out of a process that others load only to be ready for what we never ask of them.

Arrow imports pandas with the first array it makes, to know a pandas object when it is handed one; numba
imports scipy to see its version, its linear algebra to see whether it could multiply matrices, and yaml to
see whether a file tells it something. That takes as long as reading thousands of features, in every process
that reads anything. Both do without: Arrow asks again as soon as somebody converts to pandas, numba when a
loop really multiplies.

Nobody else is refused anything: only the package that asks, in the moment it asks.
"""

from __future__ import annotations

import sys
import threading
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import FrameType, ModuleType

_making = threading.local()
_LOOKS = {
    "scipy": (("numba", "_ensure_critical_deps"), ("numba.np.arraymath", "_check_blas")),
    "yaml": (("numba.core.config", "<module>"),),
}
"""Packages, and the functions that import them only to see whether they are there."""


class _Arrow(Loader):
    """Loads Arrow and lets it make its first array at once."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        _making.first = True
        try:
            module.array([0])
        finally:
            _making.first = False


class _Sparing(MetaPathFinder):
    """Refuses pandas to Arrow's first array, and packages to those who only look for them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "pyarrow":
            spec = PathFinder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = _Arrow(spec.loader)
            return spec
        looks = _LOOKS.get(fullname.partition(".")[0])
        if (fullname == "pandas" and getattr(_making, "first", False)) or (looks and _asked_by(looks)):
            raise ModuleNotFoundError(fullname, name=fullname)
        return None  # for the other finders


def _asked_by(functions: tuple[tuple[str, str], ...]) -> bool:
    """Say whether one of some functions, by module and name, led here."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - nothing else tells who imports
    while frame is not None:
        if (frame.f_globals.get("__name__"), frame.f_code.co_name) in functions:
            return True
        frame = frame.f_back
    return False


def begin() -> None:
    """Spare this process what is not loaded yet; once is enough."""
    if not any(isinstance(finder, _Sparing) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Sparing())
