from django.urls import path

from aftershift.people.api import kiosk, merging, organisation, views

urlpatterns = [
    path("csrf", views.CsrfView.as_view(), name="csrf"),
    path("session", views.SessionView.as_view(), name="session"),
    path("session/organisation", views.SessionOrganisationView.as_view(), name="session-organisation"),
    path("organisations-to-pick", views.OrganisationsToPickView.as_view(), name="organisations-to-pick"),
    path("sessions", views.SessionsView.as_view(), name="sessions"),
    path("sessions/<uuid:session_id>", views.OneSessionView.as_view(), name="one-session"),
    path("join/look-up", views.LookUpView.as_view(), name="join-look-up"),
    path("joins", views.JoinsView.as_view(), name="joins"),
    path("join-codes", views.JoinCodesView.as_view(), name="join-codes"),
    path("join-codes/<uuid:code_id>/revocation", views.JoinCodeRevocationView.as_view(), name="join-code-revocation"),
    path("join-codes/<uuid:code_id>/undo", views.JoinCodeUndoView.as_view(), name="join-code-undo"),
    path("card", views.CardView.as_view(), name="card"),
    path("card/qr", views.CardQrView.as_view(), name="card-qr"),
    path("me", views.MeView.as_view(), name="me"),
    path("me/language", views.MyLanguageView.as_view(), name="my-language"),
    path("me/data", views.MyDataView.as_view(), name="my-data"),
    path("members/new", views.NewMembersView.as_view(), name="new-members"),
    path("members/<uuid:member_id>/confirmations", views.ConfirmationsView.as_view(), name="confirmations"),
    path("confirmations-by-card", views.ConfirmationsByCardView.as_view(), name="confirmations-by-card"),
    path("member-merges", merging.MergesView.as_view(), name="member-merges"),
    path("member-merges/preview", merging.MergePreviewView.as_view(), name="member-merges-preview"),
    path("organisation/nation", organisation.NationView.as_view(), name="organisation-nation"),
    path("recoveries", views.RecoveriesView.as_view(), name="recoveries"),
    path("recoveries/<uuid:recovery_id>", views.OneRecoveryView.as_view(), name="one-recovery"),
    path("recoveries/<uuid:recovery_id>/stop", views.RecoveryStopView.as_view(), name="recovery-stop"),
    path("recovery-vouches", views.RecoveryVouchesView.as_view(), name="recovery-vouches"),
    path("kiosk/session", kiosk.KioskSessionView.as_view(), name="kiosk-session"),
    path("kiosk/card-replacements", kiosk.CardReplacementsView.as_view(), name="card-replacements"),
]
