"""The twelve pieces, one file each."""

from collections.abc import Callable

from house.compose.pieces import (
    blues_shuffle,
    country_two_step,
    disco,
    drum_and_bass,
    folk_waltz,
    hip_hop,
    house,
    jazz_trio,
    metal,
    reggae,
    rock,
    string_quartet,
)
from house.compose.score import Piece

PIECES: dict[str, Callable[[], Piece]] = {
    "blues-shuffle": blues_shuffle.piece,
    "string-quartet": string_quartet.piece,
    "country-two-step": country_two_step.piece,
    "disco": disco.piece,
    "drum-and-bass": drum_and_bass.piece,
    "folk-waltz": folk_waltz.piece,
    "hip-hop": hip_hop.piece,
    "house": house.piece,
    "jazz-trio": jazz_trio.piece,
    "metal": metal.piece,
    "reggae": reggae.piece,
    "rock": rock.piece,
}
