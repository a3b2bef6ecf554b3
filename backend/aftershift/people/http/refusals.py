from django.http import HttpRequest, HttpResponse

from aftershift.core.http.problems import problem

PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>Please try once more</title><link rel="stylesheet" href="/join/door.css">'
    "<main><h1>Please try once more</h1>"
    "<p>Go back, load the page again, then send it. Your browser must keep cookies for this.</p></main></html>"
)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF refusal: a page for people who sent a form, a problem for the client, which tries once more."""
    if request.path.startswith(("/api/", "/_allauth/")):
        return problem(403, "csrf", "Please try once more", detail="CSRF check failed.")
    page = HttpResponse(PAGE, status=403)
    page.is_page = True  # type: ignore[attr-defined]
    return page
