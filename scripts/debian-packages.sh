#!/bin/sh
# What the tests and checks need beyond Python: Debian's Chromium for the browser tests, LibreOffice to
# open what is written for Word and Excel as somebody else's program does, fonts for
# every script the product is shown in, gettext for collecting translations, Java for Spark.
set -eu
packages="chromium fonts-noto-core gettext libreoffice-writer-nogui libreoffice-calc-nogui"
packages="$packages openjdk-17-jre-headless"
missing=""
for package in $packages; do
    if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "These Debian packages are missing:$missing" >&2
    echo "Run: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -q update >&2
# shellcheck disable=SC2086 # one word per package
apt-get -q install --yes --no-install-recommends $missing </dev/null >&2
