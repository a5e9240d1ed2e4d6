from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import (
            said,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
        )

        verbs.enter(said.SAID)
