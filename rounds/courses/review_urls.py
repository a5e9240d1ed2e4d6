"""The addresses of reviewing, of the learner's home, and of what organizations learn of their staff."""

from django.urls import path

from rounds.courses.views import learning, review, review_settings, staff

urlpatterns = [
    path("me/learning/", learning.learning, name="learning"),
    path("me/review/", review.review, name="review"),
    path("me/review/settings/", review_settings.settings, name="review_settings"),
    path("network/<int:pk>/learning/", staff.learning, name="staff_learning"),
]
