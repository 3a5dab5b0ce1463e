"""The application: session, desks, scene, window and command line."""

__version__ = "0.1.0"
