"""Reading a register that staff sent in, outside the request."""

import logging

from django.utils import timezone
from django_tasks import task

from rounds.organizations.importing.catalog import catalog
from rounds.organizations.importing.runs import Overtaken
from rounds.organizations.importing.uploads import path_of
from rounds.organizations.models import ImportRun
from rounds.organizations.sources.record import SourceError

logger = logging.getLogger(__name__)


@task()
def read_register(run_id: int) -> None:
    """Read the file of a run that waits or was cut off. What is wrong with the file stands in the run."""
    run = ImportRun.objects.select_related("register", "by").get(pk=run_id)
    if run.state not in (ImportRun.State.WAITING, ImportRun.State.RUNNING):
        return
    listed = catalog[run.register.slug]
    try:
        listed.import_(
            source=listed.source,
            path=path_of(run.file_digest),
            file_name=run.file_name,
            by=run.by,
            at=timezone.now(),
        )
    except (SourceError, Overtaken) as reason:
        logger.info("Import %s stopped: %s", run_id, reason)
    except Exception as failure:  # the run stays open, so that it can be taken up
        ImportRun.objects.filter(pk=run_id).update(
            error=f"Cut off: {type(failure).__name__}: {failure}"[:500]
        )
        raise
