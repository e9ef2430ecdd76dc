from __future__ import annotations

from pathlib import Path

import pytest

from recog.errors import InputError
from recog.settings import SETTINGS, read_settings


def test_without_an_environment_every_setting_has_its_default() -> None:
    settings = read_settings({})
    assert settings.home == Path("var")
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.timeout_s, settings.memory_bytes) == (30, 2**30)
    assert settings.token == ""


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("RECOG_HOME", "/srv/recog", "home", Path("/srv/recog")),
        ("RECOG_PORT", "9000", "port", 9000),
        ("RECOG_MEMORY", "512M", "memory_bytes", 512 * 2**20),
        ("RECOG_RESULT_BYTES", "1000", "result_bytes", 1000),
        ("RECOG_TIMEOUT", "0.5", "timeout_s", 0.5),
        ("RECOG_PORT", "", "port", 8000),
    ],
)
def test_a_setting_is_read_from_its_text(
    name: str, text: str, field: str, value: object
) -> None:
    assert getattr(read_settings({name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("RECOG_PORT", "many"),
        ("RECOG_PORT", "70000"),
        ("RECOG_PORT", "-1"),
        ("RECOG_MEMORY", "1T"),
        ("RECOG_MEMORY", "G"),
        ("RECOG_TIMEOUT", "0"),
        ("RECOG_TIMEOUT", "soon"),
        ("RECOG_TIMEOUT", "nan"),
        ("RECOG_WORKERS", "0"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_with_its_setting(
    name: str, text: str
) -> None:
    with pytest.raises(InputError, match=f"{name} is '{text}'"):
        read_settings({name: text})


def test_waiting_queries_must_leave_threads_for_pages() -> None:
    with pytest.raises(InputError, match="RECOG_THREADS is 20; .* at least 46"):
        read_settings({"RECOG_THREADS": "20"})
    assert read_settings({"RECOG_THREADS": "20", "RECOG_QUEUE": "3"}).threads == 20


def test_every_setting_has_a_field_and_an_explanation() -> None:
    settings = read_settings({})
    assert {each.field for each in SETTINGS.values()} == set(settings.__slots__)
    assert all(each.help for each in SETTINGS.values())


def test_the_limits_of_the_store_are_those_of_the_settings() -> None:
    limits = read_settings({"RECOG_TIMEOUT": "7", "RECOG_WORKERS": "3"}).limits
    assert (limits.timeout_s, limits.workers) == (7, 3)
