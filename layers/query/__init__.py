"""Questions about the features of a layer: expressions as data, read from text, evaluated on columns.

An expression is never code: a parser of our own makes frozen values of it (:mod:`layers.query.model`), and
numpy, Arrow and shapely answer them (:mod:`layers.query.evaluate`, :mod:`layers.query.spatial`).
"""
