from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from clock import Clock

from assistant.throttle import Throttle, delay


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(tmp_path: Path, clock: Clock) -> Throttle:
    return Throttle(tmp_path, clock)


def test_each_try_after_the_fourth_doubles_the_wait(throttle: Throttle, clock: Clock) -> None:
    assert [throttle.enter("ann", "192.0.2.1") for _ in range(4)] == [0, 0, 0, 0]
    waits = []
    for _ in range(4):
        waits.append(throttle.enter("ann", "192.0.2.1"))
        clock.passes(waits[-1])
        assert throttle.enter("ann", "192.0.2.1") == 0
    assert waits == [1, 2, 4, 8]


def test_a_name_waits_wherever_it_is_tried_from(throttle: Throttle) -> None:
    for place in range(4):
        assert throttle.enter("ann", f"192.0.2.{place}") == 0
    assert throttle.enter("ANN ", "192.0.2.9") > 0
    assert throttle.enter("bob", "192.0.2.9") == 0


def test_an_address_waits_whichever_name_it_tries(throttle: Throttle) -> None:
    assert {throttle.enter(f"name{n}", "192.0.2.1") for n in range(12)} == {0}
    assert throttle.enter("ann", "192.0.2.1") > 0
    assert throttle.enter("ann", "192.0.2.2") == 0


def test_one_ipv6_customer_is_one_address(throttle: Throttle) -> None:
    assert {throttle.enter(f"name{n}", f"2001:db8::{n}") for n in range(12)} == {0}
    assert throttle.enter("ann", "2001:db8::ffff") > 0


def test_getting_in_forgives_the_name_but_buys_no_guesses(throttle: Throttle) -> None:
    for n in range(11):
        throttle.enter(f"name{n}", "192.0.2.1")
    for _ in range(3):
        assert throttle.enter("own", "192.0.2.1") == 0
        throttle.forgive("own", "192.0.2.1")
    throttle.enter("ann", "192.0.2.1")
    assert throttle.enter("ann", "192.0.2.1") > 0


def test_tries_at_the_same_time_gain_nothing(tmp_path: Path, clock: Clock) -> None:
    throttles = [Throttle(tmp_path, clock) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda n: throttles[n % 4].enter("ann", f"192.0.2.{n}"), range(40)))
    assert waits.count(0) == 4


def test_tries_are_forgotten_after_an_hour(throttle: Throttle, clock: Clock) -> None:
    for _ in range(5):
        throttle.enter("ann", "192.0.2.1")
    clock.passes(3601)
    assert throttle.enter("ann", "192.0.2.1") == 0


def test_a_wait_grows_to_its_bound_and_no_further() -> None:
    assert delay("name", 10_000) == 300
    assert delay("address", 10_000) == 900


def test_what_was_typed_as_a_name_is_not_kept(throttle: Throttle, tmp_path: Path) -> None:
    throttle.enter("correct horse battery", "192.0.2.1")
    assert b"correct horse" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
