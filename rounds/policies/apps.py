from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "rounds.policies"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.policies import (
            elsewhere,
            finding,
            holding,
            mail_samples,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            searching,
            topics,
        )

        elsewhere.enter()
        finding.enter()
        holding.enter()
        mail_samples.enter()
        searching.enter()
        topics.enter()
        verbs.enter(said.SAID)
