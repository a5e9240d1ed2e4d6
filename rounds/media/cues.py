"""The unit of captions."""

from typing import NamedTuple

from rounds.media import cue_text


class Cue(NamedTuple):
    """What is said from one moment to another. `text` is markup of WebVTT that is known to be harmless."""

    start_ms: int
    end_ms: int
    voice: str
    text: str
    settings: str = ""

    @property
    def words(self) -> str:
        """Without markup, on one line."""
        return " ".join(cue_text.plain(self.text).split())
