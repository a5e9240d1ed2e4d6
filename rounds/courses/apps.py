from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import (
            check_holding,
            essays_waiting,
            holding,
            mail_samples,
            onward,
            panels,
            playing,
            receivers,  # noqa: F401 - they listen once they are imported
            review_holding,
            said,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            topics,
        )

        check_holding.enter()
        essays_waiting.enter()
        holding.enter()
        mail_samples.enter()
        onward.enter()
        panels.enter()
        playing.enter()
        review_holding.enter()
        searching.enter()
        topics.enter()
        verbs.enter(said.SAID)
