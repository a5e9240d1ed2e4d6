from django.urls import path, register_converter

from rounds.open_data.exports.formats import FORMATS
from rounds.open_data.views import changes, dumps, exports, page


class EndingConverter:
    """The ending of a format, dots and all."""

    regex = "|".join(ending.replace(".", r"\.") for ending in FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(EndingConverter, "ending")

app_name = "open_data"
urlpatterns = [
    path("list.<ending:ending>", exports.export, name="list"),
    path("lists/<slug:slug>.<ending:ending>", exports.export, name="sub_list"),
    path("open-data/", page.open_data, name="open_data"),
    path("changes/", changes.changes, name="changes"),
    path("changes.json", changes.changes_json, name="changes_json"),
    path("changes.atom", changes.changes_atom, name="changes_atom"),
    path("data/dumps/index.json", dumps.index, name="dumps"),
    path("data/dumps/latest/<str:file>", dumps.latest, name="latest_dump_file"),
    path("data/dumps/<str:day>/<str:file>", dumps.file, name="dump_file"),
    path("list.csv-metadata.json", exports.description, name="list_description"),
    path("lists/<slug:slug>.csv-metadata.json", exports.description, name="sub_list_description"),
]
