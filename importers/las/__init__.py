"""Point clouds in LAS, LAZ and COPC: checked, read in chunks by a process of its own, and their ground."""
