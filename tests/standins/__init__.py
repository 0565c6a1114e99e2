"""Stand-in servers for the music catalogues: their wire format, invented songs, and faults on demand.

    with start("deezer") as deezer:
        deezer.url             # what goes into DEEZER_API_URL
        deezer.preview_host    # for PREVIEW_HOSTS
        deezer.misbehave("rate_limit_hours")

They listen on loopback, so the services meet them through the settings a person has; nothing is patched.
"""

from tests.standins.running import NAMES, start
from tests.standins.server import StandIn
from tests.standins.songs import Song

__all__ = ["NAMES", "Song", "StandIn", "start"]
