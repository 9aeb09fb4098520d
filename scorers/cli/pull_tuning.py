"""Sets Python and the C library to what a pull does: pages come, become rows, and go, by thousands.

None of it changes what a pull gives, only how long it takes: `make bench` says how long.
"""

import contextlib
import ctypes
import gc
import sys


# A page makes tens of thousands of objects that all go with it: to look for others is in vain.
OBJECTS_OF_A_PAGE = 100_000
# A thread that waits for a host asks for the next piece as soon as one has come: what works on the
# rows meanwhile makes way for it at once, not after the 5 ms that are usual.
SWITCH_SECONDS = 0.0002
# What a page held is kept for the next one. Given back to the system after each page, it has to be
# asked for again and comes zeroed. M_TOP_PAD of glibc's malloc.h.
TOP_PAD, KEPT_BYTES = -2, 64 << 20


def tune() -> None:
    """Set this process; where the C library is another one, its memory stays as it is."""
    gc.set_threshold(OBJECTS_OF_A_PAGE)
    sys.setswitchinterval(SWITCH_SECONDS)
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(TOP_PAD, KEPT_BYTES)
