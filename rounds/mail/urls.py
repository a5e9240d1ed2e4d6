from django.urls import path

from rounds.mail import views

app_name = "mail"
urlpatterns = [
    path("mail/", views.outbox, name="outbox"),
    path("mail/<int:message_id>/", views.message, name="message"),
]
