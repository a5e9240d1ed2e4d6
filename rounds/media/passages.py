"""Captions as running text: what is said in about half a minute by one voice is a paragraph."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rounds.media.cues import Cue

PAUSE = 2_500  # ms of silence after which a new paragraph begins
ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")
QUOTES = "\"'”’»)]"


class Paragraph(NamedTuple):
    cues: list[Cue]

    @property
    def start_ms(self) -> int:
        return self.cues[0].start_ms

    @property
    def voice(self) -> str:
        return self.cues[0].voice

    @property
    def text(self) -> str:
        return " ".join(cue.words for cue in self.cues)


def paragraphs(cues: Sequence[Cue], *, seconds: int = 30) -> list[Paragraph]:
    """A paragraph ends with its voice, at a pause, or with a sentence after `seconds`; after twice that anyhow."""
    return [Paragraph(part) for part in _parts(cues, seconds * 1000)]


def passages(cues: Sequence[Cue], *, seconds: int = 30) -> list[tuple[int, str]]:
    """(start_ms, words), for the search: each begins where a paragraph of the page does."""
    return [(part.start_ms, part.text) for part in paragraphs(cues, seconds=seconds)]


def _parts(cues: Sequence[Cue], length: int) -> Iterator[list[Cue]]:
    part: list[Cue] = []
    for cue in cues:
        if part and _ends_before(cue, part, length):
            yield part
            part = []
        part.append(cue)
    if part:
        yield part


def _ends_before(cue: Cue, part: Sequence[Cue], length: int) -> bool:
    last, lasted = part[-1], part[-1].end_ms - part[0].start_ms
    return (
        cue.voice != last.voice
        or cue.start_ms - last.end_ms >= PAUSE
        or (lasted >= length and last.words.rstrip(QUOTES).endswith(ENDS))
        or lasted >= 2 * length
    )
