"""Which hosts a clip may come from, and what a well-formed address of one looks like.

An address is not cleaned up but matched: what is not exactly `https://host/path?query` in plain ASCII, with a host
from the list, is refused. So no trick of spelling (upper case, trailing dot, IDNA, percent signs, user info,
backslashes, other ports) has to be understood, only not to fit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extractor_service.extraction.addresses import is_loopback
from extractor_service.extraction.errors import Refusal

DEFAULT_HOSTS: Final = (
    "cdnt-preview.dzcdn.net",  # Deezer
    *(f"cdns-preview-{digit}.dzcdn.net" for digit in "0123456789abcdef"),  # Deezer, before 2024
    "audio-ssl.itunes.apple.com",  # iTunes
    "prod-1.storage.jamendo.com",  # Jamendo
    "mp3d.jamendo.com",  # Jamendo, older
    "cdn.freesound.org",  # Freesound, also through Openverse
    "upload.wikimedia.org",  # Wikimedia Commons, through Openverse
    "p.scdn.co",  # Spotify
)
MAX_LENGTH: Final = 2048

_HOST: Final = r"(?P<host>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[::1\])"
_URL: Final = re.compile(
    rf"(?P<scheme>https?)://{_HOST}(?::(?P<port>[1-9][0-9]{{0,4}}))?"
    r"(?P<target>/[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%|-]*)?"
)
_ENTRY: Final = re.compile(rf"{_HOST}(?::(?P<port>[1-9][0-9]{{0,4}}))?")


@dataclass(frozen=True)
class Host:
    """One allowed host; a loopback one is a stand-in on this machine and is named with its port."""

    name: str
    port: int
    loopback: bool = False


@dataclass(frozen=True)
class Target:
    """One address that may be asked: where to connect and what to ask for."""

    scheme: str
    host: Host
    path: str

    @property
    def url(self) -> str:
        """The address again, to resolve a redirect against."""
        return f"{self.scheme}://{self.host.name}:{self.host.port}{self.path}"


def host_parse(entry: str) -> Host:
    """Read one entry of `PREVIEW_HOSTS`; ValueError says what is wrong with it."""
    match = _ENTRY.fullmatch(entry)
    if match is None or ".." in entry:
        raise ValueError("it is not an exact lower-case host name or host:port")
    name, port = match["host"].strip("[]"), match["port"]
    loopback = name == "localhost" or is_loopback(name)
    if loopback and port is None:
        raise ValueError("a loopback host must be named with its port")
    if port is not None and int(port) > 65535:
        raise ValueError("the port is not one")
    return Host(name=name, port=int(port or 443), loopback=loopback)


class AllowList:
    """The exact hosts a clip may come from."""

    def __init__(self, extra: Iterable[str] = ()) -> None:
        hosts = [Host(name=name, port=443) for name in DEFAULT_HOSTS]
        hosts += [host_parse(entry) for entry in extra]
        self._hosts = {(host.name, host.port): host for host in hosts}

    def target(self, url: str) -> Target:
        """Match an address against the list, or refuse it."""
        match = _URL.fullmatch(url) if len(url) <= MAX_LENGTH else None
        if match is None:
            raise Refusal(
                "url_not_allowed",
                "The address is not a plain https address. Give one such as "
                "https://host/path, percent-encoded, without user name or fragment.",
            )
        scheme = match["scheme"]
        name = match["host"].strip("[]")
        port = int(match["port"] or (443 if scheme == "https" else 80))
        host = self._hosts.get((name, port))
        if host is None:
            shown = name if port == 443 else f"{name}:{port}"
            raise Refusal(
                "url_not_allowed",
                f"Clips are not fetched from {shown}. A song's page is not its sound: "
                "give the direct address of a catalogue's preview clip, search for the song by name, or upload a file.",
            )
        if scheme != "https" and not host.loopback:
            raise Refusal("url_not_allowed", "Clips are fetched over https only.")
        return Target(scheme=scheme, host=host, path=match["target"] or "/")
