from django.urls import path

from rounds.core.styleguide import styleguide

app_name = "core"
urlpatterns = [path("styleguide/", styleguide, name="styleguide")]
