"""基盤地図情報（基本項目）: the vector classes of the Fundamental Geospatial Data in GML."""
