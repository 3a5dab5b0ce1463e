"""The public map as a folder of files: for a web server, and for a double click."""

from __future__ import annotations

from gisapp.desks.publish.site.building import Download, SiteBuilt, SiteOptions, build_site

__all__ = ["Download", "SiteBuilt", "SiteOptions", "build_site"]
