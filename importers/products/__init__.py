"""Public data products of Japan (国土数値情報): recognised by name and fields, told in Japanese."""
