"""What the program holds: layers, the project, the city store, coordinates, findings and errors."""
