"""Drawing in a terminal: a verdict as a table with bars, songs as a numbered list."""

from typing import Any

BAR_WIDTH = 20
DEFAULT_TOP = 5


def verdict(name: str, answer: dict[str, Any], top: int | None) -> str:
    """Draw votes and probabilities, most votes first, then by probability.

    Parameters
    ----------
    name : str
        Of the song or file.
    answer : dict
        A classification in the shape of the REST interface.
    top : int or None
        Genres to show.
    """
    votes = {row["genre"]: row for row in answer["votes"]}
    probability = {row["genre"]: row["probability"] for row in answer["probabilities"]}
    genres = [*votes, *(genre for genre in probability if genre not in votes)][: top or DEFAULT_TOP]
    width = max(len(genre) for genre in genres)
    head = f"  {'genre':<{width}}  {'votes':<{BAR_WIDTH + 10}}  probability"
    lines = [name, f"  {answer['verdict']['sentence']}", head]
    for genre in genres:
        count, fraction = (votes[genre]["votes"], votes[genre]["fraction"]) if genre in votes else (0, 0.0)
        bar = "█" * round(fraction * BAR_WIDTH)
        share = f"{count:>2} {fraction:>5.0%}"
        lines.append(f"  {genre:<{width}}  {bar:<{BAR_WIDTH}}  {share}  {probability[genre]:>10.1%}")
    return "\n".join([*lines, ""])


def songs(tracks: list[dict[str, Any]]) -> str:
    """List songs: number, title, artists, length, where they are from, and a word where there is no clip."""
    return "\n".join(f"{number:>3}  {_song(track)}" for number, track in enumerate(tracks, start=1))


def _song(track: dict[str, Any]) -> str:
    seconds = round((track.get("duration_ms") or 0) / 1000)
    parts = [
        ", ".join(track["artists"]),
        track.get("album") or "",
        f"{seconds // 60}:{seconds % 60:02}" * bool(seconds),
    ]
    names = [source["source"] for source in track.get("sources") or [track]]
    clip = "" if track["has_preview"] else ", no clip"
    return (
        f"{track['title']}\n       {' · '.join(filter(None, parts))}  [{', '.join(names)}{clip}]\n       {track['id']}"
    )
