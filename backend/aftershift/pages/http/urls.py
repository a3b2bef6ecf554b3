from django.urls import path, re_path

from aftershift.pages.http import views

urlpatterns = [
    re_path(r"^join/(?P<name>door\.(?:css|js))$", views.asset, name="door-asset"),
    path("join", views.spoken, name="join"),
    path("join/<str:token>", views.door, name="door"),
    path("joined", views.joined, name="joined"),
    path("a/<uuid:occurrence_id>", views.activity, name="public-activity"),
    path("print/poster/<str:token>", views.poster, name="print-poster"),
    path("print/card", views.print_card, name="print-card"),
]
