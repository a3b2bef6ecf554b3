"""The base of every view at the shared tablet. Apart from MemberView's session, so that neither opens the other's doors."""

from typing import Any

from django_scopes import scope
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aftershift.core import clock
from aftershift.people.http.views import MemberView
from aftershift.people.services.kiosk import AtKiosk, at_kiosk

HEADER = "X-Kiosk-Token"
# What somebody is at a shared tablet, whatever else they are: a member, and a connector who replaces a lost card.
AT_KIOSK = frozenset({"member", "new", "confirmed", "connector"})


class KioskAuthentication(BaseAuthentication):
    """X-Kiosk-Token alone: no cookie, hence no CSRF. `request.auth` says who."""

    def authenticate(self, request: Request) -> tuple[Any, AtKiosk] | None:
        token = request.headers.get(HEADER, "")
        here = at_kiosk(token=token, now=clock.now()) if token else None
        return None if here is None else (here.member.person, here)

    def authenticate_header(self, request: Request) -> str:
        return "Kiosk"


class KioskScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = KioskAuthentication
    name = "kioskToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": HEADER}


class KioskView(MemberView):
    """Has `self.member` and what of `self.roles` counts here. What it answers is kept nowhere."""

    authentication_classes = [KioskAuthentication]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        APIView.initial(self, request, *args, **kwargs)
        if not isinstance(request.auth, AtKiosk):
            raise NotAuthenticated
        self.member = request.auth.member
        self._open.enter_context(scope(organisation=self.member.organisation_id))

    @property
    def roles(self) -> frozenset[str]:
        return self._all_roles & AT_KIOSK

    @property
    def resting_roles(self) -> frozenset[str]:
        """None that could be woken here."""
        return frozenset()

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        answered: Response = super().finalize_response(request, response, *args, **kwargs)
        answered.headers["Cache-Control"] = "no-store"
        return answered
