#!/bin/sh
# Reads a file of JSON lines in shards with GNU parallel: rows of evidence in FOLDER, a file a shard.
#
# Usage: parallel.sh DIPLOGRAPH ARTICLES FOLDER [BLOCK]
#
# BLOCK is the size of a shard (default 64M). A failed shard is tried three times; a second run with the
# same arguments reads only the shards that have no rows yet: `shard.sh` sees to that. GNU parallel's own
# --resume is not used: with --pipepart it gave shards the parts of others after some were left out.
set -eu
here=$(dirname "$0")
binary=$1
articles=$2
folder=$3
block=${4:-64M}
mkdir -p "$folder"
parallel --will-cite --pipepart --arg-file "$articles" --block "$block" --recend '\n' \
    --retries 3 --joblog "$folder/shards.log" \
    "$here/shard.sh" "$binary" "$folder/{#}.jsonl"
