#!/bin/sh
# Everything Python needs, in .venv, from the lock with its hashes. Safe to repeat; when nothing
# changed it is done at once.
set -eu
cd "$(dirname "$0")/.."
checkout=$(pwd)
stamp=.venv/set-up-from
lock=$(cat requirements.lock scripts/uv.lock scripts/setup.sh | sha256sum | cut -d' ' -f1)
wanted="$lock $checkout"

say() { printf '%s\n' "$*" >&2; }

# 0 if $1 runs, is 3.12 or newer, and can make a virtual environment; else says why not.
fits() {
    "$1" - <<'PYTHON' 2>&1
import sys
if sys.version_info < (3, 12):
    sys.exit(f"it is {sys.version.split()[0]}, and 3.12 or newer is needed")
try:
    import ensurepip, venv
except ImportError as error:
    sys.exit(f"it has no {error.name} (on Debian: the package python3-venv)")
PYTHON
}

# The tools' own search stops at the PATH and then wants to download a Python; pyenv's are not on it.
find_python() {
    for name in python3.14 python3.13 python3.12 python3; do
        command -v "$name" 2>/dev/null || true
    done
    for minor in 14 13 12; do
        ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.$minor.*/bin/python3 2>/dev/null || true
    done
}

choose_python() {
    for candidate in ${COMMONTABLE_PYTHON:-$(find_python)}; do
        if reason=$(fits "$candidate"); then
            printf '%s\n' "$candidate"
            return
        fi
        say "  not $candidate: $(printf '%s' "$reason" | head -n 1)"
    done
    say "No fitting Python was found. Expected 3.12 or newer on the PATH or under ~/.pyenv/versions."
    say "Nothing was changed. Install one, or name it: COMMONTABLE_PYTHON=/path/to/python3.13 make setup"
    return 1
}

install() {
    if ! { [ -x .venv/bin/python ] && fits .venv/bin/python >/dev/null; }; then
        say "Looking for a Python:"
        python=$(choose_python)
        say "  chosen: $python ($("$python" --version))"
        rm -rf .venv
        "$python" -m venv --without-pip .venv
    fi
    if [ "$(cat .venv/tools/from 2>/dev/null)" != "$(sha256sum < scripts/uv.lock)" ]; then
        rm -rf .venv/tools
        .venv/bin/python -m venv .venv/tools
        .venv/tools/bin/python -m pip install --quiet --disable-pip-version-check \
            --require-hashes --only-binary :all: -r scripts/uv.lock
        sha256sum < scripts/uv.lock > .venv/tools/from
    fi
    UV_PYTHON_DOWNLOADS=never .venv/tools/bin/uv pip sync --quiet --require-hashes \
        --python .venv/bin/python requirements.lock
    # The project itself: its source on the path and its command beside the others. Building it as
    # a package would fetch a build tool that the lock does not know.
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$checkout/src" > "$packages/commontable-source.pth"
    cat > .venv/bin/commontable <<LAUNCHER
#!$checkout/.venv/bin/python
import sys

from commontable.cli import main

sys.exit(main(sys.argv[1:]))
LAUNCHER
    chmod +x .venv/bin/commontable
    printf '%s\n' "$wanted" > "$stamp"
    say "Set up in .venv."
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    install
fi

# Translations: compiled when a source is newer than what was made of it.
for source in $(find src/commontable -name '*.po' 2>/dev/null); do
    made="${source%.po}.mo"
    if [ ! -e "$made" ] || [ "$source" -nt "$made" ]; then
        .venv/bin/python scripts/compile_messages.py
        break
    fi
done
