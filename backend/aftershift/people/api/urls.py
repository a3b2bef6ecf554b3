from django.urls import path

from aftershift.people.api import views

urlpatterns = [
    path("csrf", views.CsrfView.as_view(), name="csrf"),
    path("session", views.SessionView.as_view(), name="session"),
    path("sessions", views.SessionsView.as_view(), name="sessions"),
    path("sessions/<uuid:session_id>", views.OneSessionView.as_view(), name="one-session"),
]
