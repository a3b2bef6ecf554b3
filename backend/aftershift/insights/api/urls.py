from django.urls import path

from aftershift.insights.api import presentation, views

urlpatterns = [
    path("desk", views.DeskView.as_view(), name="desk"),
    path("presentation", presentation.PresentationView.as_view(), name="presentation"),
]
