#!/usr/bin/env bash
# peers.sh FOLDER: runs the peers that are programs of their own; a note for each that is missing.
set -euo pipefail
