"""The sections on what surrounds the genres: sound that is no music it knows, and clusters found without labels."""

from html import escape
from typing import Any

from training.familiarity import telling as unknown_telling
from training.mapping import telling as map_telling
from training.page.parts import row, table


def unknown(found: dict[str, Any]) -> str:
    """Return what `audiofiler-train unknown` found."""
    return f"""<p>{escape(unknown_telling.sentence(found))}</p>
<p class="soft">{escape(found["protocol"])}</p>
{_plain(unknown_telling.sounds_table(found), "How well each kind of sound is told from music")}
{_plain(unknown_telling.music_table(found), "How much music is flagged")}"""


def song_map(found: dict[str, Any]) -> str:
    """Return what `audiofiler-train map` found, and the map it drew."""
    return f"""<p class="soft">{escape(found["protocol"])}</p>
{_plain(map_telling.scores_table(found), "Agreement of the clusters with the genres")}
<figure class="songs">{found.get("picture", "")}</figure>
{_plain(map_telling.clusters_table(found), "The clusters", words=(0, 2))}"""


def _plain(told: tuple[list[str], list[list[str]]], caption: str, words: tuple[int, ...] = (0,)) -> str:
    names, rows = told
    made = "".join(row(name, [escape(cell) for cell in cells], tuple(k - 1 for k in words)) for name, *cells in rows)
    return table(names, made, words, caption)
