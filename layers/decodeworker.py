"""Decompresses nodes of COPC files for another process: ``python -m layers.decodeworker``.

Asked on standard input, it answers on standard output; both are what :mod:`layers.decoding` writes and reads.
It imports as little as it can, so that it is there at once.
"""

from __future__ import annotations

import os
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

ASKED = struct.Struct("<IIQQII")
"""Lengths of path and decompressor record, first byte, bytes, points, bytes of a point."""
READY = b"+"
"""Written once, when it is able to answer."""
ANSWER = struct.Struct("<?Q")
"""Whether it was done, and the length of what follows: the points, or what went wrong."""


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    import lazrs

    target.write(READY)
    target.flush()
    while len(head := source.read(ASKED.size)) == ASKED.size:
        path_length, record_length, at, size, count, length = ASKED.unpack(head)
        path = os.fsdecode(source.read(path_length))
        record = source.read(record_length)
        try:
            with open(path, "rb") as stream:  # noqa: PTH123 - pathlib is half of what starting takes
                stream.seek(at)
                content = stream.read(size)
            found = bytearray(count * length)
            lazrs.decompress_points_with_chunk_table(content, record, found, [(count, size)])
            done, answer = True, memoryview(found)
        except BaseException as error:  # noqa: BLE001 - panics of another language are of no usual kind
            done, answer = False, memoryview(f"{type(error).__name__}: {error}".encode())
        target.write(ANSWER.pack(done, len(answer)))
        target.write(answer)
        target.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
