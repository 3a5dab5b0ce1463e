"""A cloud becomes a COPC file: an octree of compressed points, made out of core by several processes."""
