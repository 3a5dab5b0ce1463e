"""Generator of the fictional town, one module per idea.

Read in this order: ``valley`` (the curved grid), ``landform`` (natural ground),
``roads``, ``lots``, ``buildings``, ``terrain`` (the terraced ground),
``town`` (all of it, frozen), then ``attributes``, ``roofs``, ``textures`` and
``citygml``/``relief``/``write`` which put it into files. What departments hold
(zones, hazard maps, associations, parcels, pictures) is worked out from the frozen
town: ``zoning``, ``inundation``, ``associations``, ``parcels``, ``orthophoto``,
``basemap``; ``layer_files`` and ``project_file`` write it.
"""
