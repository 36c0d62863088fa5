"""Exchange two folders in one step, which Python has no function for."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

# What the systems call it; both know the flag by the same number.
LINUX, MACOS, SWAP = "renameat2", "renamex_np", 2
# "Relative to the present folder" (fcntl.h of Linux).
PRESENT_FOLDER = -100
# The file system, or a kernel older than the function, cannot do it.
UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def exchange(one: Path, other: Path) -> bool:
    """Let the paths *one* and *other* name what the other named, at no moment nothing.

    Returns whether the system can do that; if not, nothing has happened.

    Raises:
        OSError: it can, and refuses.
    """
    system = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(system, LINUX):
        failed = system.renameat2(PRESENT_FOLDER, first, PRESENT_FOLDER, second, SWAP)
    elif hasattr(system, MACOS):
        failed = system.renamex_np(first, second, SWAP)
    else:
        return False
    if failed and ctypes.get_errno() not in UNSUPPORTED:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not failed
