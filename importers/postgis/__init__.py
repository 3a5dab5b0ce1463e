"""Layers that lie in a PostGIS database, read; what is written there is `gisapp.export.database`."""
