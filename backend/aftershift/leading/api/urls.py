from django.urls import path

from aftershift.leading.api import certificates, circle, load, passing_on, roles, sign_offs, steps, views, who_next

urlpatterns = [
    path("activities/<uuid:activity_id>/lead", views.LeadView.as_view(), name="lead"),
    path("activities/<uuid:activity_id>/second", views.SecondView.as_view(), name="second"),
    path("role-offers", views.RoleOffersView.as_view(), name="role-offers"),
    path("role-offers/<uuid:offer_id>/acceptance", views.AcceptanceView.as_view(), name="role-offer-acceptance"),
    path("role-offers/<uuid:offer_id>/refusal", views.RefusalView.as_view(), name="role-offer-refusal"),
    # My own steps, words and certificates, and the leaders' circle.
    path("my-steps", steps.MyStepsView.as_view(), name="my-steps"),
    path("my-steps/<str:kind>", steps.StepView.as_view(), name="my-step"),
    path("my-steps/<str:kind>/not-now", steps.NotNowView.as_view(), name="my-step-not-now"),
    path("my-steps/<str:kind>/signers", sign_offs.SignersView.as_view(), name="my-step-signers"),
    path("my-record", steps.RecordView.as_view(), name="my-record"),
    path("role-cards/<str:card>/reading", steps.CardReadView.as_view(), name="role-card-reading"),
    path("sign-offs", sign_offs.SignOffsView.as_view(), name="sign-offs"),
    path("sign-offs/<uuid:sign_off_id>", sign_offs.SignOffView.as_view(), name="sign-off"),
    path("sign-offs/<uuid:sign_off_id>/pause", sign_offs.PauseView.as_view(), name="sign-off-pause"),
    path("sign-offs/<uuid:sign_off_id>/answer", sign_offs.AnswerView.as_view(), name="sign-off-answer"),
    path("sign-off-requests", sign_offs.AskedView.as_view(), name="sign-off-requests"),
    path("occurrences/<uuid:occurrence_id>/shadowing", sign_offs.ShadowView.as_view(), name="shadowing"),
    path("shadowings", sign_offs.ShadowingsView.as_view(), name="shadowings"),
    path("shadowings/<uuid:shadowing_id>/word", sign_offs.ItHappenedView.as_view(), name="shadowing-word"),
    path("certificates", certificates.CertificatesView.as_view(), name="certificates"),
    path("certificates/<uuid:certificate_id>", certificates.CertificateView.as_view(), name="certificate"),
    path("certificates/<uuid:certificate_id>/seen", certificates.SeenView.as_view(), name="certificate-seen"),
    path(
        "occurrences/<uuid:occurrence_id>/certificates-on-the-day",
        certificates.OnTheDayView.as_view(),
        name="certificates-on-the-day",
    ),
    path("certificates-to-see", certificates.ToSeeView.as_view(), name="certificates-to-see"),
    path(
        "activities/<uuid:activity_id>/guide-evidence", certificates.GuideEvidenceView.as_view(), name="guide-evidence"
    ),
    path("circle", circle.CircleView.as_view(), name="circle"),
    path("circle/notes", circle.NotesView.as_view(), name="circle-notes"),
    path("circle/notes/<uuid:note_id>", circle.NoteView.as_view(), name="circle-note"),
    path("circle/invitations/<uuid:member_id>", circle.InvitationView.as_view(), name="circle-invitation"),
    path("activities/<uuid:activity_id>/circle", circle.CircleActivityView.as_view(), name="circle-activity"),
    path("occurrences/<uuid:occurrence_id>/roles", roles.DateRolesView.as_view(), name="date-roles"),
    path("occurrences/<uuid:occurrence_id>/roles/<slug:role>", roles.DateRoleView.as_view(), name="date-role"),
    path(
        "occurrences/<uuid:occurrence_id>/roles/<slug:role>/question",
        roles.DateRoleQuestionView.as_view(),
        name="date-role-question",
    ),
    path("occurrences/<uuid:occurrence_id>/who-next", who_next.WhoNextView.as_view(), name="who-next"),
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
