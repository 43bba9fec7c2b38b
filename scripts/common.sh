# Sourced by every script here: stand in the project's folder; in CI no colours and no progress bars.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "${CI:-}" = true ]; then
    unset FORCE_COLOR CLICOLOR_FORCE
    export NO_COLOR=1 PY_COLORS=0 PIP_NO_COLOR=1 PIP_PROGRESS_BAR=off UV_NO_PROGRESS=1
fi
