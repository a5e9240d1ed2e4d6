from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "rounds.plans"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.plans import (
            holding,
            mail_samples,
            onward,
            said,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            topics,
            waiting,
        )

        holding.enter()
        mail_samples.enter()
        onward.enter()
        searching.enter()
        topics.enter()
        verbs.enter(said.SAID)
        waiting.enter()
