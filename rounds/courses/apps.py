from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import finding, said, waiting

        finding.enter()
        verbs.enter(said.SAID)
        waiting.enter()
