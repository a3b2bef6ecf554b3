"""Every address. Apps' routes stand under /api/v1/; pages for people, feeds and files at the root."""

from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern

from aftershift.config.views import livez, metrics, readyz, web_client

# The most asked first: routes are tried in this order.
APPS_WITH_API = (
    "activities",
    "people",
    "shifts",
    "media",
    "notifications",
    "ideas",
    "ballots",
    "leading",
    "safety",
    "calendars",
    "insights",
)

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    *[path("api/v1/", include(f"aftershift.{app}.api.urls")) for app in APPS_WITH_API],
    # Named, not included: loaded when somebody signs in by e-mail, of which members do little and it takes much.
    URLResolver(RoutePattern("_allauth/"), "aftershift.people.http.allauth_urls"),
    path("", include("aftershift.calendars.http.urls")),
    path("", include("aftershift.pages.http.urls")),
    path("", web_client, {"path": ""}, name="web-client"),
    path("<path:path>", web_client, name="web-client-path"),
]
