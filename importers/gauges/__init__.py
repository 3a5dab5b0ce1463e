"""Water-level gauges and cameras: what they said and when, from files and from a broker (docs/EVENT.md)."""
