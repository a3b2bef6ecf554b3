from django.urls import path

from aftershift.calendars.http import views

urlpatterns = [path("feed/<slug:secret>.ics", views.feed, name="feed")]
