"""The throw-away PostgreSQL serves, keeps Vietnamese text, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from tests.services.postgres import Cluster


def test_each_database_of_the_cluster_stands_alone(postgres: Cluster) -> None:
    with psycopg.connect(postgres.create("one")) as one, psycopg.connect(postgres.create("two")) as two:
        one.execute("CREATE TABLE place (name text)")
        one.execute("INSERT INTO place VALUES (%s)", ["Đồng Văn"])
        assert one.execute("SELECT upper(name) FROM place").fetchone() == ("ĐỒNG VĂN",)
        assert two.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'place'").fetchone() == (0,)


def test_a_command_sees_the_address_and_nothing_stays() -> None:
    says = "import os, psycopg; print(psycopg.connect(os.environ['KHEN_DATABASE']).execute('SHOW data_directory').fetchone()[0])"
    command = [sys.executable, "-m", "tests.services.with_postgres", sys.executable, "-c", says]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    folder = Path(done.stdout.strip()).parent
    assert folder.name.startswith("khen-postgres-")
    assert not folder.exists()


def test_the_status_of_the_command_is_passed_on() -> None:
    command = [sys.executable, "-m", "tests.services.with_postgres", sys.executable, "-c", "raise SystemExit(7)"]
    assert subprocess.run(command, check=False).returncode == 7
