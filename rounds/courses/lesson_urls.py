"""The addresses of courses and lessons, and of what a learner does in them."""

from django.urls import path

from rounds.courses.views import learning_steps, lesson_files, reading

urlpatterns = [
    path("courses/", reading.courses, name="courses"),
    path("courses/<slug:slug>/", reading.course, name="course"),
    path("courses/<slug:slug>/<slug:key>/", reading.lesson, name="lesson"),
    path("courses/<slug:slug>/<slug:key>/files/<str:name>", lesson_files.lesson_file, name="lesson_file"),
    path("me/courses/<slug:slug>/begin/", learning_steps.begin, name="begin"),
    path("me/courses/<slug:slug>/newest/", learning_steps.newest, name="newest"),
    path("me/courses/<slug:slug>/<slug:key>/done/", learning_steps.done, name="done"),
]
