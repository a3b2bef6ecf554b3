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


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.SERVED_SECURELY:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        if request.path.startswith(("/api/", "/_allauth/")):
            response.headers.setdefault(
                "Cache-Control", "private, no-store" if request.method != "GET" else "private, no-cache"
            )
        return response


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
