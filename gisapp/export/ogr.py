"""Rows handed to GDAL as Arrow, and what GDAL says when it cannot write them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from layers.feedback import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from layers.feedback import Feedback

WKB = {b"ARROW:extension:name": b"geoarrow.wkb"}
"""Metadata of a column of shapes."""
ALIAS = b"GDAL:OGR:alternative_name"
SAME_DAY = "2000-01-01T00:00:00.000Z"
"""The time that stands in files of the public, so that the same data give the same bytes."""


@contextmanager
def configured(**options: str) -> Iterator[None]:
    """Set options of GDAL as long as something is done."""
    import pyogrio

    before = {name: pyogrio.get_gdal_config_option(name) for name in options}
    pyogrio.set_gdal_config_options(options)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def write_arrow(
    schema: pa.Schema,
    batches: Iterator[pa.RecordBatch],
    path: Path,
    feedback: Feedback,
    **options: Any,
) -> None:
    """Write rows through GDAL.

    Parameters
    ----------
    schema, batches
        The rows.
    path
        The file.
    feedback
        Whether the user stopped it.
    options
        As :func:`pyogrio.write_arrow` takes them.

    Raises
    ------
    OSError
        When GDAL cannot write.
    """
    import pyarrow as pa
    import pyogrio
    import pyogrio.errors

    reader = pa.RecordBatchReader.from_batches(schema, batches)
    try:
        pyogrio.write_arrow(reader, path, **options)
    except Exception as error:
        # What happens while rows are made comes back through GDAL as an error of its own.
        if feedback.cancelled:
            raise Cancelled from error
        if isinstance(error, pyogrio.errors.DataSourceError | pyogrio.errors.DataLayerError):
            raise OSError(str(error)) from error
        raise
