"""What codes of Building_usage (i-UR) mean where a question depends on it."""

from __future__ import annotations

DWELLINGS = ("411", "412", "413", "414", "415")
"""People live there: 住宅, 共同住宅, and those with a shop or a workshop."""
UNKNOWN = "461"
"""不明: the same as no code at all."""
