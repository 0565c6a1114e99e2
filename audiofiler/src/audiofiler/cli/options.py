"""How commands read their options, and refuse them in a sentence."""

import argparse
import re
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are sentences: what a type of here says goes on after the option's name."""

    def error(self, message: str) -> NoReturn:
        """Print usage and message, and exit with 2."""
        super().error(re.sub(r"^argument (\S+): wants ", r"\1 wants ", message))


def whole_number(text: str) -> int:
    """Read a whole number of at least 1."""
    if not (text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"wants a whole number of at least 1, not {text!r}")
    return int(text)
