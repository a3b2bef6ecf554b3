import pytest
from django.test import Client


def test_livez_answers_without_a_database():
    assert Client().get("/livez").status_code == 200


@pytest.mark.django_db
def test_readyz_answers_when_the_database_does():
    assert Client().get("/readyz").status_code == 200
