"""Layers that lie in a PostGIS database, read and never written."""
