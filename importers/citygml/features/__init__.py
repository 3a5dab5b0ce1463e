"""Everything of a PLATEAU dataset that is no building and no terrain: features with one shape each."""
