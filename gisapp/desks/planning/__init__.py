"""Planning desk (窓口): what may be built on a lot, by which article, and what cuts it."""
