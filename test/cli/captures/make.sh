#!/bin/sh
# Captures talk.mjs on the loopback interface of a network namespace; see README.md.
set -eu
cd "$(dirname "$0")"
if [ "${1:-}" != inside ]; then exec unshare --net sh "./$(basename "$0")" inside; fi
ip link set lo up
nft add table ip loss
nft add chain ip loss input '{ type filter hook input priority 0; }'
nft add rule ip loss input tcp dport 5013 tcp flags \& \(syn \| fin\) == 0 numgen inc mod 3 == 1 drop
tcpdump -i lo -w loopback.pcap -U 2>/dev/null &
classic=$!
dumpcap -q -i lo -w loopback.pcapng 2>/dev/null &
next=$!
sleep 2
node talk.mjs
sleep 1
kill -INT "$classic" "$next"
wait
