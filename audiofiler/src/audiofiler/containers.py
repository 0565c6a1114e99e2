"""Which audio format do these bytes claim to be?

The demuxer is chosen here from the first bytes and given to the decoder by name, so that nothing a file says can
switch the decoder to a playlist, a network protocol or another exotic reader.
"""

from typing import Final

from audiofiler.errors import UndecodableAudio, UnsupportedMedia

SUPPORTED: Final = "MP3, AAC/M4A, FLAC, WAV, Ogg Vorbis, Opus and AIFF"

_MAGIC: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (8, b"WAVE", "wav"),
    (8, b"AIFF", "aiff"),
    (8, b"AIFC", "aiff"),
    (4, b"ftyp", "mov"),
    (0, b".snd", "au"),  # Sun audio: not offered to people, but old collections of clips are published in it
)
_SEARCH_BYTES = 64 * 1024

_BITRATES: Final = {
    # kbit/s by (MPEG version 1, layer); the other versions share one row a layer. ISO/IEC 11172-3, 13818-3.
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (False, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def demuxer_for(data: bytes) -> str:
    """Name the demuxer for a file's bytes.

    Raises
    ------
    UndecodableAudio
        There are no bytes.
    UnsupportedMedia
        The bytes are none of the formats this library reads.
    """
    if not data:
        raise UndecodableAudio("The file is empty.")
    start = _after_id3(data)
    for offset, magic, name in _MAGIC:
        if data[start + offset : start + offset + len(magic)] == magic:
            return name
    if _is_adts(data, start):
        return "aac"
    if start or _finds_mpeg_audio(data):
        return "mp3"
    raise UnsupportedMedia(f"This is not an audio file AudioFiler can read; it reads {SUPPORTED}.")


def _after_id3(data: bytes) -> int:
    """Find where the sound starts behind an ID3v2 tag; 0 when there is none."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _is_adts(data: bytes, start: int) -> bool:
    header = data[start : start + 2]
    return len(header) == 2 and header[0] == 0xFF and header[1] & 0xF6 == 0xF0


def _finds_mpeg_audio(data: bytes) -> bool:
    """Tell whether MPEG audio frames stand at the start, or two in a row a little later."""
    if _frame_bytes(data, 0):
        return True
    at = data.find(b"\xff", 0, _SEARCH_BYTES)
    while at >= 0:
        size = _frame_bytes(data, at)
        if size and _frame_bytes(data, at + size):
            return True
        at = data.find(b"\xff", at + 1, _SEARCH_BYTES)
    return False


def _frame_bytes(data: bytes, at: int) -> int:
    """Length of the MPEG layer II or III frame whose header stands here, bytes; 0 when none does."""
    header = data[at : at + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version, layer = header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3)
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or layer not in {2, 3} or bitrate in {0, 15} or rate == 3:
        return 0
    kbits = _BITRATES[version == 3, layer][bitrate]
    samples_per_slot = 72 if layer == 3 and version != 3 else 144
    return samples_per_slot * kbits * 1000 // _RATES[version][rate] + (header[2] >> 1 & 1)
