#!/usr/bin/env bash
# Measures one line of an inputs file into the experiment's folder, unless that is done already.
#
#     slurm/slurm_wrapper.sh LINE EXPERIMENT [ARGUMENT…]
#
# LINE counts from 1. The inputs are those the experiment was begun with, else GLASSLAB_INPUTS, else slurm_inputs.txt
# beside this script. Results go to ${GLASSLAB_RESULTS:-results}/EXPERIMENT/<size>-<fps>-<cpu>-<mem>-<id>/. Further
# arguments are those of `glasslab sweep line`.

set -euo pipefail

if [[ $# -lt 2 ]]; then
    sed -n '2,/^$/ { /^$/q; s/^# \{0,1\}//; p }' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# This clone's own build before one that was installed.
PATH=$here/../.build/release:$PATH
if ! command -v glasslab >/dev/null; then
    echo "glasslab: there is no glasslab on the PATH. Build and install it by scripts/install." >&2
    exit 1
fi
if [[ ! -e ${GLASSLAB_RESULTS:-results}/$2/inputs.txt ]]; then
    export GLASSLAB_INPUTS=${GLASSLAB_INPUTS:-$here/slurm_inputs.txt}
fi
exec glasslab sweep line "$@"
