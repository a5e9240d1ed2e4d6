from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "rounds.memberships"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.memberships import (  # noqa: F401 - receivers listen once they are imported
            elsewhere,
            finding,
            mail_samples,
            office_desk,
            receivers,
            said,
        )

        elsewhere.enter()
        office_desk.enter()
        finding.enter()
        mail_samples.register()
        verbs.enter(said.SAID)
