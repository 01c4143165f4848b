"""duckdb and postgresql: a payment for each loan, in one statement over the rows of all loans.

The parts of the installments are numbered in the order of payment (interest before principal,
oldest first), and each takes of its loan's payment what the parts before it leave.
"""

import csv
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

COLUMNS = ("loan", "part", "due", "paid")
ALLOCATE = """
    SELECT parts.loan, part, due,
        paid + greatest(0, least(due - paid, amount - coalesce(sum(due - paid) OVER (
            PARTITION BY parts.loan ORDER BY part
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))::BIGINT AS paid
    FROM parts JOIN payments ON payments.loan = parts.loan"""


def write_parts(book, path):
    """The rows' parts, two a row, as CSV."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        for loan, (start, end) in enumerate(zip(book.offsets, book.offsets[1:])):
            for index in range(start, end):
                row = book.rows[index]
                part = 2 * (index - start)
                writer.writerow((loan, part, row.interest_due, row.interest_paid))
                writer.writerow((loan, part + 1, row.principal_due, row.principal_paid))


def write_payments(book, path):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        for loan, payment in enumerate(book.payments):
            writer.writerow((loan, payment.amount))


class SQLPeer:
    """What both have in common: data in and out. Databases compute in threads and processes of
    their own: the clock is the wall's."""

    clock = staticmethod(time.perf_counter)

    def __init__(self, book):
        self.book = book
        self.folder = tempfile.TemporaryDirectory(prefix="loan-engine-bench-")
        os.chmod(self.folder.name, 0o755)
        self.path = pathlib.Path(self.folder.name)

    def write_files(self):
        write_parts(self.book, self.path / "parts.csv")
        write_payments(self.book, self.path / "payments.csv")
        for file in self.path.iterdir():
            file.chmod(0o644)

    def paid(self):
        paid = self.results("SELECT paid FROM paid_parts ORDER BY loan, part")
        return [(paid[index], paid[index + 1]) for index in range(0, len(paid), 2)]

    def left(self):
        """What each payment has left over: it, less what the parts gained."""
        return self.results(
            "SELECT payments.amount - sum(paid_parts.paid - parts.paid) FROM payments"
            " JOIN parts ON parts.loan = payments.loan JOIN paid_parts"
            " ON paid_parts.loan = parts.loan AND paid_parts.part = parts.part"
            " GROUP BY payments.loan, payments.amount ORDER BY payments.loan")

    @classmethod
    def close(cls):
        pass


class DuckDBPeer(SQLPeer):
    """In this process, in one thread as the engine is."""

    name = "duckdb"

    @staticmethod
    def missing():
        try:
            import duckdb  # noqa: F401
        except ImportError:
            return "pip install duckdb"
        return None

    def __init__(self, book):
        import duckdb

        super().__init__(book)
        self.database = duckdb.connect(":memory:")
        self.database.execute("SET threads TO 1")

    def load(self):
        self.write_files()
        for table in ("parts", "payments", "paid_parts"):
            self.database.execute("DROP TABLE IF EXISTS " + table)
        names = {"parts": COLUMNS, "payments": ("loan", "amount")}
        for table, columns in names.items():
            typed = ", ".join("'%s': 'BIGINT'" % column for column in columns)
            self.database.execute(
                "CREATE TABLE %s AS SELECT * FROM read_csv('%s', header = false, columns = {%s})"
                % (table, self.path / (table + ".csv"), typed))

    def allocate(self):
        self.database.execute("CREATE TABLE paid_parts AS" + ALLOCATE)
        return DeferredLeft(self)

    def results(self, query):
        return [int(value) for value, in self.database.execute(query).fetchall()]


class DeferredLeft:
    """The amounts left over, asked for after the clock has stopped."""

    def __init__(self, peer):
        self.peer = peer

    def __iter__(self):
        return iter(self.peer.left())


class PostgreSQLPeer(SQLPeer):
    """A cluster of its own in a temporary folder, reached through a socket there."""

    name = "postgresql"
    server = None

    @staticmethod
    def programs():
        """The folder of initdb and pg_ctl."""
        found = shutil.which("initdb")
        if found:
            return pathlib.Path(found).parent
        folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        return folders[-1].parent if folders else None

    @classmethod
    def missing(cls):
        if cls.programs() is None or shutil.which("psql") is None:
            return "apt-get install postgresql"
        if os.getuid() == 0 and shutil.which("runuser") is None:
            return "it does not run as root, and there is no runuser"
        return None

    def __init__(self, book):
        super().__init__(book)
        self.cluster = tempfile.mkdtemp(prefix="loan-engine-postgresql-")
        if os.getuid() == 0:
            shutil.chown(self.cluster, "nobody")
        data = self.cluster + "/data"
        self.run("initdb", "-D", data, "-U", "bench", "--auth=trust", "--no-sync")
        self.run("pg_ctl", "-D", data, "-w", "-l", self.cluster + "/log", "-o",
                 "-k %s -c listen_addresses= -c fsync=off -c shared_buffers=512MB "
                 "-c work_mem=256MB -c max_parallel_workers_per_gather=0" % self.cluster, "start")
        PostgreSQLPeer.server = self

    def run(self, program, *arguments):
        """A program of the server, as a user without privileges."""
        command = [str(self.programs() / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "nobody", "--", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    def psql(self, script):
        """What a script prints, a line a row."""
        command = ["psql", "-h", self.cluster, "-U", "bench", "-d", "postgres", "-X", "-q", "-A",
                   "-t", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(command, input=script, check=True, capture_output=True, text=True)
        return done.stdout.splitlines()

    def load(self):
        self.write_files()
        self.psql("""
            DROP TABLE IF EXISTS parts, payments, paid_parts;
            CREATE TABLE parts (loan BIGINT, part BIGINT, due BIGINT, paid BIGINT);
            CREATE TABLE payments (loan BIGINT PRIMARY KEY, amount BIGINT);
            \\copy parts FROM '%s/parts.csv' CSV
            \\copy payments FROM '%s/payments.csv' CSV
            ANALYZE;""" % (self.path, self.path))

    def allocate(self):
        self.psql("CREATE TABLE paid_parts AS" + ALLOCATE + ";")
        return DeferredLeft(self)

    def results(self, query):
        return [int(line) for line in self.psql(query + ";")]

    @classmethod
    def close(cls):
        server, cls.server = cls.server, None
        if server is None:
            return
        server.run("pg_ctl", "-D", server.cluster + "/data", "-w", "-m", "fast", "stop")
        shutil.rmtree(server.cluster, ignore_errors=True)
