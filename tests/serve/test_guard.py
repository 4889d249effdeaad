from __future__ import annotations

import pytest

from graphkit.serve.guard import choose_hosts, is_loopback, read_host, write_policy


@pytest.mark.parametrize(("header", "name"), [
    ("127.0.0.1:8080", "127.0.0.1"), ("LOCALHOST", "localhost"), ("[::1]:8080", "::1"), ("[::1]", "::1"), ("", ""),
    ("example.org:80", "example.org"), ("127.0.0.1.example.org", "127.0.0.1.example.org"),
])
def test_the_name_in_a_host_header(header, name):
    assert read_host(header) == name


@pytest.mark.parametrize(("host", "loopback"), [
    ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
    ("192.0.2.7", False), ("example.org", False),
])
def test_only_on_the_loopback_the_names_are_few(host, loopback):
    assert is_loopback(host) is loopback
    assert (host in choose_hosts(host)) is loopback and bool(choose_hosts(host)) is loopback


def test_a_policy_differs_where_it_is_told_to():
    assert "script-src 'self';" in write_policy()
    changed = write_policy(script_src="'none'", sandbox="")
    assert "script-src 'none';" in changed and changed.endswith("; sandbox") and "frame-ancestors 'none'" in changed
