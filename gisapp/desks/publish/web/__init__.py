"""The front end of the public map: files that are copied as they are, and the libraries they stand on."""
