from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "rounds.billing"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.billing import (
            checks,  # noqa: F401 - they register themselves
            finding,
            holding,
            mail_samples,
            onward,
            said,
            waiting,
        )

        finding.enter()
        holding.enter()
        mail_samples.enter()
        onward.enter()
        verbs.enter(said.SAID)
        waiting.enter()
