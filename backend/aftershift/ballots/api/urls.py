from django.urls import path

from aftershift.ballots.api import views

urlpatterns = [
    path("ballots", views.BallotsView.as_view(), name="ballots"),
    path("ballots/<uuid:ballot_id>", views.OneBallotView.as_view(), name="one-ballot"),
    path("ballots/<uuid:ballot_id>/slips", views.SlipsView.as_view(), name="ballot-slips"),
    path("ballots/<uuid:ballot_id>/slips.pb", views.SlipsFileView.as_view(), name="ballot-slips-file"),
    path("ballots/<uuid:ballot_id>/outcome", views.OutcomeView.as_view(), name="ballot-outcome"),
    path("ballots/<uuid:ballot_id>/publication", views.PublicationView.as_view(), name="ballot-publication"),
    path("slips/<str:receipt>", views.OneSlipView.as_view(), name="one-slip"),
]
