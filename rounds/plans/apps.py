from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "rounds.plans"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.plans import (
            holding,
            mail_samples,
            onward,
            review_holding,
            review_mail_samples,
            review_said,
            review_ways,
            reviews_waiting,
            said,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            topics,
        )

        holding.enter()
        mail_samples.enter()
        onward.enter()
        review_holding.enter()
        review_mail_samples.enter()
        review_ways.enter()
        reviews_waiting.enter()
        searching.enter()
        topics.enter()
        verbs.enter(review_said.SAID)
        verbs.enter(said.SAID)
