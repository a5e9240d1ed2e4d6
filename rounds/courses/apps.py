from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"
