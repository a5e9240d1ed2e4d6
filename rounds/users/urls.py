from rounds.users.credentials.urls import urlpatterns as credential_pages
from rounds.users.people.urls import urlpatterns as pages_of_people

app_name = "users"
urlpatterns = [*pages_of_people, *credential_pages]
