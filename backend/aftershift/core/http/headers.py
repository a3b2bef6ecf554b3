"""Headers that every reply carries (Q-S14). Stands above whitenoise, so that files have them too."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Where a browser registers for push. Named on installations without push too: a page that a phone keeps has the policy of the day
# on which it was kept, and push may be set up later.
CONNECT_TO = ("https://firebaseinstallations.googleapis.com", "https://fcmregistrations.googleapis.com")
POLICY = "; ".join(
    (
        "default-src 'self'",
        " ".join(("connect-src 'self'", *CONNECT_TO)),
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: a form would then send "Origin: null", which the CSRF check must refuse. Feeds set their own.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
YEAR = 31536000


# As Django keeps them: said anew for each reply, it would look at every letter of every one of them.
_KEPT = {name.lower(): (name, value) for name, value in ALWAYS.items()}


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers._store = {**_KEPT, **response.headers._store}  # type: ignore[attr-defined]  # what a view says wins
        if settings.SERVED_SECURELY:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        if request.path.startswith(("/api/", "/_allauth/")):
            response.headers.setdefault(
                "Cache-Control", "private, no-store" if request.method != "GET" else "private, no-cache"
            )
        return response


def session_key_in(request: HttpRequest) -> str | None:
    """The secret of the session that this request names: the native app's header, else the browser's cookie."""
    token = request.META.get("HTTP_X_SESSION_TOKEN")
    if token is not None or request.META.get("HTTP_X_CLIENT") == "native":
        return token or None
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME)


class NativeSessionMiddleware:
    """X-Session-Token (the native app) names the same server session. No cookie in, none out, hence no CSRF check."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request.headers.get("X-Session-Token")
        native = token is not None or request.headers.get("X-Client") == "native"
        if native:
            request.COOKIES = {settings.SESSION_COOKIE_NAME: token} if token else {}
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        if native:
            response.cookies.clear()
        return response
