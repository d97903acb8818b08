#!/bin/sh
# Reads one shard: JSON lines on standard input, rows of evidence in FILE.
#
# Usage: shard.sh DIPLOGRAPH FILE
#
# The rows get their name when all are written, so a shard that was killed leaves nothing that could be
# taken for a result, and its second try starts from nothing. Each try has a file of its own: one that is
# still alive after its engine was killed must not write into that of the next. Rows that are there are
# whole, and are not made again.
set -eu
binary=$1
file=$2
if [ -e "$file" ]; then
    exec cat > /dev/null
fi
unfinished=$file.$$.new
RAYON_NUM_THREADS=1 "$binary" extract --rows evidence - > "$unfinished"
mv "$unfinished" "$file"
