#!/usr/bin/env bash
# Makes .venv from the lock file, and Node with it. Needs Python 3.11 or newer and nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=.venv/.installed
wanted=$(cat requirements-dev.lock pyproject.toml | sha256sum)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

python=""
for candidate in python3.13 python3.12 python3.11 python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || { echo "MentorHub needs Python 3.11 to 3.14 with its venv module; none was found." >&2; exit 1; }

echo "Installing into .venv ..."
if command -v uv >/dev/null; then
  uv venv --quiet --allow-existing --python "$python" .venv
  uv pip sync --quiet --python .venv --require-hashes requirements-dev.lock
  uv pip install --quiet --python .venv --no-deps --editable .
else
  "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
fi
printf '%s' "$wanted" > "$stamp"
