from django.http import HttpRequest, HttpResponse

from aftershift.core.http.problems import problem


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF refusal as a problem; the client fetches a new token and tries once more."""
    return problem(403, "csrf", "Please try once more", detail="CSRF check failed.")
