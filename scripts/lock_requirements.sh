#!/usr/bin/env bash
# Lock every room's requirements with hashes; the development set is solved first so that all rooms share its versions.
# Usage: make lock   (needs `uv` on the path)
set -euo pipefail
cd "$(dirname "$0")/../requirements"
compile() {
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-annotate --no-header --no-strip-extras --quiet --custom-compile-command "make lock" "$@"
}
compile dev.in -o dev.txt
for room in audiofiler extractor backend training app youtube; do
    compile "$room.in" -c dev.txt -o "$room.txt"
done
