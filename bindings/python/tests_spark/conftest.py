"""A session of Spark on this machine, of two workers that try a task four times."""

import os
import sys

import pytest

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)


@pytest.fixture(scope="session")
def session(tmp_path_factory):
    from pyspark.sql import SparkSession

    own = (SparkSession.builder.master("local[2,4]").appName("loanengine")
           .config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
           .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
           .config("spark.sql.shuffle.partitions", "4").config("spark.sql.session.timeZone", "UTC")
           .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
           .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse"))).getOrCreate())
    own.sparkContext.setLogLevel("OFF")
    yield own
    own.stop()
