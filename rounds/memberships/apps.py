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
            office_desk,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            topics,
        )

        elsewhere.enter()
        finding.enter()
        holding.enter()
        mail_samples.register()
        office_desk.enter()
        topics.register()
        verbs.enter(said.SAID)
