"""The components keep what every page relies on: known icons, escaped words, wired fields."""

from datetime import date
from pathlib import Path
from re import findall

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import Client

from rounds.core.styleguide import PROOF_LABELS
from rounds.core.templatetags.core import (
    PROOF_ICONS,
    chip,
    day,
    icon,
    icon_names,
    number,
    platform_icon,
    proof,
)

TEMPLATES = sorted((settings.BASE_DIR / "rounds").rglob("templates/**/*.html"))


class Sample(forms.Form):
    name = forms.CharField(help_text="As on its website.")
    role = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_icon_that_a_template_names_is_in_the_sprite(path: Path) -> None:
    named = set(findall(r"""{% icon ["']([^"']+)["']""", path.read_text()))
    assert named <= icon_names()


def test_a_name_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        icon("no-such-icon")


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    silent = '<svg class="icon" aria-hidden="true"><use href="/static/core/icons.svg#flag"></use></svg>'
    assert icon("flag") == silent
    assert icon("flag", "a < b") == f'{silent}<span class="visually-hidden">a &lt; b</span>'


def test_every_status_of_proof_has_an_icon_and_stands_in_the_style_guide() -> None:
    assert set(PROOF_ICONS) == set(PROOF_LABELS)
    assert all(
        "<svg" in proof(status, "word") and ">word<" in proof(status, "word") for status in PROOF_ICONS
    )


def test_a_platform_without_a_tile_of_its_own_gets_its_first_letters() -> None:
    assert platform_icon("newcomer") == '<span class="tile tile--other" aria-hidden="true">Ne</span>'


def test_a_chip_escapes_what_people_wrote() -> None:
    made = chip("x", "X <b>", '"><script>', 'https://x.com/"onload="')
    assert "<script>" not in made
    assert "<b>" not in made
    assert 'href="https://x.com/&quot;onload=&quot;"' in made


def test_a_chip_of_a_closed_platform_leads_nowhere() -> None:
    assert "href" not in chip("vine", "Vine", "mayo", "https://vine.co/mayo", closed=True).replace(
        "<use href", ""
    )


def test_a_chip_says_its_proof_in_words() -> None:
    assert ">Disputed<" in chip(
        "x", "X", "mayo", "https://x.com/mayo", proof="disputed", proof_label="Disputed"
    )


def test_numbers_and_days_are_written_as_the_reader_writes_them() -> None:
    assert (number(5381), number(None)) == ("5,381", "")
    assert day(date(2026, 5, 4)) == '<time datetime="2026-05-04">May 4, 2026</time>'
    assert day(None) == ""


def test_a_field_with_an_error_names_its_hint_and_its_error() -> None:
    form = Sample({}, prefix="f")
    shown = render_to_string("core/components/field.html", {"field": form["name"]})
    assert 'aria-describedby="id_f-name_helptext id_f-name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_f-name_helptext"' in shown
    assert 'id="id_f-name_error"' in shown


def test_the_error_summary_leads_to_something_that_is_there() -> None:
    form = Sample({})
    template = "{% include 'core/components/error_summary.html' %}{% for field in form %}"
    template += "{% include 'core/components/field.html' %}{% endfor %}"
    shown = Template(template).render(Context({"form": form}))
    targets = findall(r'href="#(id_[^"]+)"', shown)
    assert targets == ["id_name", "id_role_0"]
    assert all(f'id="{target}"' in shown for target in targets)


def test_the_error_summary_is_empty_without_errors() -> None:
    valid = Sample({"name": "n", "role": "a"})
    assert valid.is_valid()
    assert render_to_string("core/components/error_summary.html", {"form": valid}).strip() == ""


def test_the_style_guide_shows_every_component(client: Client) -> None:
    shown = client.get("/styleguide/").content.decode()
    partials = (settings.BASE_DIR / "rounds/core/templates/core/components").glob("*.html")
    wanted = {path.stem.replace("_", "-") for path in partials} - {"copy"}
    classes = {"facets": "facet"}
    assert {name for name in wanted if f'class="{classes.get(name, name)}' not in shown} == set()
