"""The settings that point the services at a set of stand-ins: the same variables that a person sets."""

from collections.abc import Iterable

from tests.standins.server import StandIn


def environment(standins: Iterable[StandIn]) -> dict[str, str]:
    """Name every variable and its value; the sources that are on are these and those that need no network."""
    running = {standin.name: standin for standin in standins}
    found = {f"{name.upper()}_API_URL": standin.url for name, standin in running.items()}
    if "spotify" in running:
        found["SPOTIFY_TOKEN_URL"] = running["spotify"].token_url
        found["SPOTIPY_CLIENT_ID"] = "stand-in"
        found["SPOTIPY_CLIENT_SECRET"] = "stand-in-secret"
    if "jamendo" in running:
        found["JAMENDO_CLIENT_ID"] = "stand-in"
    found["PREVIEW_HOSTS"] = ",".join(standin.preview_host for standin in running.values())
    found["AUDIOFILER_SOURCES"] = ",".join(["library", "house", *running])
    return found
