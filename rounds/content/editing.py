"""What editors are offered in the form of a page."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class ArticleForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "series" in self.fields:
            self.fields["series"].queryset = self.fields["series"].queryset.filter(blog=self.parent_page)
