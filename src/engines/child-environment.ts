/** What a child process is for; it decides which variables of our environment the child may see. */
export type ChildPurpose = "onnxruntime" | "npm" | "tool" | "driver";

/** Names for every child: how texts are encoded and shown, and where temporary files go. */
const everyChild = ["LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"];

/** Without these Windows starts no program that uses its own libraries, and finds no temporary folder. */
const everyWindowsChild = ["SystemRoot", "SystemDrive", "windir", "TEMP", "TMP"];

/**
 * npm needs its user's settings (a mirror in ~/.npmrc is common), the way out to the registry and the
 * certificates of whoever inspects the traffic. Its settings for scripts, git or another user file stay out.
 */
const npmChild = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
];

/** npm reads its settings from variables in any case; only those that say how to reach the registry pass. */
const npmSettings = [
  "npm_config_registry",
  "npm_config_proxy",
  "npm_config_https_proxy",
  "npm_config_noproxy",
  "npm_config_cafile",
  "npm_config_cache",
];

/** Programs of the machine (trtexec, nvidia-smi, python): found on PATH, with their libraries and devices. */
const toolChild = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "LD_LIBRARY_PATH",
  "CUDA_VISIBLE_DEVICES",
  "CUDA_HOME",
  "CUDA_PATH",
  "NVIDIA_VISIBLE_DEVICES",
  "NVIDIA_DRIVER_CAPABILITIES",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
];

/** A driver is a program of the machine whose packages may lie anywhere. */
const driverChild = [...toolChild, "PYTHONPATH", "PYTHONHOME"];

/** Devices are chosen, and libraries found, by many variables with these beginnings. */
const driverPrefixes = ["CUDA_", "NVIDIA_"];

const byPurpose: Readonly<Record<ChildPurpose, readonly string[]>> = {
  // LD_LIBRARY_PATH is left out on purpose: it would come before the folder whose hashes were checked.
  onnxruntime: [],
  npm: npmChild,
  tool: toolChild,
  driver: driverChild,
};

/**
 * ONNX Runtime's Linux binaries send usage data to their maker unless told not to, and leave log files in TMPDIR. A gate
 * sends nothing anywhere.
 */
const withoutTelemetry = { ORT_DISABLE_TELEMETRY: "1" };

/**
 * The environment of a child process: an allow-list, so that tokens, `INPUT_*`, `ACTIONS_*`, `GITHUB_*`,
 * `NODE_OPTIONS` and everything unknown stay here. `parent` is normally `process.env`.
 */
export function childEnvironment(
  purpose: ChildPurpose,
  parent: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Record<string, string> {
  const foldCase = platform === "win32";
  const names = [...everyChild, ...(foldCase ? everyWindowsChild : []), ...byPurpose[purpose]];
  const allowed = new Set(foldCase ? names.map((name) => name.toLowerCase()) : names);
  const child: Record<string, string> = purpose === "onnxruntime" ? { ...withoutTelemetry } : {};
  for (const [name, value] of Object.entries(parent)) {
    const isSetting =
      (purpose === "npm" && npmSettings.includes(name.toLowerCase())) ||
      (purpose === "driver" && driverPrefixes.some((prefix) => name.startsWith(prefix)));
    if (value !== undefined && (isSetting || allowed.has(foldCase ? name.toLowerCase() : name))) {
      child[name] = value;
    }
  }
  return child;
}
