from dataclasses import replace

from eval.soak import Look, Reply, Soaked

STEADY = Soaked(
    users=2,
    minutes=1,
    every_s=1,
    replies=tuple(Reply(200, 0.1) for _ in range(20)),
    looks=tuple(Look(n * 5.0, 600.0, 30, 8) for n in range(12)),
)


def test_a_steady_server_holds() -> None:
    assert STEADY.holds
    assert STEADY.growth == 0
    assert (
        "| 20 | 0 | 0.10 | 0.10 | 0.10 | 600 to 600 (+0.0%) | 30 of 8 threads to 30 of 8 threads |"
        in STEADY.row()
    )


def test_one_error_is_one_too_many() -> None:
    failed = replace(STEADY, replies=(*STEADY.replies, Reply(500, 0.1)))
    assert failed.errors == 1
    assert not failed.holds


def test_slow_answers_are_told() -> None:
    slow = replace(STEADY, replies=(*STEADY.replies[:18], Reply(200, 3.0), Reply(200, 3.0)))
    assert slow.p95_s == 3.0
    assert not slow.holds


def test_what_grows_after_it_has_settled_is_told_and_the_warm_up_is_not() -> None:
    warm = (Look(0.0, 100.0, 5, 2), *STEADY.looks[1:])
    assert replace(STEADY, looks=warm).holds
    leaking = tuple(Look(n * 5.0, 600.0 + 10 * n, 30, 8) for n in range(12))
    assert not replace(STEADY, looks=leaking).holds
    handles = tuple(Look(n * 5.0, 600.0, 30 + n, 8) for n in range(12))
    assert not replace(STEADY, looks=handles).holds
    threads = tuple(Look(n * 5.0, 600.0, 30 + 2 * n, 8 + n) for n in range(12))
    assert replace(STEADY, looks=threads).holds
