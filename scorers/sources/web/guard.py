"""Connections that look at whom they reached, before a single byte is sent.

The name of a host says nothing: it may lead to this machine or a private network, today or on the
next look-up. So the address of the connected socket is judged. What is raised is no network error:
urllib3 would take one for a fault and try again.
"""

import contextlib
import ipaddress
import socket
import threading
import weakref
from typing import Self

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from scorers.exceptions import SourceError


class Guard:
    """Who may be reached, and all sockets that are open.

    Attributes:
        is_private: Whether this machine and private networks may be reached.
        peers: The network address that each host led to.
    """

    def __init__(self, *, is_private: bool) -> None:
        """Begin with no socket."""
        self.is_private = is_private
        self.peers: dict[str, str] = {}
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()

    def admit(self, host: str, sock: socket.socket) -> None:
        """Keep a connected socket, or close it and raise SourceError."""
        peer = str(sock.getpeername()[0]).partition("%")[0]
        if not is_admitted(peer, is_private=self.is_private):
            sock.close()
            raise SourceError(
                f"{host} leads to {peer}, which is not of the public internet; where it is meant, "
                "sources.toml says is_private = true"
            )
        self.peers[host] = peer
        self._open.add(sock)

    def hang_up(self) -> None:
        """End whatever is being read: the reader gets the end of the stream."""
        for sock in list(self._open):
            with contextlib.suppress(OSError):
                # Not the method of a TLS socket, which would change it beneath its reader.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def is_admitted(peer: str, *, is_private: bool) -> bool:
    """Return whether a network address may be asked."""
    address = ipaddress.ip_address(peer)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address.is_multicast or address.is_unspecified:
        return False
    return is_private or address.is_global


class Deadline:
    """Hangs up when its time is over: `with Deadline(guard, 300) as deadline`."""

    def __init__(self, guard: Guard, seconds: float) -> None:
        """Set the time; it runs from the beginning of the block."""
        self.is_over = False
        self._guard = guard
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.is_over = True
        self._guard.hang_up()

    def __enter__(self) -> Self:
        """Start the time."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the time."""
        self._timer.cancel()


def connections(guard: Guard) -> PoolManager:
    """Return what connects to any host and asks the guard before it says anything there."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            guard.admit(self.host, sock)
            return sock

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            guard.admit(self.host, sock)
            return sock

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    manager = PoolManager(cert_reqs="CERT_REQUIRED", ca_certs=certifi.where())
    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return manager
