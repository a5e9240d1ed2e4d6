"""Pictures: what is taken in, what is sent, and to whom."""

import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rounds.content.actions import drawn_anew
from rounds.content.models import Picture, PictureRendition
from rounds.content.pictures.markup import address
from rounds.content.pictures.markup import picture as markup
from rounds.content.pictures.roles import ROLES, is_ours, sizes
from rounds.content.tasks import make_sizes
from rounds.content.tests import pictures as some
from rounds.content.tests.every_block import article
from rounds.media.pictures import take_in
from rounds.organizations import versions
from rounds.users.models import User

HOSTILE = {
    "an SVG": (some.svg(), "ward.svg", "no_picture"),
    "an SVG with another name": (some.svg(), "ward.png", "no_picture"),
    "a web page": (b"<html><script>alert(1)</script></html>", "ward.jpg", "no_picture"),
    "nothing": (b"", "ward.jpg", "no_picture"),
    "a program": (b"MZ\x90\x00" + b"\0" * 200, "ward.png", "no_picture"),
    "a bomb": (some.bomb(), "ward.png", "too_many_pixels"),
    "a very long one": (some.bomb(40_000, 10), "ward.png", "too_many_pixels"),
    "one that stops in the middle": (some.jpeg()[:2_000], "ward.jpg", "damaged"),
    "a moving one": (some.moving(), "ward.gif", "moving"),
    "a moving WebP": (some.moving("WEBP"), "ward.webp", "moving"),
    "a single line": (some.as_bytes(some.drawn(100, 1), "PNG"), "ward.png", "tiny"),
}


@pytest.mark.parametrize(("content", "name", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_that_we_take_is_refused_in_words(content, name, code):
    with pytest.raises(ValidationError) as refused:
        take_in(io.BytesIO(content), name)
    assert refused.value.code == code
    assert len(refused.value.messages[0]) > 40


@pytest.mark.parametrize(("content", "name", "code"), HOSTILE.values(), ids=HOSTILE)
def test_no_door_leads_around_it(content, name, code, db):
    with pytest.raises(ValidationError):
        some.picture(content=content or b" ")
    assert not Picture.objects.exists()


def test_where_it_was_taken_and_what_was_behind_it_is_kept_nowhere_and_it_stands_upright(db, tmp_path):
    picture = some.picture(content=some.from_a_phone())

    kept = picture.file.read()
    image = Image.open(io.BytesIO(kept))
    assert (image.size, dict(image.getexif()), image.info.get("comment")) == ((1000, 600), {}, None)
    assert some.PLACE.encode() not in kept
    assert (picture.width, picture.height) == (1000, 600)


def test_an_archive_behind_a_picture_is_not_kept(db):
    kept = some.picture(content=some.with_an_archive_behind_it()).file.read()
    assert b"evil.html" not in kept
    assert b"PK\x03\x04" not in kept


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (some.as_bytes(some.drawn(90, 60), "PNG"), ("ward.png", "PNG", "RGB")),
        (some.as_bytes(some.drawn(90, 60, "RGBA"), "PNG"), ("ward.png", "PNG", "RGBA")),
        (some.as_bytes(some.drawn(90, 60), "WEBP"), ("ward.jpg", "JPEG", "RGB")),
        (some.as_bytes(some.drawn(90, 60), "AVIF"), ("ward.jpg", "JPEG", "RGB")),
        (some.as_bytes(some.drawn(90, 60), "GIF"), ("ward.png", "PNG", "RGB")),
        (some.as_bytes(some.drawn(90, 60).convert("CMYK")), ("ward.jpg", "JPEG", "RGB")),
        (some.as_bytes(some.drawn(90, 60).convert("L")), ("ward.jpg", "JPEG", "RGB")),
    ],
)
def test_a_picture_is_what_its_bytes_say_and_its_name_follows(content, expected):
    taken = take_in(io.BytesIO(content), "../../ward.exe")
    image = Image.open(io.BytesIO(taken.content))
    assert (taken.name, image.format, image.mode) == expected


def test_an_original_is_no_larger_than_anybody_could_want():
    taken = take_in(io.BytesIO(some.as_bytes(Image.new("RGB", (6_000, 3_000)))), "wall.jpg")
    assert (taken.width, taken.height) == (4_096, 2_048)


# Sizes


def test_nothing_is_blown_up():
    assert [size.width for size in sizes(ROLES["lead"], "avif", 5_000)] == [480, 800, 1200, 1600]
    assert [size.width for size in sizes(ROLES["lead"], "avif", 900)] == [480, 800, 1200]
    assert [size.width for size in sizes(ROLES["lead"], "avif", 100)] == [480]


@pytest.mark.django_db
def test_a_page_offers_modern_formats_in_the_sizes_of_screens_and_keeps_its_place():
    image = some.picture(content=some.jpeg(1300, 650))
    before = str(markup(image, "body", alt="A ward"))
    make_sizes.func(image.pk, ["body"])

    after = str(markup(Picture.objects.get(), "body", alt="A “ward” <b>"))

    assert re.findall(r"<source|type=\"([^\"]+)\"", before) == []  # a JPEG at once, while the rest is made
    assert re.search(
        r'<img src="/pictures/\d+/ward[^"]*\.jpg" width="1200" height="600" alt="A ward" loading="lazy"',
        before,
    )
    assert re.findall(r'type="([^"]+)"', after) == ["image/avif", "image/webp"]
    assert re.findall(r"(\d+)w", after) == ["480", "800", "1200"] * 2
    assert 'alt="A “ward” &lt;b&gt;"' in after


@pytest.mark.django_db
def test_a_lead_picture_is_loaded_at_once_and_others_when_they_are_near():
    image = some.picture()
    assert 'fetchpriority="high"' in str(markup(image, "lead"))
    assert 'loading="lazy"' not in str(markup(image, "lead"))
    assert 'loading="lazy"' in str(markup(image, "card"))


@pytest.mark.django_db
def test_cut_sizes_keep_the_point_of_interest():
    image = some.picture(content=some.jpeg(1200, 400))
    middle = image.renditions.model.objects.filter
    address(image, "social")
    image.focal_point_x, image.focal_point_y = 100, 200
    image.focal_point_width = image.focal_point_height = 50
    image.save()
    address(Picture.objects.get(), "social")
    assert len({one.focal_point_key for one in middle(image=image)}) == 2


@pytest.mark.django_db
def test_sizes_are_made_once():
    image = some.picture()
    make_sizes.func(image.pk, ["body", "card"])
    made = PictureRendition.objects.count()
    make_sizes.func(image.pk, ["card", "body"])
    assert PictureRendition.objects.count() == made
    assert all(is_ours(one.filter_spec) for one in PictureRendition.objects.all())
    assert all(some.PLACE.encode() not in one.file.read() for one in PictureRendition.objects.all())


@pytest.mark.django_db
def test_pictures_of_a_list_cost_no_query_of_their_own(django_assert_num_queries):
    for number in range(3):
        address(some.picture(f"No. {number}"), "card")
    there = list(Picture.objects.prefetch_related("renditions"))
    with django_assert_num_queries(0):
        shown = [str(markup(image, "card")) for image in there]
    assert all("<img" in one for one in shown)


def test_a_picture_that_is_drawn_anew_makes_the_pages_with_it_other_pages(db):
    version = versions.current()
    drawn_anew(picture=some.picture())
    assert versions.current() != version


# Who may see which


def in_the_text(image: Picture) -> list:
    return [
        ("picture", {"picture": image, "alt": "A ward", "is_decoration": False, "caption": "", "credit": ""})
    ]


SEEN = {  # zone, sample: who sees a picture of the text; a lead picture is seen by whoever may know of the page
    ("public", False): {"visitor", "guest", "member", "staff"},
    ("guest", False): {"guest", "member", "staff"},
    ("member", False): {"member", "staff"},
    ("member", True): {"guest", "member", "staff"},
    ("staff", False): {"staff"},
}


@pytest.mark.parametrize("reader", ["visitor", "guest", "member", "staff"])
@pytest.mark.parametrize(("zone", "sample"), SEEN)
def test_a_picture_is_seen_by_whoever_may_read_its_page(zone, sample, reader, client, sign_in):
    within, lead = some.picture("Within"), some.picture("Lead")
    article(in_the_text(within), zone=zone, is_sample=sample, picture=lead, picture_alt="A ward")
    sign_in(reader)

    answers = [client.get(address(image, role)) for image, role in ((within, "body"), (lead, "lead"))]

    is_known = zone != "staff" or reader == "staff"
    assert [one.status_code for one in answers] == [
        200 if reader in SEEN[zone, sample] else 404,
        200 if is_known else 404,
    ]


@pytest.mark.django_db
def test_a_picture_of_a_draft_or_of_nothing_is_nobodys_business(client):
    image = some.picture()
    draft = article(in_the_text(image))
    path = address(image, "body")
    assert client.get(path).status_code == 200
    draft.unpublish()
    assert client.get(path).status_code == 404
    assert client.get(address(some.picture("Another"), "body")).status_code == 404


@pytest.mark.django_db
def test_a_picture_that_was_taken_out_of_the_text_goes_with_it(client):
    image = some.picture()
    page = article(in_the_text(image))
    page.body = [("text", "<p>Without.</p>")]
    page.save_revision().publish()
    assert client.get(address(image, "body")).status_code == 404


def test_everybodys_pictures_are_kept_for_a_year_and_others_are_not(client, sign_in):
    everybodys, members = some.picture("One"), some.picture("Two")
    article(in_the_text(everybodys), "one")
    article(in_the_text(members), "two", zone="member")
    sign_in("member")

    one, two = (client.get(address(image, "body")) for image in (everybodys, members))

    assert one.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert two.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" not in one.headers.get("Vary", "")
    assert one.headers["Content-Type"] == "image/jpeg"
    assert one.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        client.get(address(members, "body"), headers={"If-None-Match": two.headers["ETag"]}).status_code
        == 304
    )


@pytest.mark.django_db
def test_an_original_goes_to_nobody_but_who_keeps_it(client):
    image = some.picture()
    article(in_the_text(image))
    original = image.get_rendition("original").url
    assert client.get(original).status_code == 404
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert client.get("/pictures/999999/ward.jpg").status_code == 404
    assert client.get(address(image, "body").replace("ward", "other")).status_code == 404

    editor = User.objects.create_user("editor@example.org", "a password")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert client.get(original).status_code == 200


# In the back office


@pytest.fixture
def editor(client, db):
    user = User.objects.create_superuser("admin@example.org", "a password")
    client.force_login(user)
    return user


def bring(client, content: bytes, name: str = "ward.jpg", path: str = "/office/images/add/"):
    file = SimpleUploadedFile(name, content)
    return client.post(
        path, {"title": "A ward", "file": file, "files[]": file, "tags": "", "credit": "", "description": ""}
    )


def test_an_editor_brings_a_picture_and_it_is_bare(client, editor):
    assert bring(client, some.from_a_phone()).status_code == 302
    (picture,) = Picture.objects.all()
    assert some.PLACE.encode() not in picture.file.read()
    assert picture.file_size == picture.file.size
    assert client.get(f"/office/images/{picture.pk}/").status_code == 200


@pytest.mark.parametrize("kind", ["a bomb", "a web page", "a moving one", "an SVG with another name"])
def test_what_is_refused_is_told_on_the_form(kind, client, editor):
    content, name, _code = HOSTILE[kind]
    answer = bring(client, content, name)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not Picture.objects.exists()


def test_several_at_once_are_looked_at_as_well(client, editor):
    file = SimpleUploadedFile("ward.png", some.svg())
    answer = client.post(
        "/office/images/multiple/add/",
        {"title": "A", "files[]": file},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.json()["success"] is False
    good = SimpleUploadedFile("ward.jpg", some.from_a_phone())
    answer = client.post(
        "/office/images/multiple/add/",
        {"title": "A", "files[]": good},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.json()["success"] is True
    assert some.PLACE.encode() not in Picture.objects.get().file.read()
