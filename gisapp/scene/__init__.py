"""The only room that draws: it compares two projects and streams what the view wants."""
