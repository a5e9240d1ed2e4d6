from django.apps import AppConfig


class FellowsConfig(AppConfig):
    name = "rounds.fellows"

    def ready(self) -> None:
        from rounds.activity import verbs
        from rounds.fellows import (
            holding,
            honors,
            mail_samples,
            onward,
            receivers,  # noqa: F401 - they listen once they are imported
            said,
            searching,
            tasks,  # noqa: F401 - the clock knows its work once it is imported
            waiting,
        )

        holding.enter()
        honors.enter()
        mail_samples.enter()
        onward.enter()
        searching.enter()
        verbs.enter(said.SAID)
        waiting.enter()
