"""Every verb that an action records has its words. The verbs are read from the source, so none is forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

from rounds.activity.verbs import in_words, known

ROOT = Path(__file__).parents[2]
RECORDING = {"record", "record_many"}


def recorded() -> dict[str, str]:
    """The verb, or how it begins and ends where a part of it is worked out; and where it is recorded."""
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        if "tests" not in file.parts:
            tree = ast.parse(file.read_text())
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and _records(call):
                    where = f"{file.relative_to(ROOT)}:{call.lineno}"
                    found |= dict.fromkeys(_verbs(call, tree), where)
    return found


def _records(call: ast.Call) -> bool:
    """Writes it down, or announces it to whoever does."""
    return _called(call) in RECORDING or ast.unparse(call.func) == "happened.send"


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _verbs(call: ast.Call, tree: ast.AST) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg == "verb":
            yield from _texts(keyword.value, tree)


def _texts(value: ast.AST, tree: ast.AST) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body, tree)
            yield from _texts(orelse, tree)
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in parts)
        case ast.Name(id=name):
            yield from _assigned(name, tree)
        case _:
            yield f"? {ast.unparse(value)}"


def _assigned(name: str, tree: ast.AST) -> Iterator[str]:
    """What stands in a name: wherever the file gives it a value, or hands one in to a function that calls it so."""
    takes = {
        node.name: [one.arg for one in (*node.args.args, *node.args.kwonlyargs)].index(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and name in [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(getattr(to, "id", "") == name for to in node.targets):
            yield from _texts(node.value, tree)
        if isinstance(node, ast.Call) and _called(node) in takes:
            given = [
                *node.args[takes[_called(node)] :][:1],
                *(one.value for one in node.keywords if one.arg == name),
            ]
            for one in given:
                if not isinstance(one, ast.Name):
                    yield from _texts(one, tree)


def _is_known(verb: str) -> bool:
    begin, star, end = verb.partition("*")
    return (
        verb in known() if not star else any(one.startswith(begin) and one.endswith(end) for one in known())
    )


def test_every_verb_that_is_recorded_has_its_words() -> None:
    assert {verb: where for verb, where in recorded().items() if not _is_known(verb)} == {}


def test_no_words_are_left_of_a_verb_that_is_recorded_no_more() -> None:
    verbs = recorded()
    worked_out = [verb.partition("*")[::2] for verb in verbs if "*" in verb]
    left = {
        one
        for one in known() - set(verbs)
        if not any(one.startswith(begin) and one.endswith(end) for begin, end in worked_out)
    }
    assert left == set()


def test_words_stand_for_themselves() -> None:
    assert [verb for verb in known() if not in_words(verb)[:1].isupper()] == []


def test_of_a_verb_nobody_speaks_for_the_verb_is_shown() -> None:
    assert in_words("thing.done") == "thing.done"
