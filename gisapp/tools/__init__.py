"""Map tools; they receive plain pointer events and know no toolkit."""
