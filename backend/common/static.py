"""How long a browser may keep the page's files. Read by the settings, so it imports nothing of Django."""


def static_headers(headers: dict[str, str], path: str, url: str) -> None:
    """index.html names the hashed files, so it is asked for anew each time; they are kept for ever."""
    if url == "/" or url.endswith(".html"):
        headers["Cache-Control"] = "no-cache"
