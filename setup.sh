#!/usr/bin/env bash
# Makes .venv ready for one purpose: bash setup.sh runtime|dev|bench|spark
# or .venv-referee, beside it, for the test against lifelines: bash setup.sh referee
# Does nothing where it is ready: it is, until the lock, pyproject.toml or the folder changes.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

stop() {
  echo "setup: $1" >&2
  exit 2
}

purpose=${1:-runtime} venv=.venv held=setup.sh
case $purpose in
  runtime) suffix="" ;;
  dev | bench | spark) suffix=-$purpose ;;
  referee) suffix=-referee venv=.venv-referee held=requirements-referee.lock ;;
  *) stop "\"$purpose\" is not a purpose. Write runtime, dev, bench, spark or referee." ;;
esac

# Two makes at a time must not install into one environment.
if command -v flock >/dev/null; then
  exec 9<"$held"
  flock 9
fi

# The state that a purpose was made ready in: its lock, this project's own settings, the folder.
state() { echo "$(cat "requirements$1.lock" pyproject.toml setup.sh | cksum) $PWD"; }
ready() { [[ -f $venv/.ready$1 && $(cat "$venv/.ready$1") == "$(state "$1")" ]]; }

if ready "$suffix" && "$venv/bin/python" -c '' 2>/dev/null; then
  exit 0
fi

python=${PYTHON:-python3}
if command -v uv >/dev/null; then
  make_venv() { uv venv --quiet --clear --python '>=3.11' "$venv"; }
  install() { uv pip install --quiet --compile-bytecode --python "$venv/bin/python" "$@"; }
  whole() { "$venv/bin/python" -c ''; }
else
  command -v "$python" >/dev/null ||
    stop "python3 is missing. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Consta needs Python 3.11 or newer; this is $("$python" --version). Name another one: PYTHON=python3.12 make site"
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "this Python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv"
  make_venv() { "$python" -m venv --clear "$venv"; }
  install() { "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check "$@"; }
  whole() { "$venv/bin/python" -m pip --version >/dev/null; }
fi

# An environment that was moved, or cut off while it was made, is made anew.
if [[ -f $venv/.folder && $(cat "$venv/.folder") != "$PWD" ]] || ! whole 2>/dev/null; then
  make_venv
fi
echo "Installing requirements$suffix.lock into $venv (the first time takes about a minute) ..."
rm -f "$venv/.ready$suffix"
echo "$PWD" >"$venv/.folder"
install --require-hashes --requirement "requirements$suffix.lock"
if [[ $venv == .venv ]]; then
  install --no-deps --no-build-isolation --editable .
  state "" >.venv/.ready # each lock holds requirements.lock whole
fi
state "$suffix" >"$venv/.ready$suffix"
