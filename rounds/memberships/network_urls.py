"""The addresses of seats, invitations and points; those of plans and applications: urls."""

from django.urls import path

from rounds.memberships.views import invitations, joining, network, points

urlpatterns = [
    path("network/", network.desks, name="desks"),
    path("network/<int:pk>/", network.overview, name="network"),
    path("network/<int:pk>/roster/", network.people, name="network_roster"),
    path("network/<int:pk>/roster.csv", network.people_csv, name="network_roster_csv"),
    path("network/<int:pk>/invitations/", invitations.invited, name="network_invitations"),
    path("network/<int:pk>/points/", points.network_points, name="network_points"),
    path("network/<int:pk>/points.csv", points.network_points_csv, name="network_points_csv"),
    path("network/<int:pk>/points/buy/", points.network_top_up, name="network_top_up"),
    path("me/points/", points.my_points, name="my_points"),
    path("me/points.csv", points.my_points_csv, name="my_points_csv"),
    path("me/points/buy/", points.top_up, name="top_up"),
    path("me/seats/<int:pk>/", network.own_seat, name="own_seat"),
    path("invitations/seats/offers/<int:pk>/", joining.offer, name="offer"),
    path("invitations/seats/<str:token>/", joining.joining, name="joining"),
]
