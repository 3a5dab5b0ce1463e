"""Point clouds of other formats, brought into the one form that the rest of the program works with."""
