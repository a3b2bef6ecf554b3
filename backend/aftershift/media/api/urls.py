from django.urls import path

from aftershift.media.api import views

urlpatterns = [
    path("photos", views.PhotosView.as_view()),
    path("photos/<uuid:photo_id>/<slug:size>", views.PhotoFileView.as_view()),
    path("voice-notes", views.VoiceNotesView.as_view()),
    path("voice-notes/<uuid:voice_note_id>/sound", views.SoundFileView.as_view()),
]
