#!/usr/bin/env bash
# Pins every dependency by hash, naming no download host: requirements.lock runs the product,
# requirements-dev.lock also tests it.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--universal --generate-hashes --no-emit-index-url --no-header --quiet --python-version 3.11)
uv pip compile "${options[@]}" "$@" pyproject.toml --extra fast -o requirements.lock
uv pip compile "${options[@]}" "$@" pyproject.toml --extra fast --group dev -o requirements-dev.lock
