from django.contrib.auth.models import Permission

from rounds.users.models import User


def moderator(name: str) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    user.user_permissions.add(
        Permission.objects.get(codename="decide_case"), Permission.objects.get(codename="access_admin")
    )
    return user
