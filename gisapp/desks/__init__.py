"""What staff do: pure functions from frozen inputs to results."""
