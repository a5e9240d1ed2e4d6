from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rounds.content"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.content import (
            agenda,
            carrying,
            holding,
            limits,
            mail_samples,
            onward,
            playing,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            searching,
        )
        from rounds.content.feeds import onward as feeds_onward

        agenda.enter()
        carrying.enter()
        holding.enter()
        limits.enter()
        mail_samples.enter()
        onward.enter()
        feeds_onward.enter()
        playing.enter()
        searching.enter()
        verbs.enter(said.SAID)
