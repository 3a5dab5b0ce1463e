"""The city store: a table and meshes on disk, opened by mapping."""
