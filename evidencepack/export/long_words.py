"""Words that are longer than a line, such as web addresses, in the pieces between which a line may end."""

from __future__ import annotations

import re

# A word longer than a line: it may be parted, but not where the next character is a mark, nor in a script
# that has places of its own to part words.
_LONG = re.compile("[^\\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff-]{25,}")
_PIECE = re.compile(
    "(?s).{8}[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u200c\u200d]*"
)


def pieces_of(text: str) -> str | list[str]:
    """The text, or its pieces where a word is so long that a line may have to end within it."""
    pieces: list[str] = []
    end = 0
    for word in _LONG.finditer(text):
        pieces.append(text[end : word.start()])
        end = word.start()
        for piece in _PIECE.finditer(text, word.start(), word.end()):
            pieces.append(piece[0])
            end = piece.end()
    if not pieces:
        return text
    return [piece for piece in (*pieces, text[end:]) if piece]
