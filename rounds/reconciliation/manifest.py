"""What the service says of itself. Every address stands under PUBLIC_URL: nobody's Host header is believed."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from rounds.reconciliation import cells, entities, entity_types

BATCH = 50  # queries at once; OpenRefine never sends more than it is told
PREVIEW = (400, 240)  # pixels


def root() -> str:
    return f"{settings.PUBLIC_URL}/reconcile"


def manifest() -> dict[str, Any]:
    width, height = PREVIEW
    general, *_others = entity_types.all_types()
    return {
        "versions": ["0.1", "0.2"],
        "name": _("%(site)s: health organizations") % {"site": settings.WAGTAIL_SITE_NAME},
        "identifierSpace": entities.space(),
        "schemaSpace": "https://schema.org/MedicalOrganization",
        "defaultTypes": [{"id": general["id"], "name": general["name"]}],
        "documentation": f"{root()}/about/",
        "logo": f"{settings.PUBLIC_URL}{static('core/icon-192.png')}",
        "serviceVersion": settings.RELEASE or "0.1",
        "batchSize": BATCH,
        "view": {"url": f"{entities.space()}{{{{id}}}}/"},
        "feature_view": {"url": f"{root()}/features/{{{{id}}}}/"},
        "preview": {"url": f"{root()}/preview?id={{{{id}}}}", "width": width, "height": height},
        "suggest": {
            kind: {"service_url": root(), "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": root(), "service_path": "/propose"},
            "property_settings": cells.settings_offered(),
        },
    }
