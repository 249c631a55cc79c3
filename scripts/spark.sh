#!/bin/sh
# Apache Spark for its test: half a gigabyte that trying the product does not need, so it comes
# after the set-up and only for `make test`. From scripts/spark.lock with its hashes; what builds
# it from source from scripts/spark-build.lock. Safe to repeat.
set -eu
cd "$(dirname "$0")/.."
wanted=$(sed -n 's/^pyspark==\([^ ]*\).*/\1/p' scripts/spark.lock)
there=$(.venv/bin/python - <<'PYTHON'
from importlib.metadata import PackageNotFoundError, version

try:
    print(version("pyspark"))
except PackageNotFoundError:
    print("none")
PYTHON
)
[ "$there" != "$wanted" ] || exit 0
echo "Installing Spark $wanted for its test" >&2
UV_PYTHON_DOWNLOADS=never .venv/tools/bin/uv pip install --quiet --require-hashes \
    --python .venv/bin/python --build-constraints scripts/spark-build.lock -r scripts/spark.lock
