"""One built site and one browser for all tests of the public map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.desks.publish.preview import serve
from gisapp.desks.publish.site import SiteBuilt, SiteOptions, build_site
from layers.feedback import Feedback
from tests.gisapp.desks.publish.site import browser, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gisapp.desks.publish.preview import Preview
    from layers.project import Project
    from tests.gisapp.desks.publish.site.browser import Page


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small town."""
    return made.town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="session")
def built(town: Project, tmp_path_factory: pytest.TempPathFactory) -> SiteBuilt:
    """Its site in both packagings."""
    target = tmp_path_factory.mktemp("site") / "公開 地図"
    return build_site(town, made.publications(town), target, SiteOptions(), Feedback())


@pytest.fixture
def served(built: SiteBuilt) -> Iterator[Preview]:
    """The site on a server of this PC."""
    with serve(built.folder) as preview:
        yield preview


@pytest.fixture(scope="session")
def page() -> Iterator[Page]:
    """The browser."""
    yield from browser.started()
