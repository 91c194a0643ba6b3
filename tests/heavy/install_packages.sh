#!/bin/sh
# What check_packages.py and check_feed.py run: Debian's packages (as root) and npm's, into
# .heavy/.
set -eu
cd "$(dirname "$0")/../.."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends \
    default-jre-headless chromium daisy-player alsa-utils pulseaudio pulseaudio-utils unar \
    libsox-fmt-mp3 libsox-fmt-pulse tmux gcc libc6-dev libxml2-utils w3c-sgml-lib nodejs npm \
    gpodder mpv curl
fi
PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix .heavy --no-fund --no-audit --silent \
  @daisy/ace-cli@1.4.6 r2-shared-js@1.0.85 podcast-partytime@5.0.0
# The vectors of Kokoro's voices; without what kokoro-js itself would need.
(cd .heavy && npm pack --silent kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz package/voices)
