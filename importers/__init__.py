"""Files become layers here, one module or folder for each format."""
