"""The publish desk: layers go to the public web map and the catalogue, and nothing private with them."""
