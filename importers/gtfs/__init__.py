"""GTFS and GTFS-JP: stops, routes and timetables of public transport."""
