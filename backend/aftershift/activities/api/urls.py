from django.urls import path

from aftershift.activities.api import (
    about,
    announcing,
    day,
    helping,
    hosting,
    inviting,
    kiosk,
    my_reminders,
    paper,
    places,
    promises,
    release,
    series,
    tracks,
    views,
    words,
)

urlpatterns = [
    path("home", views.HomeView.as_view(), name="home"),
    path("my-reminders", my_reminders.MyRemindersView.as_view(), name="my-reminders"),
    path("occurrences", views.OccurrencesView.as_view(), name="occurrences"),
    path("occurrences/<uuid:occurrence_id>", views.OccurrenceView.as_view(), name="occurrence"),
    path("occurrences/<uuid:occurrence_id>/sign-ups", views.SignUpsView.as_view(), name="sign-ups"),
    path("occurrences/<uuid:occurrence_id>/shift-change", views.ChangedShiftView.as_view(), name="shift-change"),
    path("occurrences/<uuid:occurrence_id>/sign-ups/mine", views.MySignUpView.as_view(), name="my-sign-up"),
    path(
        "occurrences/<uuid:occurrence_id>/sign-ups/mine/acceptance",
        views.OfferAcceptanceView.as_view(),
        name="offer-acceptance",
    ),
    path("occurrences/<uuid:occurrence_id>/sign-ups/mine/driving", views.DrivingView.as_view(), name="driving"),
    path("occurrences/<uuid:occurrence_id>/sign-ups/mine/undo", places.UndoView.as_view(), name="sign-up-undo"),
    path("occurrences/<uuid:occurrence_id>/sign-up-list", places.SignUpListView.as_view(), name="sign-up-list"),
    path(
        "occurrences/<uuid:occurrence_id>/sign-ups/<uuid:sign_up_id>/removal",
        places.RemovalView.as_view(),
        name="sign-up-removal",
    ),
    path("occurrences/<uuid:occurrence_id>/tell-me", places.TellMeView.as_view(), name="tell-me"),
    path("occurrences/<uuid:occurrence_id>/draw", places.DrawView.as_view(), name="draw"),
    path("occurrences/<uuid:occurrence_id>/kept-places", places.KeptPlacesView.as_view(), name="kept-places"),
    path("facilities-teams", places.FacilitiesTeamsView.as_view(), name="facilities-teams"),
    path("occurrences/<uuid:occurrence_id>/fine-for-me", views.FineForMeView.as_view(), name="fine-for-me"),
    path("occurrences/<uuid:occurrence_id>/places", views.PlacesView.as_view(), name="places"),
    path("occurrences/<uuid:occurrence_id>/time", views.TimeView.as_view(), name="occurrence-time"),
    path("occurrences/<uuid:occurrence_id>/cancellation", views.CancellationView.as_view(), name="cancellation"),
    path("occurrences/<uuid:occurrence_id>/bringing-back", views.BringingBackView.as_view(), name="bringing-back"),
    path("occurrences/<uuid:occurrence_id>/promises", promises.PromisesView.as_view(), name="promises"),
    path("occurrences/<uuid:occurrence_id>/promises/mine", promises.MyPromiseView.as_view(), name="my-promise"),
    path("promises/<uuid:promise_id>/kept", promises.KeptView.as_view(), name="promise-kept"),
    path("promises/<uuid:promise_id>/reports", promises.PromiseReportsView.as_view(), name="promise-reports"),
    path("promises/<uuid:promise_id>/verdicts", promises.PromiseVerdictsView.as_view(), name="promise-verdicts"),
    path("occurrences/<uuid:occurrence_id>/register", day.RegisterView.as_view(), name="register"),
    path(
        "occurrences/<uuid:occurrence_id>/register/<uuid:member_id>",
        day.RegisterTickView.as_view(),
        name="register-tick",
    ),
    path("occurrences/<uuid:occurrence_id>/walk-ins", day.WalkInsView.as_view(), name="walk-ins"),
    path("occurrences/<uuid:occurrence_id>/shift-overran", day.ShiftOverranView.as_view(), name="shift-overran"),
    path("occurrences/<uuid:occurrence_id>/face", day.FaceView.as_view(), name="face"),
    path("dates-to-face", day.DatesToFaceView.as_view(), name="dates-to-face"),
    path(
        "occurrences/<uuid:occurrence_id>/announcements", announcing.AnnouncementsView.as_view(), name="announcements"
    ),
    path("occurrences/<uuid:occurrence_id>/about", about.AboutView.as_view(), name="about"),
    path("release-check", release.ReleaseCheckView.as_view(), name="release-check"),
    path("activities", views.ActivitiesView.as_view(), name="activities"),
    path("activities/<uuid:activity_id>", views.ActivityView.as_view(), name="activity"),
    # the host of a date, and who helps from outside
    path("occurrences/<uuid:occurrence_id>/host", hosting.HostView.as_view(), name="host"),
    path("occurrences/<uuid:occurrence_id>/host/question", hosting.HostQuestionView.as_view(), name="host-question"),
    path("host-questions", hosting.HostQuestionsView.as_view(), name="host-questions"),
    path("activities/<uuid:activity_id>/helpers", helping.HelpersView.as_view(), name="helpers"),
    path("helpers/<uuid:helper_id>", helping.HelperView.as_view(), name="helper"),
    # paper and the kiosk
    path("occurrences/<uuid:occurrence_id>/paper-sheets", paper.PaperSheetsView.as_view(), name="paper-sheets"),
    path("paper-sheets/<uuid:sheet_id>", paper.PaperSheetView.as_view(), name="paper-sheet"),
    path("paper-sheets/<uuid:sheet_id>/lines", paper.PaperSheetLinesView.as_view(), name="paper-sheet-lines"),
    path("kiosk/dates", kiosk.KioskDatesView.as_view(), name="kiosk-dates"),
    path("kiosk/dates/<uuid:occurrence_id>", kiosk.KioskDateView.as_view(), name="kiosk-date"),
    # series
    path("activities/<uuid:activity_id>/series", series.SeriesView.as_view(), name="series"),
    path("activities/<uuid:activity_id>/series/preview", series.SeriesPreviewView.as_view(), name="series-preview"),
    path(
        "activities/<uuid:activity_id>/standing-sign-up", series.StandingSignUpView.as_view(), name="standing-sign-up"
    ),
    path("activities/<uuid:activity_id>/copies", series.CopiesView.as_view(), name="activity-copies"),
    path("occurrences/<uuid:occurrence_id>/pattern-answer", series.PatternAnswerView.as_view(), name="pattern-answer"),
    # inviting
    path("occurrences/<uuid:occurrence_id>/invitations", inviting.DateInvitationsView.as_view(), name="invitations"),
    path("invitations", inviting.InvitationsView.as_view(), name="my-invitations"),
    path("invitations/by-code", inviting.InvitationLookUpView.as_view(), name="invitation-by-code"),
    path("invitations/<uuid:invitation_id>", inviting.InvitationView.as_view(), name="invitation"),
    path(
        "invitations/<uuid:invitation_id>/acceptance",
        inviting.InvitationAcceptanceView.as_view(),
        name="invitation-acceptance",
    ),
    path(
        "invitations/<uuid:invitation_id>/refusal", inviting.InvitationRefusalView.as_view(), name="invitation-refusal"
    ),
    path("activities/<uuid:activity_id>/track", tracks.TrackView.as_view(), name="track"),
    path("occurrences/<uuid:occurrence_id>/words", words.WordsView.as_view(), name="occurrence-words"),
    path(
        "occurrences/<uuid:occurrence_id>/words/preview",
        words.WordsPreviewView.as_view(),
        name="occurrence-words-preview",
    ),
]
