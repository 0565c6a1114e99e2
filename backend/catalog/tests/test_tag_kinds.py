"""The same said in every kind of tags, in files of every kind."""

import base64
from pathlib import Path

import mutagen
import pytest
from mutagen.apev2 import APEBinaryValue, APEv2
from mutagen.flac import Picture
from mutagen.id3 import APIC, ID3, TALB, TDRC, TIT2, TPE1, TPE2, TPOS, TRCK, TXXX, Encoding
from mutagen.mp4 import MP4Cover

from audiofiler.testing import encode, tone
from backend.catalog import tags, tagtext

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


def written(folder: Path, codec: str, suffix: str) -> Path:
    path = folder / f"x{suffix}"
    rate = 48_000 if codec == "opus" else 44_100
    path.write_bytes(encode(tone(seconds=1, rate=rate), rate, codec))
    return path


def check(path: Path) -> None:
    found = tags.read(path)
    assert (found.title, found.artists, found.album) == ("Jóga", ["Björk", "Others"], "Homogenic")
    assert (found.albumartist, found.year, found.track_number, found.disc_number) == ("Björk", 1997, 2, 1)
    assert found.has_artwork
    assert list(tags.pictures(tags.open_file(path))) == [PNG]


def id3_of(file: ID3) -> None:
    for frame in (
        TIT2(text="Jóga"), TPE1(text=["Björk", "Others"]), TALB(text="Homogenic"), TPE2(text="Björk"),
        TDRC(text="1997-09-22"), TRCK(text="02/10"), TPOS(text="1/1"), APIC(type=3, mime="image/png", data=PNG),
    ):  # fmt: skip
        file.add(frame)


@pytest.mark.parametrize("version", [3, 4])
def test_id3(tmp_path: Path, version: int) -> None:
    path = written(tmp_path, "mp3", ".mp3")
    file = ID3()
    id3_of(file)
    if version == 3:
        file.update_to_v23()
        file.delall("TPE1")
        file.add(TPE1(text="Björk; Others", encoding=Encoding.UTF16))
    file.save(path, v2_version=version)
    check(path)


def test_id3_of_version_22(tmp_path: Path) -> None:
    def frame(name: bytes, data: bytes) -> bytes:
        return name + len(data).to_bytes(3, "big") + data

    frames = b"".join(
        [
            frame(b"TT2", "\0Jóga".encode("latin-1")),
            frame(b"TP1", b"\1" + "Björk; Others".encode("utf-16")),
            frame(b"TP2", "\0Björk".encode("latin-1")),
            frame(b"TAL", b"\0Homogenic"),
            frame(b"TYE", b"\x001997"),
            frame(b"TRK", b"\x002/10"),
            frame(b"TPA", b"\x001"),
            frame(b"PIC", b"\0PNG\3\0" + PNG),
        ]
    )
    size = bytes((len(frames) >> shift) & 127 for shift in (21, 14, 7, 0))
    path = written(tmp_path, "mp3", ".mp3")
    data = path.read_bytes()
    sound = data[10 + int.from_bytes(data[6:10], "big") :] if data.startswith(b"ID3") else data
    path.write_bytes(b"ID3\2\0\0" + size + frames + sound)
    check(path)


def test_id3_of_version_1(tmp_path: Path) -> None:
    path = written(tmp_path, "mp3", ".mp3")
    ID3(path).delete(path)
    fields = (("Группа крови", 30), ("Кино", 30), ("Группа крови", 30), ("1988", 4), ("", 28))
    packed = b"".join(text.encode("cp1251").ljust(size, b"\0") for text, size in fields)
    path.write_bytes(path.read_bytes() + b"TAG" + packed + bytes([0, 2, 17]))
    found = tags.read(path)
    assert (found.title, found.artists, found.album) == ("Группа крови", ["Кино"], "Группа крови")
    assert (found.year, found.track_number) == (1988, 2)


@pytest.mark.parametrize(("codec", "suffix"), [("wav", ".wav"), ("aiff", ".aiff")])
def test_id3_inside_other_files(tmp_path: Path, codec: str, suffix: str) -> None:
    path = written(tmp_path, codec, suffix)
    file = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    id3_of(file.tags)
    file.save()
    check(path)


def test_mp4(tmp_path: Path) -> None:
    path = written(tmp_path, "aac", ".m4a")
    file = mutagen.File(path)
    file["©nam"], file["©ART"], file["©alb"], file["aART"] = "Jóga", ["Björk", "Others"], "Homogenic", "Björk"
    file["©day"], file["trkn"], file["disk"] = "1997-09-22T07:00:00Z", [(2, 10)], [(1, 1)]
    file["covr"] = [MP4Cover(PNG, MP4Cover.FORMAT_PNG)]
    file.save()
    check(path)


@pytest.mark.parametrize(
    ("codec", "suffix", "key"),
    [("flac", ".flac", ""), ("vorbis", ".ogg", "metadata_block_picture"), ("opus", ".opus", "metadata_block_picture"),
     ("vorbis", ".oga", "coverart")],
)  # fmt: skip
def test_vorbis_comments(tmp_path: Path, codec: str, suffix: str, key: str) -> None:
    path = written(tmp_path, codec, suffix)
    file = mutagen.File(path)
    file["title"], file["artist"], file["album"], file["albumartist"] = (
        "Jóga",
        ["Björk", "Others"],
        "Homogenic",
        "Björk",
    )
    file["date"], file["tracknumber"], file["discnumber"] = "1997", "2", "1"
    picture = Picture()
    picture.data, picture.mime, picture.type = PNG, "image/png", 3
    if key:
        file[key] = base64.b64encode(PNG if key == "coverart" else picture.write()).decode()
    else:
        file.add_picture(picture)
    file.save()
    check(path)


def test_apev2(tmp_path: Path) -> None:
    path = written(tmp_path, "mp3", ".mp3")
    ID3(path).delete(path)
    file = APEv2()
    file["Title"], file["Artist"], file["Album"], file["Album Artist"] = (
        "Jóga",
        ["Björk", "Others"],
        "Homogenic",
        "Björk",
    )
    file["Year"], file["Track"], file["Disc"] = "1997", "2/10", "1"
    file["Cover Art (Front)"] = APEBinaryValue(b"cover.png\0" + PNG)
    file.save(path)
    check(path)


def test_riff_info(tmp_path: Path) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return name + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2)

    path = written(tmp_path, "wav", ".wav")
    info = chunk(b"INAM", "Jóga\0".encode()) + chunk(b"IART", "Björk\0".encode("cp1252")) + chunk(b"ICRD", b"1997")
    data = path.read_bytes() + chunk(b"LIST", b"INFO" + info + chunk(b"IPRD", b"Homogenic"))
    path.write_bytes(data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:])
    found = tags.read(path)
    assert (found.title, found.artists, found.album, found.year) == ("Jóga", ["Björk"], "Homogenic", 1997)


def test_aiff_texts(tmp_path: Path) -> None:
    path = written(tmp_path, "aiff", ".aif")
    texts = (
        b"NAME" + (5).to_bytes(4, "big") + "Jóga".encode() + b"\0" + b"AUTH" + (6).to_bytes(4, "big") + "Björk".encode()
    )
    data = path.read_bytes() + texts
    path.write_bytes(data[:4] + (len(data) - 8).to_bytes(4, "big") + data[8:])
    found = tags.read(path)
    assert (found.title, found.artists) == ("Jóga", ["Björk"])


@pytest.mark.parametrize(
    "damage", [b"LIST\xff\xff\xff\xffINFO", b"LIST\x04\0\0\0INF", b"LIST\x10\0\0\0INFOINAM\xff\xff\xff\x7f"]
)
def test_damaged_chunks_do_no_harm(tmp_path: Path, damage: bytes) -> None:
    path = written(tmp_path, "wav", ".wav")
    path.write_bytes(path.read_bytes() + damage)
    assert tags.read(path).title == "x"


def test_artists_one_by_one_count_more_than_their_names_in_one_text(tmp_path: Path) -> None:
    path = written(tmp_path, "mp3", ".mp3")
    file = ID3()
    file.add(TIT2(text="Title"))
    file.add(TXXX(desc="ARTISTS", text=["One", "Two"]))
    file.add(TPE1(text="One & Two"))
    file.save(path)
    assert tags.read(path).artists == ["One", "Two"]


@pytest.mark.parametrize(
    ("meant", "encoding"),
    [
        ("Группа крови", "cp1251"), ("Кино", "cp1251"), ("ДДТ", "cp1251"), ("Кино (Live)", "cp1251"),
        ("Земфира — Хочешь?", "cp1251"), ("Björk", "utf-8"), ("Группа крови", "utf-8"),
        ("戦場のメリークリスマス", "utf-8"), ("さくらのうた", "cp932"), ("It\u2019s “X”", "cp1252"),
        ("Hello", "utf-16-le"), ("Hello", "utf-16-be"), ("Привет", "utf-16"),
        ("Café del Mar", "latin-1"), ("Sigur Rós", "latin-1"), ("Ágætis byrjun", "latin-1"),
        ("Mötley Crüe", "latin-1"), ("été", "latin-1"), ("Ø", "latin-1"), ("Ça ira", "latin-1"), ("¿Qué?", "latin-1"),
    ],
)  # fmt: skip
def test_text_in_another_encoding_than_it_says(tmp_path: Path, meant: str, encoding: str) -> None:
    said = meant.encode(encoding).decode("latin-1")
    assert tagtext.repaired(said) == meant
    path = written(tmp_path, "mp3", ".mp3")
    file = ID3()
    file.add(TIT2(text=said.replace("\0", "") if encoding.startswith("utf-16-") else said, encoding=Encoding.UTF8))
    file.save(path)
    assert tags.read(path).title == meant


@pytest.mark.parametrize(
    ("values", "artists"),
    [
        (["A; B"], ["A", "B"]), (["AC/DC"], ["AC/DC"]), (["A / B"], ["A", "B"]), (["A feat. B"], ["A", "B"]),
        (["A ft B", "B"], ["A", "B"]), (["Little Feat"], ["Little Feat"]),
        (["Simon & Garfunkel"], ["Simon & Garfunkel"]), ([";", ""], []),
    ],
)  # fmt: skip
def test_artists_are_told_apart(values: list[str], artists: list[str]) -> None:
    assert tagtext.artists_of(values) == artists
