import pytest
from django.test import Client

ANDROID, APPLE = "/.well-known/assetlinks.json", "/.well-known/apple-app-site-association"


@pytest.mark.parametrize("path", [ANDROID, APPLE])
def test_where_no_app_was_built_for_this_server_links_stay_in_the_browser(path):
    assert Client().get(path).status_code == 404


def test_android_is_told_whose_certificate_may_open_links(settings):
    settings.ANDROID_CERTIFICATES = ["AB:CD", "12:34"]
    reply = Client().get(ANDROID)
    assert reply["Content-Type"] == "application/json"
    (row,) = reply.json()
    assert row["relation"] == ["delegate_permission/common.handle_all_urls"]
    assert row["target"] == {
        "namespace": "android_app",
        "package_name": "org.aftershift.app",
        "sha256_cert_fingerprints": ["AB:CD", "12:34"],
    }


def test_ios_opens_the_poster_link_and_nothing_else(settings):
    settings.APPLE_TEAM_ID = "TEAM123456"
    reply = Client().get(APPLE)
    assert reply["Content-Type"] == "application/json"
    assert reply.json() == {
        "applinks": {"details": [{"appIDs": ["TEAM123456.org.aftershift.app"], "components": [{"/": "/join*"}]}]}
    }
