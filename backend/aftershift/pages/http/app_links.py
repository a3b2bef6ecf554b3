"""What phones ask for before a link opens in the app instead of the browser: who may open this server's addresses."""

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

PACKAGE = "org.aftershift.app"


@require_safe
def android(request: HttpRequest) -> JsonResponse:
    """Digital Asset Links: the apps signed with these certificates. 404 where no app was built for this server."""
    if not settings.ANDROID_CERTIFICATES:
        raise Http404
    target = {
        "namespace": "android_app",
        "package_name": PACKAGE,
        "sha256_cert_fingerprints": settings.ANDROID_CERTIFICATES,
    }
    return JsonResponse([{"relation": ["delegate_permission/common.handle_all_urls"], "target": target}], safe=False)


@require_safe
def apple(request: HttpRequest) -> JsonResponse:
    """Associated domains: the app, and the one kind of address it opens."""
    if not settings.APPLE_TEAM_ID:
        raise Http404
    opens = {"appIDs": [f"{settings.APPLE_TEAM_ID}.{PACKAGE}"], "components": [{"/": "/join*"}]}
    return JsonResponse({"applinks": {"details": [opens]}})
