"""Signing in and out at the shared tablet, and a new card there for a lost one."""

from typing import Any

from django_scopes import scope
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aftershift.core import clock
from aftershift.core.http.fields import StrictCharField, StrictSerializer
from aftershift.core.http.qr import drawn
from aftershift.people import codes
from aftershift.people.api.serializers import CalledNameField, NewPinField, PinField
from aftershift.people.api.views import card_link, checked
from aftershift.people.http.addresses import address_of
from aftershift.people.http.kiosk import KioskView
from aftershift.people.selectors import roles_of
from aftershift.people.services import kiosk


class KioskSignInIn(StrictSerializer):
    card = StrictCharField(max_length=200, help_text="The code on the card, or its whole link.")
    pin = PinField()


class KioskSignedInOut(serializers.Serializer[Any]):
    """Never a name: others may look at this screen."""

    token = serializers.CharField(help_text="Sent as X-Kiosk-Token. Kept in memory only.")
    replaces_cards = serializers.BooleanField()


class CardReplacementIn(StrictSerializer):
    """Typed by the member who lost the card."""

    called_name = CalledNameField()
    pin = PinField()
    new_pin = NewPinField(allow_null=True, default=None)


class CardReplacementOut(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="Shown this once.")
    qr = serializers.CharField(help_text="The card's QR as SVG.")


class KioskSessionView(KioskView):
    """Card and PIN; "I'm done"."""

    def get_authenticators(self) -> list[Any]:
        return [] if self._signs_in() else list(super().get_authenticators())

    def get_permissions(self) -> list[Any]:
        return [AllowAny()] if self._signs_in() else list(super().get_permissions())

    def _signs_in(self) -> bool:
        return getattr(getattr(self, "request", None), "method", "") == "POST"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method != "POST":
            return super().initial(request, *args, **kwargs)
        return APIView.initial(self, request, *args, **kwargs)  # nobody is signed in yet

    @extend_schema(request=KioskSignInIn, responses={200: KioskSignedInOut})
    def post(self, request: Request) -> Response:
        data, now = checked(KioskSignInIn, request), clock.now()
        card = data["card"].rsplit("#", 1)[-1]
        member, token = kiosk.sign_in_at_kiosk(
            card=card, pin=data["pin"], address=address_of(request._request), now=now
        )
        member.with_second_factor = False
        with scope(organisation=member.organisation_id):
            roles = roles_of(member)
        return Response({"token": token, "replaces_cards": "connector" in roles})

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        kiosk.end_at_kiosk(session_id=request.auth.session_id)  # type: ignore[union-attr]
        return Response(status=204)


class CardReplacementsView(KioskView):
    """The connector is signed in; the member who lost the card types their own name and PIN."""

    @extend_schema(request=CardReplacementIn, responses={201: CardReplacementOut})
    def post(self, request: Request) -> Response:
        data = self.valid(CardReplacementIn, request.data)
        card = kiosk.replace_card(by=self.member, roles=self.roles, now=self.now, **data)
        return Response({"code": codes.grouped(card.code), "qr": drawn(card_link(card.code))}, status=201)
