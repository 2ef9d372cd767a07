#!/bin/sh
# Captures `sinotrack simulate` on the loopback interface of a network namespace; see README.md.
set -eu
cd "$(dirname "$0")"
if [ "${1:-}" != inside ]; then exec unshare --net sh "./$(basename "$0")" inside; fi
cli=../../../dist/node/cli.js
ip link set lo up
nft add table ip loss
nft add chain ip loss input '{ type filter hook input priority 0; }'
nft add rule ip loss input tcp dport 5013 tcp flags \& \(syn \| fin\) == 0 numgen inc mod 7 == 3 drop
tcpdump -i lo -w simulated.pcap -U tcp port 5013 2>/dev/null &
dump=$!
node $cli decode --listen tcp:127.0.0.1:5013 >/dev/null 2>&1 &
collector=$!
sleep 2
node $cli simulate --devices 4 --interval 5 --duration 60 --speedup 4 --seed 2 --start 2026-01-01T00:00:00Z \
  --to tcp:127.0.0.1:5013 --list simulated.jsonl
sleep 1
kill -INT "$collector" "$dump"
wait
