"""Text as it is compared: without case, accents and punctuation, in words."""

import re
import unicodedata

# letters that Unicode does not take apart into a base letter and a mark
LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\u0131": "i",
        "ħ": "h",
        "$": "s",
        "&": " and ",
    }
)
APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
# letters of scripts that put no space between words: Thai to Myanmar, Khmer, kana and ideographs
IDEOGRAPH = re.compile(
    r"([\u0e00-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
LONGEST_WORD = 64


def words(text: str) -> list[str]:
    """The words of a text, folded. An ideograph is a word of its own, as no space ends it.

    >>> words("Sigur Rós, Ára bátur (live), don't")
    ['sigur', 'ros', 'ara', 'batur', 'live', 'dont']
    """
    text = APOSTROPHES.sub("", text).casefold()
    if not text.isascii():
        # each brings to light what the other one changes, as with the capital letters that make up a sign
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    plain = "".join(
        letter if letter.isalnum() else " "
        for letter in APOSTROPHES.sub("", text).translate(LETTERS)
        if not unicodedata.category(letter).startswith("M")  # accents, and vowel signs written around a letter
    )
    return [word[:LONGEST_WORD] for word in IDEOGRAPH.sub(r" \1 ", plain).split()]


def fold(text: str) -> str:
    """The folded words as one text."""
    return " ".join(words(text))
