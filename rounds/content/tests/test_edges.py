"""What somebody reads where a page ends for them."""

import pytest

from rounds.content.tests.factories import pdf, resource


def said(client) -> str:
    return client.get("/resources/a-guide/").content.decode()


@pytest.mark.django_db
def test_a_visitor_is_asked_to_become_a_guest_and_comes_back_to_the_page(client):
    resource(is_sample=True)
    text = said(client)
    assert "The rest is for guests" in text
    assert 'href="/people/signup/?next=%2Fresources%2Fa-guide%2F"' in text


@pytest.mark.django_db
def test_a_visitor_learns_of_a_members_page_what_membership_is_and_where_to_sign_in(client):
    resource()
    text = said(client)
    assert "The rest is for members" in text
    assert 'href="/membership/"' in text
    assert 'href="/people/login/?next=%2Fresources%2Fa-guide%2F"' in text


def test_a_guest_is_shown_membership_and_the_samples(client, sign_in):
    resource()
    sign_in("guest")
    text = said(client)
    assert 'href="/membership/"' in text
    assert 'href="/resources/?open=1"' in text
    assert "Become a guest" not in text


def test_an_individual_member_learns_who_can_give_a_seat(client, sign_in):
    resource(zone="organization")
    sign_in("member")
    assert "its network leader can give you a seat" in said(client)


def test_the_refused_file_says_to_which_page_it_belongs_and_the_way_in(client, sign_in):
    document = pdf()
    resource(files=(document,))
    sign_in("guest")

    answer = client.get(document.url)

    assert answer.status_code == 403
    assert 'href="/resources/a-guide/"' in answer.content.decode()
    assert 'href="/membership/"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
