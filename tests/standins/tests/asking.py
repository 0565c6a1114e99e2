"""A bare caller for the tests of the stand-ins: it knows each service's addresses and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from tests.standins import StandIn, start

SECONDS = 10


class Asker:
    """Asks one stand-in over HTTP."""

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        self.session = requests.Session()
        self.session.trust_env = False

    def get(self, path: str, query: dict[str, str] | None = None, **more: Any) -> requests.Response:
        """Ask for a path of the API, or for a whole address."""
        address = path if path.startswith("http") else self.standin.url + path
        return self.session.get(address, params=query, **{"timeout": SECONDS, "allow_redirects": False, **more})

    def search(self, text: str, **more: Any) -> requests.Response:
        """Search, ten results at most."""
        path, query = {
            "deezer": ("/search", {"q": text, "limit": "10"}),
            "itunes": ("/search", {"term": text, "media": "music", "entity": "song", "limit": "10"}),
            "spotify": ("/search", {"q": text, "type": "track", "limit": "10"}),
            "openverse": ("/audio/", {"q": text, "page_size": "10"}),
            "jamendo": ("/tracks/", {"client_id": "stand-in", "search": text, "limit": "10", "include": "musicinfo"}),
        }[self.standin.name]
        return self.get(path, query, **more)

    def listed(self, answer: requests.Response) -> list[dict[str, Any]]:
        """Give the tracks of a search's answer."""
        value = answer.json()
        if self.standin.name == "spotify":
            return list(value["tracks"]["items"])
        return list(value["data" if self.standin.name == "deezer" else "results"])

    def one(self, key: object) -> requests.Response:
        """Ask for one track by its id."""
        path, query = {
            "deezer": (f"/track/{key}", {}),
            "itunes": ("/lookup", {"id": str(key)}),
            "spotify": (f"/tracks/{key}", {}),
            "openverse": (f"/audio/{key}/", {}),
            "jamendo": ("/tracks/", {"client_id": "stand-in", "id": str(key)}),
        }[self.standin.name]
        return self.get(path, query)

    def clip_of(self, track: dict[str, Any]) -> str:
        """Say where the sound of a listed track is."""
        names = {"deezer": "preview", "itunes": "previewUrl", "spotify": "preview_url", "jamendo": "audio"}
        return str(track.get(names.get(self.standin.name, "url")) or "")

    def token(self, name: str, secret: str) -> requests.Response:
        """Ask for a token and use it from then on."""
        answer = self.session.post(
            self.standin.token_url, {"grant_type": "client_credentials"}, auth=(name, secret), timeout=SECONDS
        )
        if answer.ok:
            self.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return answer


@contextmanager
def asker(name: str, n: int = 400, **options: Any) -> Iterator[Asker]:
    """Start a stand-in with a few songs, and a caller that may ask it."""
    with start(name, n=n, **options) as standin:
        ask = Asker(standin)
        with ask.session:
            if name == "spotify":
                ask.token("stand-in", "stand-in-secret")
            yield ask
