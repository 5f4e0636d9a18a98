"""What a worker process may use: so much memory, so long a file, and no network."""

from __future__ import annotations

import sys

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"}


def limit(*, memory: int = 0, output: int = 0) -> None:
    """Cap this process and those that it starts, so that a bomb ends them and not the computer.

    Args:
        memory: Bytes of address space; 0 for no limit.
        output: Bytes that any one file may have that is written; 0 for no limit.
    """
    if resource is None:
        return
    for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, output)):
        _, hard = resource.getrlimit(which)
        if most > 0:
            cap = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                resource.setrlimit(which, (cap, hard))
            except (ValueError, OSError) as problem:  # some systems know the limit and refuse to set it
                print(f"no limit: {problem}", file=sys.stderr)  # noqa: T201
    # A core dump would leave somebody's private words on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def refuse_network() -> None:
    """Let nothing in this process reach a network, whatever a library is asked to fetch."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK and not _is_local(event, arguments):
        raise PermissionError(f"no network connection is made here ({event})")


def _is_local(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether the address is a path on this machine, of the kind that processes talk by."""
    return event.startswith("socket.") and len(arguments) > 1 and isinstance(arguments[1], (str, bytes))
