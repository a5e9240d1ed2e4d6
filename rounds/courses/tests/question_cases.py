"""Questions of every kind, as Hypothesis draws them, and answers of people who mean no good."""

from typing import Any

from hypothesis import strategies as st

from rounds.courses.questions.folding import folded

words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
wordy = words.filter(folded)
feedback = st.one_of(st.just(""), words)


def of(kind: str, **fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(kind), "text": words, "feedback": feedback, **fields})


def lists(least: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(words, min_size=least, max_size=6, unique=True)


@st.composite
def choosing(draw: Any) -> dict[str, Any]:
    kind = draw(st.sampled_from(["single", "multiple"]))
    texts = draw(lists())
    places = st.integers(0, len(texts) - 1)
    right = {draw(places)} if kind == "single" else draw(st.sets(places, min_size=1))
    answers = [
        {"text": text, "right": place in right, "feedback": draw(feedback)}
        for place, text in enumerate(texts)
    ]
    return {"kind": kind, "text": draw(words), "answers": answers}


@st.composite
def matching(draw: Any) -> dict[str, Any]:
    left, right = draw(lists()), draw(lists())
    sides = [right[0], *(draw(st.sampled_from(right)) for _ in left[1:-1]), right[1]]
    pairs = [{"left": one, "right": other} for one, other in zip(left, sides, strict=True)]
    others = [one for one in right if one not in sides]
    return {"kind": "matching", "text": draw(words), "pairs": pairs, "others": others}


numbers = st.one_of(st.integers(-(10**9), 10**9), st.decimals(-10_000, 10_000, places=4).map(float))
questions = st.one_of(
    choosing(),
    matching(),
    of("true_false", right=st.booleans()),
    of("ordering", items=lists()),
    of("short", accepted=st.lists(wordy, min_size=1, max_size=5), case_matters=st.booleans()),
    of("numeric", answer=numbers, tolerance=st.floats(0, 1e6), unit=st.sampled_from(["", "percent"])),
    of("essay", words_at_most=st.one_of(st.none(), st.integers(1, 2_000))),
)
anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(0, 7),
        st.floats(),
        st.text(),
        st.sampled_from(["1e99", "9" * 400, "1/0", "½", "-", ",", "NaN", "Infinity", "\x00", "²", "1⁄0"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=7), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=12,
)


def right_given(kind: str, content: dict[str, Any]) -> Any:
    """What somebody would answer who knows it all."""
    if kind == "single":
        return next(place for place, one in enumerate(content["answers"]) if one["right"])
    if kind == "multiple":
        return [place for place, one in enumerate(content["answers"]) if one["right"]]
    if kind == "true_false":
        return content["right"]
    if kind == "matching":
        return [pair["right"] for pair in content["pairs"]]
    if kind == "ordering":
        return list(range(1, len(content["items"]) + 1))
    if kind == "short":
        return content["accepted"][-1]
    return f"{content['answer']:.12f}" if kind == "numeric" else "An essay."
