from django.urls import path

from aftershift.leading.api import load, passing_on, roles, views

urlpatterns = [
    path("activities/<uuid:activity_id>/lead", views.LeadView.as_view(), name="lead"),
    path("activities/<uuid:activity_id>/second", views.SecondView.as_view(), name="second"),
    path("role-offers", views.RoleOffersView.as_view(), name="role-offers"),
    path("role-offers/<uuid:offer_id>/acceptance", views.AcceptanceView.as_view(), name="role-offer-acceptance"),
    path("role-offers/<uuid:offer_id>/refusal", views.RefusalView.as_view(), name="role-offer-refusal"),
    path("occurrences/<uuid:occurrence_id>/roles", roles.DateRolesView.as_view(), name="date-roles"),
    path("occurrences/<uuid:occurrence_id>/roles/<slug:role>", roles.DateRoleView.as_view(), name="date-role"),
    path(
        "occurrences/<uuid:occurrence_id>/roles/<slug:role>/question",
        roles.DateRoleQuestionView.as_view(),
        name="date-role-question",
    ),
    path("role-questions", roles.RoleQuestionsView.as_view(), name="role-questions"),
    path("activities/<uuid:activity_id>/passing-on", passing_on.PassingOnView.as_view(), name="passing-on"),
    path("activities/<uuid:activity_id>/taper", passing_on.TaperView.as_view(), name="taper"),
    path("activities/<uuid:activity_id>/taper/agreement", passing_on.TaperAgreementView.as_view(), name="taper-yes"),
    path("activities/<uuid:activity_id>/taper/help", passing_on.TaperHelpView.as_view(), name="taper-help"),
    path("activities/<uuid:activity_id>/handover", passing_on.HandoverView.as_view(), name="handover"),
    path("activities/<uuid:activity_id>/handover-pack", passing_on.HandoverPackView.as_view(), name="handover-pack"),
    path("handovers", passing_on.HandoversView.as_view(), name="handovers"),
    path(
        "handovers/<uuid:handover_id>/agreement", passing_on.HandoverAgreementView.as_view(), name="handover-agreement"
    ),
    path("handovers/<uuid:handover_id>/refusal", passing_on.HandoverRefusalView.as_view(), name="handover-refusal"),
    path("leader-calls", passing_on.LeaderCallsView.as_view(), name="leader-calls"),
    path("own-load", load.OwnLoadView.as_view(), name="own-load"),
    path("own-load/answer", load.OwnAnswerView.as_view(), name="own-load-answer"),
    path("load-totals", load.LoadTotalsView.as_view(), name="load-totals"),
]
