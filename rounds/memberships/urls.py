from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "memberships"


def _soon(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("me/membership/", _soon, name="mine"),
    path("membership/applications/<uuid:key>/", _soon, name="application"),
    path("network/<int:pk>/", _soon, name="network"),
    path("me/points/", _soon, name="my_points"),
    path("network/<int:pk>/points/", _soon, name="points"),
]
