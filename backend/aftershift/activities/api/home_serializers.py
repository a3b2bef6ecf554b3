"""The first screen, with what is asked and told around it."""

from aftershift.activities.api import serializers
from aftershift.activities.api.day_serializers import ToFaceOut
from aftershift.notifications.http.messages import MessageOut


class Home(serializers.Home):
    to_face = ToFaceOut(many=True, help_text="Where I was lately and have not said how it was, the latest first.")
    unread = MessageOut(many=True, help_text="What I was told and have not read, the latest first.")
