from django.urls import path

from aftershift.calendars.api import files, views

urlpatterns = [
    path("feeds", views.FeedsView.as_view(), name="feeds"),
    path("feeds/<uuid:feed_id>", views.FeedView.as_view(), name="feed-ending"),
    path("occurrences/<uuid:occurrence_id>/calendar-file", files.DateFileView.as_view(), name="date-file"),
    path("programme-file", files.ProgrammeFileView.as_view(), name="programme-file"),
]
