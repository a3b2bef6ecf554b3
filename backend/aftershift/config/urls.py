"""Every address. Apps' routes stand under /api/v1/; pages for people, feeds and files at the root."""

from django.urls import include, path

from aftershift.config.views import livez, readyz, web_client

APPS_WITH_API = ("people", "shifts", "ideas", "ballots", "activities", "leading", "safety", "calendars", "insights")

import importlib.util  # BUILDING


def _there(module):  # BUILDING
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    *[
        path("api/v1/", include(f"aftershift.{app}.api.urls"))
        for app in APPS_WITH_API
        if _there(f"aftershift.{app}.api.urls")
    ],
    *(
        [path("_allauth/", include("aftershift.people.http.allauth_urls"))]
        if _there("aftershift.people.http.allauth_urls")
        else []
    ),
    *([path("", include("aftershift.calendars.http.urls"))] if _there("aftershift.calendars.http.urls") else []),
    *([path("", include("aftershift.pages.http.urls"))] if _there("aftershift.pages.http.urls") else []),
    path("", web_client, {"path": ""}, name="web-client"),
    path("<path:path>", web_client, name="web-client-path"),
]
