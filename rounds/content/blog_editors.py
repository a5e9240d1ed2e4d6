"""A blog's own editors: a group whose members write and publish in it, and nowhere else."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from rounds.activity.actions import record
from rounds.content.models import Blog
from rounds.users.models import User

IN_THE_BLOG = ("add_page", "change_page", "publish_page")
ELSEWHERE = ("access_admin", "add_series", "change_series", "delete_series", "view_series")
PICTURES_AND_FILES = ("add_image", "choose_image", "add_document", "choose_document")


@transaction.atomic
def give_editors(*, blog: Blog, by: User | None, at: datetime) -> Group:
    """Make the group, or get the one that there is. An administrator puts people into it."""
    locked = Blog.objects.select_for_update().get(pk=blog.pk)
    if group := editors_of(locked):
        return group
    group = Group.objects.create(name=_free(_("Editors of %s") % locked.title))
    group.permissions.set(Permission.objects.filter(codename__in=ELSEWHERE))
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=locked.page_ptr, permission=one)
            for one in _of("wagtailcore", IN_THE_BLOG)
        ]
    )
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=root, permission=one)
            for app in ("wagtailimages", "wagtaildocs")
            for one in _of(app, PICTURES_AND_FILES)
        ]
    )
    record(verb="blog.given_editors", about=locked, by=by, at=at, group=group.name)
    return group


def editors_of(blog: Blog) -> Group | None:
    """The group that may publish in this blog and in no other place."""
    here = Group.objects.filter(page_permissions__page=blog.page_ptr_id)
    elsewhere = GroupPagePermission.objects.exclude(page=blog.page_ptr_id).values("group")
    return here.exclude(pk__in=elsewhere).order_by("pk").first()


def _of(app: str, codenames: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=codenames))


def _free(name: str) -> str:
    """Two blogs may be called the same."""
    taken = set(Group.objects.filter(name__startswith=name[:140]).values_list("name", flat=True))
    names = (name[:140], *(f"{name[:140]} ({number})" for number in range(2, 1000)))
    return next(one for one in names if one not in taken)
