"""Whether a file is MPEG audio: two whole frames in a row where they have to be (ISO/IEC 11172-3, section 2.4.2.3)."""

from typing import IO

MOST_PADDING = 64 * 1024  # bytes of nothing that encoders leave behind a tag
_RATES = {  # kbit/s of Layer III by the version's first bit
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    0: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def is_mp3(file: IO[bytes]) -> bool:
    begin = _behind_tag(file)
    file.seek(begin)
    padding = file.read(MOST_PADDING)
    begin += len(padding) - len(padding.lstrip(b"\0"))
    first = _frame(file, begin)
    return bool(first and _frame(file, begin + first))


def _behind_tag(file: IO[bytes]) -> int:
    """ID3v2 tells its length in seven bits of each byte."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 127:
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte
    return 10 + length


def _frame(file: IO[bytes], at: int) -> int:
    """The length of the frame that begins there; 0 where none does."""
    file.seek(at)
    head = file.read(4)
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # in step, and of Layer III
        return 0
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sampling == 3:
        return 0
    kilobits, hertz = _RATES[version & 1 if version == 3 else 0][rate - 1], _SAMPLES[version][sampling]
    return (144 if version == 3 else 72) * kilobits * 1000 // hertz + (head[2] >> 1 & 1)
