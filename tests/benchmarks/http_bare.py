"""Two more yardsticks: an empty Django view with the floor's statement, and Django REST framework with nothing in it."""

import os

import environ
from django.conf import settings

settings.configure(
    SECRET_KEY="for the benchmark",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": environ.Env.db_url_config(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": 60}},
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None, "DEFAULT_AUTHENTICATION_CLASSES": []},
    USE_TZ=True,
)

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from tests.benchmarks import floor

application = get_wsgi_application()


def execute(sql: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(floor.page(execute, request.headers["X-Session-Token"]), content_type="application/json")


class Bare(APIView):
    def get(self, request: object) -> Response:
        return Response({"ready": True})


urlpatterns = [path("list", page), path("bare", Bare.as_view()), path("readyz", Bare.as_view())]
