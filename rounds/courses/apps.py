from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "rounds.courses"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.courses import (
            badges,  # noqa: F401 - it listens once it is imported
            check_holding,
            credit,
            essays_waiting,
            finding,
            holding,
            limits,
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
            waiting,
        )

        check_holding.enter()
        credit.enter()
        essays_waiting.enter()
        finding.enter()
        limits.enter()
        holding.enter()
        mail_samples.enter()
        onward.enter()
        panels.enter()
        playing.enter()
        review_holding.enter()
        searching.enter()
        topics.enter()
        verbs.enter(said.SAID)
        waiting.enter()
