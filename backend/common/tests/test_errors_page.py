"""The page that explains refusals."""

import re

from django.test import Client

from backend.common.problems import PROBLEMS


def test_it_works(client: Client) -> None:
    answer = client.get("/docs/errors")
    assert answer.status_code == 200
    assert 'name="viewport"' in answer.content.decode()


def test_the_type_of_every_problem_leads_to_its_explanation(client: Client) -> None:
    page = client.get("/docs/errors").content.decode()
    for code in PROBLEMS:
        assert f'id="{code}"' in page
        assert f'href="#{code}"' in page


def test_code_is_marked_as_such(client: Client) -> None:
    page = client.get("/docs/errors").content.decode()
    assert "<code>errors</code> says what is wrong with each field" in page
    assert "`" not in page


def test_it_keeps_to_the_policy(client: Client) -> None:
    page = client.get("/docs/errors").content.decode()
    assert not re.search(r"<style|style=|<script>|https?://", page)


def test_it_takes_no_writes(client: Client) -> None:
    answer = client.post("/docs/errors")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
