"""The English words of the program, and the tool that keeps them up to date."""
