"""XML files as they are handed out by offices: alone, in folders, in zips and in zips within zips."""
