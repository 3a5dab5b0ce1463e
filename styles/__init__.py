"""How things look, as plain values: styles, colours, legends and the official palettes."""
