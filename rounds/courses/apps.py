from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import finding, limits, said, waiting

        finding.enter()
        limits.enter()
        verbs.enter(said.SAID)
        waiting.enter()
