"""The form of every answer, in our own words: name -> what is there. A name that ends in "?" may be absent.

A shape is a type, a tuple of types that may stand there, a pattern that a text has to match, `[shape]` for a list, or
a dict. None stands for null.
"""

import re
from typing import Any

URL = re.compile(r"https?://\S+")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NUMBER = (int, float)
ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")

_deezer_artist = {
    "id": int, "name": str, "link?": URL, "picture?": URL, "picture_small?": URL, "picture_medium?": URL,
    "picture_big?": URL, "picture_xl?": URL, "tracklist": URL, "type": str,
}  # fmt: skip
_deezer_album = {
    "id": int, "title": str, "cover": URL, "cover_small?": URL, "cover_medium?": URL, "cover_big?": URL,
    "cover_xl?": URL, "md5_image?": str, "tracklist": URL, "type": str,
}  # fmt: skip
DEEZER_LISTED = {
    "id": int, "readable": bool, "title": str, "title_short": str, "title_version?": str, "isrc?": ISRC, "link": URL,
    "duration": int, "rank": int, "explicit_lyrics": bool, "explicit_content_lyrics": int,
    "explicit_content_cover": int, "preview": re.compile(r"(https?://\S+\.mp3(\?hdnea=exp=\d+~acl=\S+~hmac=\w{64})?)?"),
    "md5_image?": str, "artist": _deezer_artist, "album": _deezer_album, "type": re.compile("track"),
}  # fmt: skip
DEEZER_SEARCH = {"data": [DEEZER_LISTED], "total": int, "next?": URL, "prev?": URL}
DEEZER_TRACK = {
    **DEEZER_LISTED, "isrc": ISRC, "share": URL, "track_position": int, "disk_number": int, "release_date": DATE,
    "bpm": NUMBER, "gain": NUMBER, "available_countries": [str], "contributors": [{**_deezer_artist, "role": str}],
}  # fmt: skip
_deezer_genre = {"id": int, "name": str, "picture": URL, "type": re.compile("genre")}
DEEZER_ALBUM = {
    **_deezer_album, "upc": str, "genre_id": int, "genres": {"data": [_deezer_genre]}, "label": str, "nb_tracks": int,
    "release_date": DATE, "record_type": str,
}  # fmt: skip
DEEZER_GENRES = {"data": [_deezer_genre]}
DEEZER_ERROR = {"error": {"type": str, "message": str, "code": int}}
DEEZER_NOT_FOUND = {"error": str}

ITUNES_TRACK = {
    "wrapperType": re.compile("track"), "kind": re.compile("song"), "artistId": int, "collectionId?": int,
    "trackId": int, "artistName": str, "collectionName?": str, "trackName": str, "collectionCensoredName": str,
    "trackCensoredName": str, "artistViewUrl": URL, "collectionViewUrl?": URL, "trackViewUrl": URL, "previewUrl?": URL,
    "artworkUrl30?": URL, "artworkUrl60?": URL, "artworkUrl100?": URL, "collectionPrice": NUMBER, "trackPrice": NUMBER,
    "releaseDate?": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "collectionExplicitness": str,
    "trackExplicitness": re.compile("explicit|cleaned|notExplicit"), "discCount": int, "discNumber": int,
    "trackCount": int, "trackNumber": int, "trackTimeMillis?": int, "country": str, "currency": str,
    "primaryGenreName?": str, "contentAdvisoryRating?": str, "isStreamable?": bool,
}  # fmt: skip
ITUNES_ANSWER = {"resultCount": int, "results": [ITUNES_TRACK]}

_named = {"id": str, "href": URL, "uri": re.compile(r"spotify:\w+:\w{22}"), "external_urls": {"spotify": URL}}
_spotify_artist = {**_named, "name": str, "type": re.compile("artist")}
_spotify_image = {"url": URL, "height": (int, None), "width": (int, None)}
_spotify_album = {
    **_named, "name": str, "type": re.compile("album"), "album_type": str, "images?": [_spotify_image],
    "artists?": [_spotify_artist], "release_date?": DATE, "release_date_precision?": str, "total_tracks?": int,
}  # fmt: skip
SPOTIFY_TRACK = {
    **_named, "name": str, "type": re.compile("track"), "artists": [_spotify_artist], "album": _spotify_album,
    "duration_ms": int, "explicit?": bool, "is_local?": bool, "disc_number?": int, "track_number?": int,
    "preview_url?": (URL, None), "external_ids?": {"isrc?": ISRC},
}  # fmt: skip
SPOTIFY_SEARCH = {
    "tracks": {"href": URL, "limit": int, "offset": int, "total": int, "next": (URL, None), "previous": (URL, None),
               "items": [SPOTIFY_TRACK]},
}  # fmt: skip
SPOTIFY_ERROR = {"error": {"status": int, "message": str, "reason?": str}}
SPOTIFY_TOKEN = {"access_token": str, "token_type": re.compile("Bearer"), "expires_in": int}
SPOTIFY_TOKEN_ERROR = {"error": str, "error_description": str}

OPENVERSE_TRACK = {
    "id": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "title": str, "indexed_on?": str,
    "foreign_landing_url": URL, "url": (URL, None), "creator?": (str, None), "creator_url?": (URL, None),
    "license": re.compile(r"by(-nc)?(-sa|-nd)?|cc0|pdm"), "license_version?": (str, None), "license_url?": (URL, None),
    "provider": str, "source": str, "category?": (str, None), "genres?": [str], "filesize?": (int, None),
    "filetype?": (str, None), "tags?": [{"name": str, "accuracy": (*NUMBER, None)}], "alt_files?": None,
    "attribution?": (str, None), "fields_matched?": [str], "mature": bool, "duration?": (int, None),
    "bit_rate?": (int, None), "sample_rate?": (int, None), "thumbnail?": (URL, None), "detail_url?": URL,
    "related_url?": URL, "unstable__sensitivity?": [str],
    "audio_set?": ({"title": str, "foreign_landing_url": URL, "creator": str, "creator_url": (URL, None),
                    "url": (URL, None), "filesize": (int, None), "filetype": (str, None)}, None),
}  # fmt: skip
OPENVERSE_ANSWER = {
    "result_count": int, "page_count": int, "page_size": int, "page": int, "results": [OPENVERSE_TRACK],
}  # fmt: skip
OPENVERSE_ERROR = {"detail": str}

_jamendo_info = {
    "vocalinstrumental": str, "lang": str, "gender": str, "acousticelectric": str, "speed": str,
    "tags": {"genres": [str], "instruments": [str], "vartags": [str]},
}  # fmt: skip
JAMENDO_TRACK = {
    "id": re.compile(r"\d+"), "name": str, "duration": int, "artist_id": re.compile(r"\d+"), "artist_name": str,
    "artist_idstr?": str, "album_name?": str, "album_id?": str, "license_ccurl?": str, "position?": int,
    "releasedate?": DATE, "album_image?": URL, "audio": re.compile(r"(https?://\S+)?"),
    "audiodownload?": re.compile(r"(https?://\S+)?"), "prourl?": str, "shorturl?": URL, "shareurl?": URL, "image?": URL,
    "musicinfo?": _jamendo_info, "audiodownload_allowed?": bool, "content_id_free?": bool,
}  # fmt: skip
JAMENDO_ANSWER = {
    "headers": {"status": re.compile("success|failed"), "code": int, "error_message": str, "warnings": str,
                "results_count": int},
    "results": [JAMENDO_TRACK],
}  # fmt: skip


def misfits(value: Any, shape: Any, *, more: bool = False, at: str = "answer") -> list[str]:
    """Name every place where a value has another form; with `more`, names that the shape lacks are let pass."""
    if isinstance(shape, tuple):
        found = [misfits(value, form, more=more, at=at) for form in shape]
        return [] if [] in found else [f"{at}: {value!r} fits none of {shape}"]
    if isinstance(shape, dict):
        return (
            _misfits_of_dict(value, shape, more, at) if isinstance(value, dict) else [f"{at}: {value!r} is no object"]
        )
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: {value!r} is no list"]
        return [line for i, item in enumerate(value) for line in misfits(item, shape[0], more=more, at=f"{at}[{i}]")]
    if isinstance(shape, re.Pattern):
        fits = isinstance(value, str) and shape.fullmatch(value)
    else:
        fits = value is None if shape is None else type(value) is shape
    return [] if fits else [f"{at}: {value!r} is not {shape}"]


def _misfits_of_dict(value: dict[str, Any], shape: dict[str, Any], more: bool, at: str) -> list[str]:
    forms = {name.rstrip("?"): form for name, form in shape.items()}
    absent = [f"{at}.{name}: absent" for name in shape if not name.endswith("?") and name not in value]
    strange = [] if more else [f"{at}.{name}: nobody knows it" for name in value if name not in forms]
    inside = [
        line
        for name in value
        if name in forms
        for line in misfits(value[name], forms[name], more=more, at=f"{at}.{name}")
    ]
    return absent + strange + inside
