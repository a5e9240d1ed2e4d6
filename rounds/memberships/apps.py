from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "rounds.memberships"
