from django.urls import path

from aftershift.safety.api import first_win, views

urlpatterns = [
    path("first-win", first_win.FirstWinView.as_view(), name="first-win"),
    path("occurrences/<uuid:occurrence_id>/checklist", views.ChecklistView.as_view(), name="checklist"),
    path(
        "occurrences/<uuid:occurrence_id>/checklist/items/<slug:item_id>",
        views.TickView.as_view(),
        name="checklist-item",
    ),
    path("occurrences/<uuid:occurrence_id>/publication", views.PublicationView.as_view(), name="publication"),
    path("occurrences/<uuid:occurrence_id>/start", views.StartView.as_view(), name="start"),
    path("occurrences/<uuid:occurrence_id>/stop", views.StopView.as_view(), name="stop"),
    path("occurrences/<uuid:occurrence_id>/close", views.CloseView.as_view(), name="close"),
    path("activities/<uuid:activity_id>/safety-answers", views.AnswersView.as_view(), name="safety-answers"),
]
