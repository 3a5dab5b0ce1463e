"""Lists that people keep: CSV, TSV, Excel and arrays of records become features, placed where they say so."""
