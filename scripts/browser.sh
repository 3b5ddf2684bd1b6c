#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests: one that is there, else Playwright's
# own, else (on a network without its download site) the one of the distribution.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
ls "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium-*/chrome-linux*/chrome >/dev/null 2>&1 && exit 0
echo "Installing Chromium for the browser tests ..."
if timeout 150 .venv/bin/playwright install --with-deps chromium >/dev/null 2>&1; then
  exit 0
fi
echo "Playwright's download site is out of reach; trying the distribution's Chromium."
if command -v apt-get >/dev/null; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
  command -v chromium >/dev/null && exit 0
fi
echo "No Chromium could be installed. Please install one; the browser tests need it." >&2
exit 1
