"""The collector of cycles, off while a report is read and while many reports are drawn together.

Extraction makes some hundred thousand small objects a report, most of which die at once, and hardly a cycle:
looking for cycles among them took one part in twenty of the time. A report's objects are bounded by its size.
What resolution keeps of all reports lives to the end: looking through it again and again took almost half.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the collector of cycles off within; it is on again behind, if it was before."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
