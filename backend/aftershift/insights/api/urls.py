from django.urls import path

from aftershift.insights.api import views

urlpatterns = [path("desk", views.DeskView.as_view(), name="desk")]
