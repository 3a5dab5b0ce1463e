"""While a disaster is going on: what departments report, and what gauges and cameras say."""
