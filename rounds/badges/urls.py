"""The addresses of badges. Those of the issuer stand in every badge that was ever signed: they stay as they are."""

from django.urls import path, register_converter

from rounds.badges.views import issuer, mine, public, verifying


class PictureEnding:
    regex = "svg|png"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PictureEnding, "picture_ending")

app_name = "badges"
urlpatterns = [
    path(".well-known/did.json", issuer.did_document, name="did"),
    path("badges/status/<int:number>", issuer.status, name="status"),
    path("badges/verify/", verifying.verify, name="verify"),
    path("badges/awards/<slug:code>/", public.award, name="award"),
    path("badges/awards/<slug:code>/badge.json", public.credential, name="credential"),
    path("badges/awards/<slug:code>/badge.png", public.baked, name="baked"),
    path("badges/<slug:slug>/", public.achievement, name="achievement"),
    path("badges/<slug:slug>/badge.<picture_ending:ending>", public.picture, name="picture"),
    path("me/badges/", mine.mine, name="mine"),
]
