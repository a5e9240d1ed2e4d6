"""The addresses of one's own credit, and of certificates."""

from django.urls import path

from rounds.credits.views import certificates, claiming, disclosing, mine

app_name = "credits"
urlpatterns = [
    path("me/credits/", mine.transcript, name="mine"),
    path("me/credits.csv", mine.transcript_csv, name="mine_csv"),
    path("me/credits.pdf", mine.transcript_pdf, name="mine_pdf"),
    path("me/credits/<int:pk>/", certificates.certificate, name="certificate"),
    path("me/credits/<int:pk>/certificate.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("me/credits/claim/<slug:kind>/<slug:key>/", claiming.claim, name="claim"),
    path("me/disclosures/", disclosing.disclosures, name="disclosures"),
    path("credits/<slug:code>/", certificates.verify, name="verify"),
]
