from django.urls import path

from rounds.directory.views import grid, organizations, sent, submissions

app_name = "directory"
urlpatterns = [
    path("list/", grid.the_list, name="list"),
    path("list.csv", grid.the_list_csv, name="list_csv"),
    path("lists/", grid.sub_lists, name="sub_lists"),
    path("lists/<slug:slug>/", grid.sub_list, name="sub_list"),
    path("lists/<slug:slug>.csv", grid.the_list_csv, name="sub_list_csv"),
    path("organizations/<slug:slug>/", organizations.organization, name="organization"),
    path("submissions/new/", submissions.submission_new, name="submission_new"),
    path("submissions/organizations/", submissions.submission_organizations, name="submission_organizations"),
    path("submissions/accounts/", submissions.submission_accounts, name="submission_accounts"),
    path("submissions/confirm/<slug:confirmation>/", sent.submission_confirm, name="submission_confirm"),
    path("submissions/<slug:token>/", sent.submission, name="submission"),
]
