#!/bin/sh
# Trains both jobs and captures them: about five minutes on one core. PYTHON names an interpreter that has PyTorch.
set -eu
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
export PYTHONPATH=python PYTHONDONTWRITEBYTECODE=1
for job in a b; do
    "$python" examples/detector/train.py --job "$job"
    "$python" examples/detector/capture.py --job "$job"
done
