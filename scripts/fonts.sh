#!/usr/bin/env bash
# Makes assets/fonts from the @fontsource-variable packages: only the weights and features that the screens use.
# Inter keeps its weights 400 to 700; Source Serif 4 is used for headings only, so it is cut at weight 600 and
# at the optical size of a heading. Run when either package changes; needs npm and uv (or fonttools and brotli).
set -euo pipefail
cd "$(dirname "$0")/.."
target=$PWD/assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . @fontsource-variable/inter@5.3.0 @fontsource-variable/source-serif-4@5.3.1
uv venv --quiet tools && uv pip install --quiet --python tools "fonttools>=4.60" brotli
packages=node_modules/@fontsource-variable
features=kern,liga,calt,ccmp,locl,mark,mkmk,tnum,lnum,case
for set in latin latin-ext; do
  tools/bin/fonttools varLib.instancer "$packages/inter/files/inter-$set-wght-normal.woff2" wght=400:700 -o inter.woff2
  tools/bin/fonttools varLib.instancer "$packages/source-serif-4/files/source-serif-4-$set-opsz-normal.woff2" \
    wght=600 opsz=36 --update-name-table -o serif.woff2
  tools/bin/pyftsubset inter.woff2 --unicodes='*' --layout-features=$features --flavor=woff2 \
    --output-file="$target/inter-$set.woff2"
  tools/bin/pyftsubset serif.woff2 --unicodes='*' --layout-features=$features --flavor=woff2 \
    --output-file="$target/source-serif-4-$set.woff2"
done
cp "$packages/inter/LICENSE" "$target/OFL-Inter.txt"
cp "$packages/source-serif-4/LICENSE" "$target/OFL-Source-Serif-4.txt"
