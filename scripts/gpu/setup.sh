#!/usr/bin/env bash
# On a GPU machine: unpacks engine kits and makes one interpreter per engine.
#   setup.sh KITS DEST RECORDINGS
# KITS holds `tools/` and the pieces tensorrt.NN, onnxruntime.NN, node.NN (those that are there are unpacked). DEST/bin gets `node`
# and python-tensorrt, python-onnxruntime, python-torch: interpreters for `--python`. Those named recording-* do the same and keep
# every answer below RECORDINGS/ENGINE.
set -euo pipefail
kits=$(cd "$1" && pwd); dest=$(mkdir -p "$2/bin" && cd "$2" && pwd); recordings=$(mkdir -p "$3" && cd "$3" && pwd)
repository=$(cd "$(dirname "$0")/../.." && pwd)
chmod +x "$kits"/tools/*
for kit in tensorrt onnxruntime node; do
  ls "$kits/$kit".00 >/dev/null 2>&1 || { echo "$kit: no pieces"; continue; }
  [ -e "$dest/$kit/env.sh" ] && continue
  "$kits/tools/unpack.sh" "$kit" "$kits" "$dest" >"$dest/$kit.log" 2>&1 && echo "$kit: unpacked" || { echo "$kit: FAILED"; cat "$dest/$kit.log"; } &
done
wait
[ -e "$dest/node/bin/node" ] && ln -sf "$dest/node/bin/node" "$dest/bin/node"

# The gate hands the drivers' folder in PYTHONPATH; the kit's own comes after it.
interpreter() { # NAME ENVIRONMENT PROGRAM
  cat > "$dest/bin/python-$1" <<END
#!/usr/bin/env bash
given=\${PYTHONPATH:-$repository/python}
[ -z "$2" ] || source "$2"
export PYTHONPATH="\$given\${PYTHONPATH:+:\$PYTHONPATH}" PYTHONDONTWRITEBYTECODE=1
exec $3 "\$@"
END
  cat > "$dest/bin/recording-python-$1" <<END
#!/usr/bin/env bash
exec "$dest/bin/node" "$repository/scripts/record-driver.mjs" "$recordings/$1" "$dest/bin/python-$1" "\$@"
END
  chmod +x "$dest/bin/python-$1" "$dest/bin/recording-python-$1"
  mkdir -p "$recordings/$1"
}
[ -e "$dest/tensorrt/env.sh" ] && interpreter tensorrt "$dest/tensorrt/env.sh" '"$TENSORRT_PYTHON"'
[ -e "$dest/onnxruntime/env.sh" ] && interpreter onnxruntime "$dest/onnxruntime/env.sh" "$(command -v python3)"
interpreter torch "" "$(command -v python3)"
nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader || echo "nvidia-smi failed"
for name in tensorrt onnxruntime torch; do
  module=${name/tensorrt/tensorrt_bindings}
  [ -x "$dest/bin/python-$name" ] || continue
  "$dest/bin/python-$name" -c "import $module as m; print('$name', m.__version__)" 2>&1 | tail -1
done
[ -x "$dest/bin/node" ] && "$dest/bin/node" --version
