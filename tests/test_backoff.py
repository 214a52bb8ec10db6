from index.backoff import Backoff


def test_pauses_double_up_to_a_bound_and_end_with_an_answer() -> None:
    now = 0.0
    backoff = Backoff(lambda: now)
    assert backoff.may_try()
    pauses = []
    for _ in range(7):
        backoff.failed()
        before = now
        while not backoff.may_try():
            now += 0.5
        pauses.append(now - before)
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    backoff.worked()
    assert backoff.may_try()


def test_one_tries_at_a_time() -> None:
    now = 0.0
    backoff = Backoff(lambda: now)
    backoff.failed()
    now = 1.0
    assert [backoff.may_try() for _ in range(3)] == [True, False, False]
