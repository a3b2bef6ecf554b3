from django.urls import path

from aftershift.notifications.api import devices, views, work

urlpatterns = [
    path("inbox", views.InboxView.as_view(), name="inbox"),
    path("inbox/<uuid:message_id>/read", views.InboxReadView.as_view(), name="inbox-read"),
    path("message-preferences", views.PreferencesView.as_view(), name="message-preferences"),
    path("to-tell", views.ToTellView.as_view(), name="to-tell"),
    path("to-tell/<uuid:message_id>/told", views.ToldView.as_view(), name="to-tell-told"),
    path("background-work", work.WorkView.as_view(), name="work"),
    path("background-work/<uuid:item_id>/retries", work.WorkRetriesView.as_view(), name="work-retries"),
    path("push", devices.PushView.as_view(), name="push"),
]
