"""Pictures with a place: orthophotos, scanned maps, tile sets and map services."""
