from django.urls import path

from aftershift.calendars.api import views

urlpatterns = [
    path("feeds", views.FeedsView.as_view(), name="feeds"),
    path("feeds/<uuid:feed_id>", views.FeedView.as_view(), name="feed-ending"),
]
