from django.urls import path

from rounds.billing.views import invoices, mine, pretending, webhooks

app_name = "billing"
urlpatterns = [
    path("invoices/<slug:token>.pdf", invoices.pdf, name="pdf"),
    path("invoices/<slug:token>/", invoices.invoice, name="invoice"),
    path("invoices/<slug:token>/pay/", invoices.pay, name="pay"),
    path("me/invoices/", mine.invoices, name="mine"),
    path("me/invoices/cards/<int:pk>/", mine.card, name="card"),
    path("pretend-card/<slug:reference>/", pretending.pretend_card, name="pretend_card"),
    path("webhooks/<slug:provider>/", webhooks.webhook, name="webhook"),
]
