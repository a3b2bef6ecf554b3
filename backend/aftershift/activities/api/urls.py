from django.urls import path

from aftershift.activities.api import about, promises, release, views

urlpatterns = [
    path("home", views.HomeView.as_view(), name="home"),
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
    path("occurrences/<uuid:occurrence_id>/about", about.AboutView.as_view(), name="about"),
    path("release-check", release.ReleaseCheckView.as_view(), name="release-check"),
    path("activities", views.ActivitiesView.as_view(), name="activities"),
    path("activities/<uuid:activity_id>", views.ActivityView.as_view(), name="activity"),
]
