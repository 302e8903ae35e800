// `npm test`: every check, in the order that fails fastest. Ends with the line "N passed, N failed", where a static
// check counts as one; exits 1 when anything failed or no test ran.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const reports = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
const bin = (name) => join(root, "node_modules", ".bin", name);
let passed = 0;
let failed = 0;

const isWithoutPython = process.argv.includes("--without-python");
const peersPython = isWithoutPython ? undefined : pythonWithPeers();

function run(command, args, environment = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  if (error !== undefined) console.error(`${command}: ${error.message}`);
  return status === 0;
}

function check(title, command, args) {
  console.log(`\n> ${title}`);
  if (run(command, args)) passed += 1;
  else {
    failed += 1;
    console.error(`${title} failed`);
  }
}

function vitest() {
  console.log(`\n> tests on Node ${process.versions.node}`);
  const report = join(reports, "vitest.json");
  const ok = run(
    process.execPath,
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    { FP16_GATE_PEERS_PYTHON: peersPython ?? "" },
  );
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
  passed += counts?.numPassedTests ?? 0;
  failed += counts?.numFailedTests ?? 0;
  // A suite that breaks before its first test, or a run that leaves no report, has no failed test to count.
  if (!ok && (counts?.numFailedTests ?? 0) === 0) failed += 1;
  return (counts?.numPassedTests ?? 0) + (counts?.numFailedTests ?? 0);
}

/** The Python tests need PyTorch; without it they are left out, and this says so. */
function pytest() {
  const python = pythonWithTorch();
  if (python === undefined) {
    console.log(
      "\n> Python tests left out: no interpreter here has torch, numpy, onnx, onnxscript and pytest.",
    );
    console.log("  Make one (see CONTRIBUTING.md) and name it in FP16_GATE_PYTHON.");
    return;
  }
  console.log(`\n> Python tests`);
  const report = join(reports, "pytest.xml");
  const ok = run(
    python,
    ["-m", "pytest", "-q", "-p", "no:cacheprovider", "python/tests", `--junitxml=${report}`],
    {
      PYTHONPATH: join(root, "python"),
      PYTHONDONTWRITEBYTECODE: "1",
    },
  );
  const suite = existsSync(report) ? /<testsuite [^>]*>/.exec(readFileSync(report, "utf8"))?.[0] : undefined;
  const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite ?? "")?.[1] ?? 0);
  const bad = count("errors") + count("failures");
  passed += count("tests") - bad - count("skipped");
  failed += bad > 0 || ok ? bad : 1;
}

function pythonWithTorch() {
  const candidates = [
    process.env.FP16_GATE_PYTHON,
    join(root, ".venv", "bin", "python"),
    cached("venv"),
    "python3",
  ];
  return firstThatRuns("import torch, numpy, onnx, onnxscript, pytest", candidates);
}

/** Other converters than ours, whose models are compared with the plan. */
function pythonWithPeers() {
  // Finding is enough here: importing takes seconds.
  const names = "modelopt onnxconverter_common polygraphy onnxruntime torch";
  const program = `import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, "${names}".split())))`;
  return firstThatRuns(program, [process.env.FP16_GATE_PEERS_PYTHON, cached("peers")]);
}

function cached(environment) {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  return join(cache, "fp16-gate", environment, "bin", "python");
}

function firstThatRuns(program, candidates) {
  return candidates.find(
    (python) => python !== undefined && python !== "" && spawnSync(python, ["-c", program]).status === 0,
  );
}

try {
  check("format", bin("biome"), ["check"]);
  check("lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]);
  check("types", bin("tsc"), ["--noEmit"]);
  check("the kernel is what its source assembles to", process.execPath, [
    join(root, "scripts", "build-kernel.mjs"),
    "--check",
  ]);
  check("dist/ is what src/ builds", process.execPath, [join(root, "scripts", "build-dist.mjs"), "--check"]);
  const ran = vitest();
  if (isWithoutPython) console.log("\n> Python tests and other converters left out by --without-python");
  else pytest();
  if (peersPython === undefined && !isWithoutPython) {
    console.log(
      "\n> Other converters left out: no interpreter here has AutoCast, onnxconverter-common, Polygraphy and ONNX Runtime.",
    );
    console.log("  Make one (see docs/guides/overrides.md) and name it in FP16_GATE_PEERS_PYTHON.");
  }
  if (ran === 0) console.error("no test ran");
  if (failed > 0 || ran === 0) process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
  console.log(`\n${passed} passed, ${failed} failed`);
}
