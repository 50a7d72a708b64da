#!/usr/bin/env bash
# Compares the first sync of kbsync with what other programs take to read the same simulated site. Each is a process of
# its own. Needs node and npm, a Linux with /proc, and the jars: ./mvnw package -DskipTests
#
#   src/test/peers/compare.sh [pages] [milliseconds an answer takes]
set -euo pipefail
cd "$(dirname "$0")/../../.."
pages=${1:-5000}
delay=${2:-0}
port=8599
site=http://localhost:$port
work=$PWD/target/peers
# Folders of their own, since ext4 is slow to give a new file a number that was freed a moment ago.
runs=$work/$(date +%s)
mkdir -p "$runs"

if [ ! -d "$work/node_modules" ]; then
  cp src/test/peers/package.json "$work/"
  npm install --prefix "$work" --legacy-peer-deps --no-fund --no-audit --silent
fi
cp src/test/peers/*.mjs "$work/"
java -jar target/kbsync-*[0-9T].jar install "$work/kbsync" >"$work/install.log"

java -Xmx1g -jar target/simulator/kbsync-*-simulator.jar \
  --port $port --scale "$pages" --no-handbook --index-delay 0 --quota 100000000 >"$work/simulator.log" 2>&1 &
simulator=$!
trap 'kill $simulator' EXIT
until curl -fs "$site/_simulator/stats" >/dev/null; do sleep 0.2; done
if [ "$delay" -gt 0 ]; then
  curl -fsS -o "$work/faults.log" -H 'Content-Type: application/json' \
    -d "[{\"name\": \"slow\", \"delay\": \"PT$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))S\"}]" \
    -X PUT "$site/_simulator/faults"
fi

printf '%d pages, %d ms an answer, load %s\n' "$pages" "$delay" "$(cut -d' ' -f1 /proc/loadavg)"
# "own" is the memory at its peak without files that are only mapped, such as programs and archives of classes.
printf '%-42s %8s %8s %8s %8s %9s\n' program 'wall s' 'CPU s' 'peak MB' 'own MB' requests

requests() { curl -fs "$site/_simulator/stats" | node -pe 'Object.values(JSON.parse(require("fs").readFileSync(0)).requests)
  .flatMap(Object.values).reduce((a, b) => a + b, 0)'; }

# Wall and CPU seconds of a command, and the most memory that its process held, in all and of its own.
measure() {
  local name=$1 before most own now
  shift
  before=$(requests)
  local TIMEFORMAT='%R %U %S'
  rm -f "$work/memory"
  { time {
    "$@" >"$work/output.log" 2>&1 &
    local program=$!
    (
      while now=$(awk '/^(VmHWM|RssAnon)/ { printf "%d ", $2 / 1024 }' /proc/$program/status 2>/dev/null) && [ -n "$now" ]; do
        echo "$now" >>"$work/memory"
        sleep 0.2
      done
    ) &
    local watcher=$!
    wait $program || { cat "$work/output.log" >&2; exit 1; }
    kill $watcher 2>/dev/null || true
  }; } 2>"$work/time"
  read -r wall user system <"$work/time"
  read -r most own < <(awk '{ if ($1 > most) most = $1; if ($2 > own) own = $2 } END { print most, own }' "$work/memory")
  printf '%-42s %8.1f %8.1f %8d %8d %9d\n' "$name" "$wall" \
    "$(awk "BEGIN { print $user + $system }")" "$most" "$own" $(($(requests) - before))
}

kbsync() {
  mkdir "$runs/$1"
  cd "$runs/$1"
  exec env KBSYNC_SITES_PEER_URL=$site KBSYNC_SITES_PEER_SPACES=SCALE \
    KBSYNC_SITES_PEER_EMAIL=peer@example.com KBSYNC_SITES_PEER_API_TOKEN=simulator-token \
    KBSYNC_ATLASSIAN_AUTH_URL=$site KBSYNC_ATLASSIAN_API_URL=$site KBSYNC_LISTING_BY="$1" \
    "$work/kbsync/kbsync" sync --kind changes
}

measure 'bare loop over the answers' node "$work/loop.mjs" $site
measure "LangChain's loader (text, in memory)" node "$work/langchain.mjs" $site
measure 'confluence.js and turndown (files)' node "$work/turndown.mjs" $site "$runs/turndown"
measure 'kbsync, by search' kbsync search
measure 'kbsync, by space' kbsync spaces
