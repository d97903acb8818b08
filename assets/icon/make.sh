#!/bin/sh
# Draw the PNG icons from the SVG files beside this script (rsvg-convert: Debian's librsvg2-bin).
# Up to 24 px the small drawing is used: fewer dashes, heavier links, edges on whole pixels.
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
    drawing=diplograph.svg
    [ "$size" -gt 24 ] || drawing=diplograph-small.svg
    rsvg-convert --width "$size" --height "$size" --output "diplograph-$size.png" "$drawing"
done
