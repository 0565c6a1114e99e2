"""How the C library's allocator is told to keep memory, for processes that hear one clip after another.

The megabytes of a clip are kept for the next: given back to the system and fetched anew, page by page, they cost a
seventh of the time (`docs/decisions/0008-speed.md`). glibc reads these variables as a process starts, so whoever starts
one gives them along; what is set already is somebody's choice and stays. Other C libraries do not look at them.
"""

import os

KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(64 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
}
"""Of the environment of a process that keeps its memory: bytes from which a piece has pages of its own, which go back
when it is freed, and bytes that may be free at the end of the heap before that is shortened."""


def keep_memory() -> bool:
    """Have the processes that this one starts keep theirs, unless the environment says otherwise.

    Returns
    -------
    bool
        Whether that is new: then this process itself was started without, and has to start again to do so as well.
    """
    missing = {name: value for name, value in KEEP_MEMORY.items() if name not in os.environ}
    os.environ.update(missing)
    return bool(missing)
