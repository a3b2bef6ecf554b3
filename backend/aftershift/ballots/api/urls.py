from django.urls import path

from aftershift.ballots.api import checks, views

urlpatterns = [
    path("ballots", views.BallotsView.as_view(), name="ballots"),
    path("ballots/<uuid:ballot_id>", views.OneBallotView.as_view(), name="one-ballot"),
    path("ballots/<uuid:ballot_id>/slips", views.SlipsView.as_view(), name="ballot-slips"),
    path("ballots/<uuid:ballot_id>/slips.pb", views.SlipsFileView.as_view(), name="ballot-slips-file"),
    path("ballots/<uuid:ballot_id>/outcome", views.OutcomeView.as_view(), name="ballot-outcome"),
    path("ballots/<uuid:ballot_id>/publication", views.PublicationView.as_view(), name="ballot-publication"),
    path("ballots/<uuid:ballot_id>/printed-slips", views.PrintedSlipsView.as_view(), name="printed-slips"),
    path(
        "ballots/<uuid:ballot_id>/printed-slips/<str:number>/reading", views.ReadingView.as_view(), name="slip-reading"
    ),
    path("ballots/<uuid:ballot_id>/handed-out", views.HandedOutView.as_view(), name="slips-handed-out"),
    path("ballots/<uuid:ballot_id>/handed-back", views.HandedBackView.as_view(), name="slips-handed-back"),
    path("feasibility", checks.ChecksView.as_view(), name="feasibility"),
    path("ideas/<uuid:idea_id>/feasibility", checks.CheckView.as_view(), name="idea-feasibility"),
    path("ideas/<uuid:idea_id>/cost-asked", checks.CostAskedView.as_view(), name="idea-cost-asked"),
    path("slips/<str:receipt>", views.OneSlipView.as_view(), name="one-slip"),
]
