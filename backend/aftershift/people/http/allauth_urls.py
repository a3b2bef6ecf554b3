"""The few views of allauth headless that are wanted, for both kinds of client. Everything else of it stays 404.

Sign-up answers 403 (people/adapters.py). Tries are counted by our own budgets, which hold across processes,
on top of allauth's. A second factor is set up only after a password, never by card and PIN alone: else whoever
has a card could put their own second factor on somebody's account.
"""

from typing import Any

from allauth.headless.account import views as account
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from aftershift.core import clock
from aftershift.core.errors import NotAllowed
from aftershift.people import codes, limits
from aftershift.people.http.addresses import address_of
from aftershift.people.services.sessions import METHODS


class _CountsTries:
    """Counts a try before the secret is looked at; gives it back when it was right."""

    def whose(self) -> list[tuple[limits.Limit, str]]:
        raise NotImplementedError

    def handle_input(self, data: Any) -> Any:
        counted = self.whose()
        now = clock.now()
        for limit, whose in counted:
            limit.take(whose, now=now)
        refused = super().handle_input(data)  # type: ignore[misc]
        if refused is None:
            for limit, whose in counted:
                limit.give_back(whose)
        return refused


class LoginView(_CountsTries, account.LoginView):
    def whose(self) -> list[tuple[limits.Limit, str]]:
        email = self.data.get("email") if self.data else None
        named = codes.keyed("e-mail", str(email).strip().lower())
        return [(limits.E_MAIL_ADDRESS, address_of(self.request)), (limits.E_MAIL_PERSON, named)]


class ReauthenticateView(_CountsTries, account.ReauthenticateView):
    def whose(self) -> list[tuple[limits.Limit, str]]:
        return [(limits.E_MAIL_PERSON, str(self.request.user.pk))]


class SecondFactorView(_CountsTries, mfa.AuthenticateView):
    def whose(self) -> list[tuple[limits.Limit, str]]:
        return [(limits.SECOND_FACTOR, str(self.stage.login.user.pk))]


class SecondFactorAgainView(_CountsTries, mfa.ReauthenticateView):
    def whose(self) -> list[tuple[limits.Limit, str]]:
        return [(limits.SECOND_FACTOR, str(self.request.user.pk))]


class _AfterPassword:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            methods = {m.get("method") for m in request.session.get(METHODS, [])}
            if "password" not in methods:
                raise NotAllowed(next="Sign in by e-mail and password first.")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


class AuthenticatorsView(_AfterPassword, mfa.AuthenticatorsView):
    pass


class TotpView(_AfterPassword, mfa.ManageTOTPView):
    pass


class RecoveryCodesView(_AfterPassword, mfa.ManageRecoveryCodesView):
    pass


WANTED: dict[str, Any] = {
    "config": ConfigView,
    "auth/login": LoginView,
    "auth/signup": account.SignupView,
    "auth/session": account.SessionView,
    "auth/reauthenticate": ReauthenticateView,
    "auth/2fa/authenticate": SecondFactorView,
    "auth/2fa/reauthenticate": SecondFactorAgainView,
    "account/authenticators": AuthenticatorsView,
    "account/authenticators/totp": TotpView,
    "account/authenticators/recovery-codes": RecoveryCodesView,
}


def _routes(client: Client) -> list[URLPattern | URLResolver]:
    return [path(route, view.as_api_view(client=client)) for route, view in WANTED.items()]


urlpatterns = [
    path("app/v1/", include(_routes(Client.APP))),
    path("browser/v1/", include(_routes(Client.BROWSER))),
]
