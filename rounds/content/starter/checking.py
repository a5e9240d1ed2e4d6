"""Whether the files of a piece are whole. Asks no database."""

from collections.abc import Iterator
from datetime import date

from rounds.content.kinds import Audience, Kind
from rounds.content.starter import sheets, words
from rounds.content.starter.bodies import body_of
from rounds.content.starter.pieces import HERE, Piece, pieces
from rounds.content.starter.recordings import FOLDER, file_of
from rounds.core.zones import Zone
from rounds.media import chapters, taking_in, vtt

DAY = date(2000, 1, 1)


def faults(piece: Piece) -> Iterator[str]:
    """In sentences."""
    written = piece.written
    yield from (f"The {name} is missing." for name in _wanted(piece) if not written.get(name))
    if written.get("zone", Zone.PUBLIC) not in Zone.values:
        yield f"There is no zone “{written['zone']}”."
    if piece.folder == "resources":
        if written.get("kind") not in Kind.values:
            yield f"There is no kind “{written.get('kind')}”."
        yield from (
            f"There is no audience “{one}”." for one in written["audiences"] if one not in Audience.values
        )
    resources = {one.slug for one in pieces() if one.folder == "resources"}
    yield from (
        f"It leads to “{one}”, which there is not." for one in written.get("see", []) if one not in resources
    )
    for name in ("picture", "cover"):
        if name in written and not (HERE / "pictures" / written[name]).is_file():
            yield f"The picture {written[name]} is missing."
    yield from _in_files(piece)


def _wanted(piece: Piece) -> tuple[str, ...]:
    if piece.folder == "podcast":
        return ("title", "introduction", "made_by", "cover", "cover_alt")
    own = {"articles": ("series", "number", "by"), "resources": ("kind",)}.get(
        piece.folder, ("recording", "by")
    )
    return ("title", "summary", "opening", "zone", "topics", "body", *own)


def _in_files(piece: Piece) -> Iterator[str]:
    written = piece.written
    if "body" in written:
        body_of(written)
    if "file" in written:
        sheets.pdf(written, day=DAY)
        words.word(written, day=DAY)
    if "recording" in written:
        yield from _in_words(written["recording"])


def _in_words(name: str) -> Iterator[str]:
    path = file_of(name)
    with path.open("rb") as file:
        seconds = taking_in.look(file, path.stat().st_size).seconds
    read = vtt.read((FOLDER / f"{name}.vtt").read_text(), seconds=seconds)
    yield from read.mended
    if seconds and read.cues[-1].end_ms > (seconds + 1) * 1000:
        yield "Its words go on when it is over."
    chapters.read((FOLDER / f"{name}.chapters.txt").read_text(), seconds=seconds)
