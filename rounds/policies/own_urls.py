"""The addresses of an organization's own policies; those of templates: urls."""

from django.urls import path

from rounds.policies.views import changes, mine, publishing, reading, writing

urlpatterns = [
    path("me/policies/", mine.policies, name="mine"),
    path("me/policies/adopt/<slug:slug>/", mine.adopt, name="adopt"),
    path("me/policies/<int:pk>/", writing.policy, name="own"),
    path("me/policies/<int:pk>/clauses/new/", writing.new_clause, name="new_clause"),
    path("me/policies/<int:pk>/clauses/<int:clause>/", writing.clause, name="clause"),
    path("me/policies/<int:pk>/update/", changes.update, name="update"),
    path("me/policies/<int:pk>/update/<slug:key>/", changes.edit_change, name="edit_change"),
    path("me/policies/<int:pk>/publish/", publishing.publish, name="publish"),
    path("me/policies/<int:pk>/draft.docx", publishing.draft_word, name="draft_word"),
    path("me/policies/<int:pk>/draft.pdf", publishing.draft_pdf, name="draft_pdf"),
    path("policies/of/<slug:organization>/<slug:template>/", reading.release, name="release"),
    path("policies/of/<slug:organization>/<slug:template>/<str:what>", reading.release, name="release_part"),
    path("policies/shared/<str:key>/", reading.shared, name="shared"),
    path("policies/shared/<str:key>/<str:what>", reading.shared, name="shared_part"),
]
