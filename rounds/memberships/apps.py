from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "rounds.memberships"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.memberships import (
            elsewhere,
            finding,
            holding,
            mail_samples,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            topics,
            waiting,
        )

        elsewhere.enter()
        finding.enter()
        holding.enter()
        mail_samples.enter()
        topics.enter()
        verbs.enter(said.SAID)
        waiting.enter()
