from rounds.memberships import network_urls

app_name = "memberships"
urlpatterns = [*network_urls.urlpatterns]
