"""Sub-lists in the back office: forms that end in our own verbs."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from rounds.directory.actions.sub_lists import keep_sub_list, remove_sub_list
from rounds.directory.forms.sub_lists import SubListForm
from rounds.directory.models import SubList


def _keep(view: "AddSubList | ChangeSubList", sub_list: SubList | None) -> SubList:
    told = view.form.cleaned_data
    return keep_sub_list(
        sub_list=sub_list,
        **{name: told[name] for name in ("name", "slug", "description", "rule", "order")},
        organization_ids=view.form.organization_ids,
        by=view.request.user,
        at=timezone.now(),
    )


class AddSubList(generic.CreateView):
    def save_instance(self) -> SubList:
        return _keep(self, None)


class ChangeSubList(generic.EditView):
    template_name = "directory/office/sub_list.html"

    def save_instance(self) -> SubList:
        return _keep(self, self.form.instance)


class RemoveSubList(generic.DeleteView):
    def delete_action(self) -> None:
        remove_sub_list(sub_list=self.object, by=self.request.user, at=timezone.now())


class SubListViewSet(ModelViewSet):
    model = SubList
    icon = "list-ul"
    menu_label = _("Sub-lists")
    menu_order = 11
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = AddSubList
    edit_view_class = ChangeSubList
    delete_view_class = RemoveSubList
    list_display = ["name", "rule", "order"]
    search_fields = ["name"]
    search_backend_name = None
    ordering = ("order", "name")

    def get_form_class(self, for_update: bool = False) -> type[SubListForm]:
        return SubListForm
