"""What import-linter cannot see. The layers themselves are named in pyproject.toml."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
RANK = {
    context.strip().removeprefix("rounds."): -rank
    for rank, layer in enumerate(LAYERS)
    for context in layer.split("|")
}
CONTEXTS = sorted(path.name for path in (ROOT / "rounds").iterdir() if (path / "apps.py").exists())


def modules(pattern: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "rounds").glob(pattern)):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def templates() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "rounds").glob("*/templates/**/*.*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield path.relative_to(ROOT), path.read_text()


def test_every_context_has_its_layer():
    assert sorted(RANK) == CONTEXTS


def test_foreign_keys_point_downwards():
    upward = [
        f"{model._meta.label}.{field.name}"
        for context in CONTEXTS
        for model in apps.get_app_config(context).get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and _context(field.related_model) not in {None, context}
        if RANK[_context(field.related_model)] >= RANK[context]
    ]
    assert upward == []


def _context(model: type) -> str | None:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "rounds" else None


def test_templates_link_and_extend_downwards():
    upward = []
    for path, text in templates():
        context = path.parts[1]
        named = re.findall(r"""{% url ['"](\w+):""", text)
        named += re.findall(r"""{% (?:include|extends) ['"](\w+)/""", text)
        upward += [f"{path}: {name}" for name in named if name in RANK and RANK[name] > RANK[context]]
    assert upward == []


@pytest.mark.parametrize(
    "pattern",
    [
        "**/views.py",
        "**/views/**/*.py",
        "**/forms.py",
        "**/forms/**/*.py",
        "**/office.py",
        "**/wagtail_hooks.py",
        "**/api.py",
        "**/api/**/*.py",
    ],
)
def test_no_page_writes_to_the_database_itself(pattern):
    writing = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
    found = [
        f"{path}:{node.lineno} {node.func.attr}"
        for path, tree in modules(pattern)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
        if ast.unparse(node.func) != "super().save"  # a form of the sign-in library, whose own flow it is
    ]
    assert found == []


@pytest.mark.parametrize(
    "pattern", ["**/actions.py", "**/actions/**/*.py", "**/models.py", "**/models/**/*.py"]
)
def test_neither_verbs_nor_nouns_know_of_a_request(pattern):
    found = [
        f"{path}:{function.lineno} {function.name}"
        for path, tree in modules(pattern)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for argument in [*function.args.args, *function.args.kwonlyargs]
        if argument.arg == "request"
    ]
    assert found == []


def test_no_model_overrides_save_and_nothing_listens_to_saving():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules("**/*.py")
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom | ast.Import) and {"post_save", "pre_save"} & _names(node))
        or ("/models" in path and isinstance(node, ast.FunctionDef) and node.name == "save")
    ]
    assert found == []


def test_a_context_enters_the_registries_below_it_by_modules_that_each_do_so_with_enter():
    found = [
        f"{path}:{node.lineno} {ast.unparse(node.func)}"
        for path, tree in modules("*/apps.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) != "autodiscover_modules"
        and not (isinstance(node.func, ast.Attribute) and node.func.attr == "enter")
    ]
    assert found == []


def _names(node: ast.ImportFrom | ast.Import) -> set[str]:
    return {alias.name for alias in node.names}


MAIL_HAS_NO_STYLESHEET = "rounds/mail/templates/mail/base.html"


def test_templates_hold_no_script_and_no_style_of_their_own():
    inline = r"<script(?![^>]*\ssrc=)(?![^>]*type=.application/(?:ld\+)?json)|<style|\sstyle=|\son[a-z]+="
    pages = [(path, text) for path, text in templates() if str(path) != MAIL_HAS_NO_STYLESHEET]
    found = [f"{path}: {match}" for path, text in pages for match in re.findall(inline, text)]
    assert found == []


def test_templates_name_no_other_host_to_load_from():
    outside = (
        r"""<(?:script|img|iframe|source|video|audio|link)\b[^>]*(?:src|href)=["'](?:https?:)?//[^"']+"""
    )
    found = [f"{path}: {match}" for path, text in templates() for match in re.findall(outside, text)]
    assert found == []
