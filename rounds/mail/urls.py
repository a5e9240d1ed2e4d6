from django.urls import path

from rounds.mail.views import kinds, mine, outbox, unsubscribe

app_name = "mail"
urlpatterns = [
    path("me/mail/", mine.mine, name="mine"),
    path("mail/", outbox.outbox, name="outbox"),
    path("mail/<int:message_id>/", outbox.message, name="message"),
    path("mail/<int:message_id>/html/", outbox.message_html, name="message_html"),
    path("mail/templates/", kinds.kinds, name="kinds"),
    path("mail/templates/html/<path:name>/", kinds.kind_html, name="kind_html"),
    path("mail/templates/<path:name>/", kinds.kind, name="kind"),
    path("mail/unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
