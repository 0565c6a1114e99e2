"""The secret key of a machine nobody gave one: made once, kept for its owner alone."""

import os
import secrets
from pathlib import Path


def kept_key(path: Path) -> str:
    """The key in this file, which is made when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # written beside and linked, so that two processes starting at once agree on one whole key
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
