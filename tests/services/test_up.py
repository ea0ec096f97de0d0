"""`khen up` as an officer of a small machine meets it: it answers, mends itself, and leaves nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.services.conftest import Furnish
from tests.services.house import KHEN, children, free_port, is_alive, khen, served, status, surroundings, until
from tests.services.officer import DOOR

Running = tuple[subprocess.Popen[str], int]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, furnish: Furnish) -> Path:
    return furnish(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, furnish: Furnish) -> Iterator[Running]:
    """One that stands all the time: what is killed of it comes back."""
    with served(furnish(tmp_path_factory.mktemp("house"))) as running:
        yield running


def part(up: subprocess.Popen[str], module: str) -> int:
    """The process that runs a part, 0 when there is none."""
    own = {pid: line for pid, line in children(up.pid).items() if f"{module} " in line and f"--parent {up.pid}" in line}
    return min(own, default=0)


def test_it_answers_and_stops_without_leaving_anything(home: Path) -> None:
    with served(home) as (up, port):
        assert status(port) == 200
        started = list(children(up.pid))
        assert len(started) >= 3  # web, its answering process, worker
        up.send_signal(signal.SIGTERM)
        assert up.wait(120) == 0
        until(lambda: not any(is_alive(pid) for pid in started))
        assert status(port) == 0


@pytest.mark.parametrize("module", ["khen.web.server", "khen.web.worker"])
def test_a_part_that_is_killed_comes_back(house: Running, module: str) -> None:
    up, port = house
    killed = part(up, module)
    os.kill(killed, signal.SIGKILL)
    until(lambda: part(up, module) not in {0, killed})
    until(lambda: status(port) == 200)
    assert up.poll() is None


def test_an_answering_process_that_is_killed_comes_back(house: Running) -> None:
    up, port = house
    answering = children(part(up, "khen.web.server"))
    for pid in answering:
        os.kill(pid, signal.SIGKILL)
    until(lambda: status(port) == 200)


def test_when_it_is_killed_itself_nothing_stays_and_ctrl_c_stops_the_next(home: Path) -> None:
    with served(home) as (up, port):
        started = list(children(up.pid))
        up.kill()
        up.wait(60)
        until(lambda: not any(is_alive(pid) for pid in started))
        assert status(port) == 0
    with served(home) as (up, port):
        assert status(port) == 200
        started = list(children(up.pid))
        up.send_signal(signal.SIGINT)
        assert up.wait(120) == 0
        until(lambda: not any(is_alive(pid) for pid in started))


def of_home(home: Path) -> list[int]:
    """Every process that was started for this home and still lives, whoever its parent is by now."""
    found, wanted = [], f"KHEN_HOME={home}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (place / "environ").read_bytes().split(b"\0") and is_alive(int(place.name)):
                found.append(int(place.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("processes", [1, 2, 3, 4])
def test_asked_to_stop_while_it_starts_it_leaves_nothing(home: Path, number: signal.Signals, processes: int) -> None:
    """The wish comes as soon as so many processes are there: its own, each part's, the one that answers."""
    up = subprocess.Popen([*KHEN, "up", "--port", str(free_port())], env=surroundings(home), cwd=home, stderr=subprocess.PIPE)
    until(lambda: len(of_home(home)) >= processes)
    up.send_signal(number)
    _out, said = up.communicate(timeout=120)
    until(lambda: not of_home(home))
    assert "buộc dừng" not in said.decode()  # each part heard the wish


def computed(pid: int) -> float:
    """Seconds of processors that a process has taken: they say how far it is, however much else the machine has to do."""
    user, system = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("after", [0.4, 1.5, 2.5], ids="after {} s".format)
def test_ctrl_c_while_tables_are_made_ends_it_within_two_seconds_with_one_line(tmp_path: Path, after: float) -> None:
    command = [*KHEN, "up", "--port", str(free_port())]
    environment, before = surroundings(a_house(tmp_path)), os.times()
    up = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    until(lambda: computed(up.pid) > after)
    up.send_signal(signal.SIGINT)
    _out, said = up.communicate(timeout=20)
    ended = os.times()
    took = ended.children_user + ended.children_system - before.children_user - before.children_system
    assert (up.returncode, said.splitlines()[-1]) == (130, "khen: Đã dừng theo yêu cầu.")
    assert "Traceback" not in said
    assert took - after < 2


@pytest.fixture(scope="module")
def beside_others(tmp_path_factory: pytest.TempPathFactory, furnish: Furnish) -> Iterator[tuple[Running, int]]:
    """One behind a proxy that takes the TLS off, on a machine where another house has the mail port, which is told too."""
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        taken = int(other.getsockname()[1])

        def greet() -> None:
            line, _address = other.accept()
            with line:
                line.sendall(b"220 may.tinh khen\r\n")

        threading.Thread(target=greet, daemon=True).start()
        house = furnish(tmp_path_factory.mktemp("beside"))
        with served(house, KHEN_PUBLIC_URL="https://tinh.example", KHEN_SMTP_PORT=str(taken)) as running:
            yield running, taken


def test_behind_a_proxy_that_takes_the_tls_off_officers_sign_in_and_foreign_pages_do_not(
    beside_others: tuple[Running, int],
) -> None:
    (_up, port), _taken = beside_others
    statuses = [signed_in(port, origin) for origin in ("https://tinh.example", "https://la.example")]
    assert statuses == [200, 403]  # 200: a wrong password, told on the form


def signed_in(port: int, origin: str) -> int:
    """What a browser on this origin is answered that sends a user name and password. Cookies go over TLS alone."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request("GET", DOOR, headers={"Host": "tinh.example"})
        answer = line.getresponse()
        kept = SimpleCookie(answer.headers["Set-Cookie"])
        answer.read()
        assert all(one["secure"] for one in kept.values())
        token = kept["csrftoken"].value
        heads = {"Host": "tinh.example", "Origin": origin, "Cookie": f"csrftoken={token}"}
        form = {"username": "ai-do", "password": "khong-dung", "csrfmiddlewaretoken": token}
        line.request("POST", DOOR, urlencode(form), {**heads, "Content-Type": "application/x-www-form-urlencoded"})
        return line.getresponse().status


def test_a_second_one_on_the_same_home_is_refused(house: Running) -> None:
    up, _port = house
    second = khen(Path(f"/proc/{up.pid}/cwd").readlink(), "up", "--port", "1")
    assert second.returncode == 1
    assert str(up.pid) in second.stderr


def a_house(home: Path) -> Path:
    """A house of which no more than its file stands."""
    (home / "khen.sqlite3").touch()
    return home


def test_a_taken_port_is_refused(house: Running, tmp_path: Path) -> None:
    _up, port = house
    refused = khen(a_house(tmp_path), "up", "--port", str(port))
    assert refused.returncode == 1
    assert str(port) in refused.stderr


def test_a_taken_mail_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        refused = khen(a_house(tmp_path), "up", "--sink", "--port", str(free_port()), KHEN_SMTP_PORT=str(taken))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"khen: Không dùng được cổng thư {taken} ")
    assert "KHEN_SMTP_PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_house_without_a_mailbox_says_when_that_of_another_answers(beside_others: tuple[Running, int]) -> None:
    (up, _port), taken = beside_others
    assert up.stderr is not None
    assert f"Cổng thư {taken} là hộp thư thử của một nhà khác" in up.stderr.readline()


def test_mail_and_pages_cannot_share_a_port(tmp_path: Path) -> None:
    port = str(free_port())
    refused = khen(a_house(tmp_path), "up", "--sink", "--port", port, KHEN_SMTP_PORT=port)
    assert refused.returncode == 1
    assert port in refused.stderr


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (f"GET /{'a' * 65_535} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n" + "".join(f"X-{number}: a\r\n" for number in range(200)) + "\r\n", 431),
        ("xin chao\r\n\r\n", 400),
    ],
    ids=["an address too long", "too many headers", "no request"],
)
def test_what_never_arrives_is_refused_without_a_word_of_what_runs_here(house: Running, asked: str, answered: int) -> None:
    """The floor: the server in front of the house says it in words (docs/how-to/cai-dat-va-van-hanh.md)."""
    _up, port = house
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as line:
        line.sendall(asked.encode())
        answer = b"".join(iter(lambda: line.recv(65_536), b"")).decode()
    head, _blank, body = answer.partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {answered} ") and not body
    assert {line.split(":")[0] for line in head.split("\r\n")[1:]} == {"connection", "content-length", "date"}


def test_an_address_just_short_enough_to_arrive_is_refused_in_words(house: Running) -> None:
    _up, port = house
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as reader:
        reader.request("GET", f"/{'a' * 65_000}")
        answer = reader.getresponse()
        assert answer.status == 414 and "Địa chỉ này quá dài" in answer.read().decode()
