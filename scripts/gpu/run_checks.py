"""Runs the whole tool over network folders on a real engine and records what the engine answered.

    python3 scripts/gpu/run_checks.py --engine tensorrt --bin DEST/bin --zoo ZOO --out OUT [--model model.opset17.onnx] [--case NAME]…

Each network is judged by the limit of its truth.json. OUT gets one folder per network (result.json, summary.md, log.txt), and
table.json and table.md, which are rewritten after every network. The answers go where setup.sh was told.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "gpu"))

from bounded import Deadline, Ended, for_each, run_bounded  # noqa: E402


def check_command(options: argparse.Namespace, network: Path, folder: Path, limit: float, seconds: int) -> list[str]:
    """`fp16-gate check` on one network."""
    return [
        str(options.bin / "node"),
        str(ROOT / "dist" / "cli.js"),
        "check",
        str(network / options.model),
        *("--samples", str(network)),
        *("--engine", options.engine),
        *("--python", str(options.bin / f"recording-python-{options.engine}")),
        *("--max-abs", str(limit)),
        *("--timeout", f"{seconds}s"),
        *("--key", network.name),
        *("--out", str(folder)),
        *(("--ort-path", str(options.ort_path)) if options.ort_path else ()),
        *options.flags,
    ]


def entry_of(folder: Path, ended: Ended) -> dict[str, Any]:
    """What result.json says, as far as it is there."""
    entry: dict[str, Any] = {"status": ended.status, "seconds": round(ended.seconds, 1), "lastLine": ended.last_line}
    path = folder / "result.json"
    if not path.exists():
        return entry
    result = json.loads(path.read_text(encoding="utf-8"))
    entry["verdict"] = result.get("verdict", {}).get("kind")
    entry["diagnosis"] = (result.get("diagnosis") or {}).get("kind")
    # The outputs of the judged leg stand at the top.
    entry["legs"] = {
        leg["kind"]: errors_of(result.get("outputs", []) if leg.get("judged") else leg.get("outputs", [])) for leg in result.get("legs", [])
    }
    entry["engineRun"] = {key: (result.get("engineRun") or {}).get(key) for key in ("builds", "precision", "noise", "tests", "fault")}
    overrides = result.get("overrides") or {}
    entry["overrides"] = {key: overrides.get(key) for key in ("nodes", "before", "after", "verifiedOn", "latency") if overrides.get(key)}
    entry["layers"] = [layer.get("node") for layer in result.get("layers", [])[:3]]
    entry["engine"] = result.get("engine")
    error = result.get("verdict", {}).get("error")
    if error is not None:
        entry["error"] = error
    return entry


def errors_of(outputs: list[dict[str, Any]]) -> dict[str, Any]:
    """Largest absolute error by output; a text where a value is finite on one side only."""
    metrics = {output["name"]: output.get("metrics") or {} for output in outputs}
    return {name: "non-finite" if values.get("nonFiniteMismatches") else values.get("maxAbs") for name, values in metrics.items()}


def table_text(table: dict[str, Any]) -> str:
    """A Markdown table, one row per network: largest error of every leg over all outputs."""
    legs = list(dict.fromkeys(leg for entry in table.values() for leg in entry.get("legs", {})))
    rows = ["| network | verdict | diagnosis | " + " | ".join(legs) + " | overrides | s |", "|---" * (len(legs) + 5) + "|"]
    for name, entry in sorted(table.items()):
        cells = [worst(entry.get("legs", {}).get(leg)) for leg in legs]
        nodes = (entry.get("overrides") or {}).get("nodes") or []
        verdict = entry.get("verdict") or f"status {entry['status']}"
        rows.append(f"| {name} | {verdict} | {entry.get('diagnosis') or '-'} | {' | '.join(cells)} | {len(nodes)} | {entry['seconds']} |")
    return "\n".join(rows) + "\n"


def worst(outputs: dict[str, Any] | None) -> str:
    """The largest of the outputs' errors: texts stand for values that are not finite."""
    values = [value for value in (outputs or {}).values() if value is not None]
    texts = [value for value in values if isinstance(value, str)]
    return texts[0] if texts else f"{max(values):.3g}" if values else "-"


def main() -> int:
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add("--engine", required=True, choices=("tensorrt", "onnxruntime", "torch"))
    add("--bin", required=True, type=Path)
    add("--zoo", required=True, type=Path)
    add("--out", required=True, type=Path)
    add("--model", default="model.onnx")
    add("--case", action="append")
    add("--ort-path", type=Path)
    add("--jobs", type=int, default=4)
    add("--deadline", type=float, default=480)
    add("flags", nargs="*", help="further flags of check, after --")
    options = parser.parse_args()
    cases = options.case or sorted(path.name for path in options.zoo.iterdir() if (path / options.model).exists())
    table: dict[str, Any] = {}
    writing = threading.Lock()
    deadline = Deadline(options.deadline)

    def work(case: str, left: float) -> str:
        network, folder = (options.zoo / case).resolve(), (options.out / case).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        limit = json.loads((network / "truth.json").read_text(encoding="utf-8"))["atol"]
        # A leg may take what is left; then the tool still has time to write what it knows.
        command = check_command(options, network, folder, limit, max(10, int(left) - 10))
        ended = run_bounded(command, folder / "log.txt", left, cwd=ROOT)
        entry = entry_of(folder, ended)
        with writing:
            table[case] = entry
            (options.out / "table.json").write_text(json.dumps(table, indent=1), encoding="utf-8")
            (options.out / "table.md").write_text(table_text(table), encoding="utf-8")
        verdict = f"{entry.get('verdict')}  {entry.get('diagnosis')}"
        return f"{entry['seconds']:6.1f} s  status {entry['status']}  {verdict}  {ended.last_line[:120]}"

    for_each(cases, options.jobs, deadline, work)
    print(table_text(table))
    return 0 if len(table) == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
