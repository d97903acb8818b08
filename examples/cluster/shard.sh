#!/bin/sh
# Reads one shard: JSON lines on standard input, rows of evidence in FILE.
#
# Usage: shard.sh DIPLOGRAPH FILE
#
# The rows get their name when all are written, so a shard that was killed leaves nothing that could be
# taken for a result, and its second try starts from nothing.
set -eu
binary=$1
file=$2
RAYON_NUM_THREADS=1 "$binary" extract --rows evidence - > "$file.new"
mv "$file.new" "$file"
