"""The addresses of templates, and of organizations' own policies."""

from django.urls import path

from rounds.policies import own_urls
from rounds.policies.views import templates

app_name = "policies"
urlpatterns = [
    *own_urls.urlpatterns,
    path("policies/", templates.templates, name="templates"),
    path("policies/<slug:slug>.docx", templates.word, name="template_word"),
    path("policies/<slug:slug>.pdf", templates.pdf, name="template_pdf"),
    path("policies/<slug:slug>/", templates.template, name="template"),
    path("policies/<slug:slug>/editions/<int:number>/", templates.template, name="edition"),
    path("policies/<slug:slug>/changes/<int:old>/<int:new>/", templates.changes, name="template_changes"),
]
