"""The sample town: a small fictional hillside harbour town and the generator that makes it."""
