"""Makes letters of what the reading network says of each step along a line; runs in the OCR worker only.

The network was taught some letters so seldom that it never ventures them, though it sees them: a curly
quotation mark is given as a straight one, and the Welsh ŵ is passed over. The chance it gives them where they
are printed is small, but mostly far above what it gives them elsewhere. The limits were set on a few pages in
Liberation and DejaVu Sans; in a typeface not among these (DejaVu Serif) most ŵ and ŷ are still passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evidencepack.intake.ocr_ink import Letter

# The letter, what the network takes it for, and the least chances of the two where it is printed.
_UNVENTURED = (
    ("ŵ", "w", 3e-7, 5e-3),
    ("Ŵ", "W", 3e-7, 1e-3),
    ("ŷ", "ý", 3e-4, 5e-3),
    ("Ŷ", "Ý", 1e-7, 1e-1),
)
_CURLY = (("“", '"', 1e-2), ("”", '"', 1e-2), ("‘", "'", 4e-3), ("’", "'", 6.5e-3))
_PLAIN = 0.97  # a letter of more is what it is
_SIGN = 0.25  # a quotation mark or bullet of so much is there, though nothing seems likelier
_DOUBT = 0.04  # if there is something after all, the letter before it is not certain
_GUESSED = 0.45  # the confidence of a letter that the network did not venture: alone it is not believed
# Letters of English, Welsh and the rest of Europe, figures and signs; without the others no figure becomes a
# Chinese stroke, nor a comma one of full width.
_SIGNS = "ẁẂẃẄẅỲỳ–—―‘’‚“”„†‡•…‰′″‹›€№™−≈≠≤≥←↑→↓⅓⅔■□▪●○☐☑☒✓✔✗"


class Alphabet:
    """The letters that the network knows, as far as they are used here.

    Args:
        known: All its letters, as it numbers them; the first means that there is none.
    """

    def __init__(self, known: Sequence[str]) -> None:
        numbers = [number for number, letter in enumerate(known) if number == 0 or _is_ours(letter)]
        self._kept = np.array(numbers)
        self._letters = ["", *(known[number] for number in numbers[1:])]
        place = {letter: number for number, letter in enumerate(self._letters)}
        self._unventured = [(place[a], place[b], x, y) for a, b, x, y in _UNVENTURED if {a, b} <= set(place)]
        self._curly = [(place[a], place[b], x) for a, b, x in _CURLY if {a, b} <= set(place)]
        self._signs = np.array([n > 0 and not _is_written(letter) for n, letter in enumerate(self._letters)])
        self._space = place[" "]

    def letters(self, chances: Any, stretch: float) -> list[Letter]:
        """Read a line: the likeliest letter at each step, where it differs from the step before.

        Args:
            chances: For each step, the chance of each of the network's letters.
            stretch: How many times the line's own length the steps cover.
        """
        kept = chances[:, self._kept]
        best = kept.argmax(axis=1).tolist()
        letters: list[Letter] = []
        begun, before = 0, 0
        for step, chance in enumerate(kept):
            lone = all(number in (0, self._space) for number in best[max(0, step - 1) : step + 2])
            number, confidence = self._seen(best[step], chance, lone)
            if number and number != before and (step == 0 or best[step] == 0 or best[step] != best[step - 1]):
                begun = step
                letters.append(Letter(self._letters[number], 0.0, 0.0))
            if number:
                middle = ((begun + step) / 2 + 0.5) / len(kept) * stretch
                last = letters[-1]
                text = last.text if number == best[step] else self._letters[number]
                letters[-1] = Letter(text, middle, max(confidence, last.confidence))
            elif letters and self._something(chance, best[max(0, step - 2) : step + 3]):
                last = letters[-1]
                letters[-1] = Letter(last.text, last.middle, min(last.confidence, float(chance[0])))
            before = number
        return letters

    def _seen(self, number: int, chance: Any, lone: bool) -> tuple[int, float]:
        """What is most likely there, and how sure that is; 0 for nothing.

        Args:
            number: The letter with the best chance.
            chance: The chances of all.
            lone: There is no letter in the steps beside it.
        """
        sure = float(chance[number])
        if number == 0 or sure < _PLAIN:
            for letter, taken_for, least, least_other in self._unventured:
                if chance[letter] >= least and chance[taken_for] >= least_other:
                    return letter, _GUESSED
        for letter, taken_for, least in self._curly:
            if number == taken_for and chance[letter] >= least:
                return letter, sure + float(chance[letter])
        if number == 0 and lone:
            sign = int((chance * self._signs).argmax())
            if chance[sign] >= _SIGN:
                return sign, float(chance[sign])
        return number, sure

    def _something(self, chance: Any, near: Sequence[int]) -> bool:
        """Whether there may be a letter that is none of those beside it, though none seems likelier."""
        beside = set(near) | {0, self._space}
        return 1 - sum(float(chance[number]) for number in beside) >= _DOUBT


def _is_ours(letter: str) -> bool:
    return letter == " " or (len(letter) == 1 and (" " < letter < "\u0180" or letter in _SIGNS))


def _is_written(letter: str) -> bool:
    return letter.isalnum() or letter.isspace()
