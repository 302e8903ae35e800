import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { type ChildPurpose, childEnvironment } from "../../src/engines/child-environment.ts";
import { runChild } from "../../src/engines/child-process.ts";

const hostile = {
  GITHUB_TOKEN: "t",
  GH_TOKEN: "t",
  GITHUB_WORKSPACE: "/w",
  ACTIONS_RUNTIME_TOKEN: "t",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t",
  RUNNER_TEMP: "/r",
  INPUT_MODEL: "m",
  "INPUT_GITHUB-TOKEN": "t",
  NODE_OPTIONS: "--require /evil.js",
  NODE_PATH: "/evil",
  NODE_AUTH_TOKEN: "t",
  NPM_TOKEN: "t",
  LD_PRELOAD: "/evil.so",
  LD_AUDIT: "/evil.so",
  DYLD_INSERT_LIBRARIES: "/evil.dylib",
  BASH_ENV: "/evil.sh",
  PYTHONPATH: "/evil",
  AWS_SECRET_ACCESS_KEY: "t",
  npm_config_userconfig: "/w/.npmrc",
  npm_config_script_shell: "/evil",
  npm_config_node_options: "--require /evil.js",
  "npm_config_//registry.example/:_authToken": "t",
};

const harmless = { LANG: "C.UTF-8", LC_ALL: "C", TZ: "UTC", TMPDIR: "/tmp" };

test.each<[ChildPurpose, Record<string, string>]>([
  ["npm", { HOME: "/h", PATH: "/bin", https_proxy: "http://p", NO_PROXY: "x", NODE_EXTRA_CA_CERTS: "/ca" }],
  ["npm", { npm_config_registry: "http://mirror", NPM_CONFIG_CAFILE: "/ca", npm_config_cache: "/c" }],
  ["tool", { HOME: "/h", PATH: "/bin", LD_LIBRARY_PATH: "/trt", CUDA_VISIBLE_DEVICES: "1" }],
])("a child for %s sees its allow-list and nothing else", (purpose, own) => {
  expect(childEnvironment(purpose, { ...hostile, ...harmless, ...own }, "linux")).toEqual({
    ...harmless,
    ...own,
  });
});

test("ONNX Runtime's child sees what is harmless and is told to send no usage data", () => {
  const parent = { ...hostile, ...harmless, ORT_DISABLE_TELEMETRY: "0" };
  expect(childEnvironment("onnxruntime", parent, "linux")).toEqual({
    ...harmless,
    ORT_DISABLE_TELEMETRY: "1",
  });
});

test("ONNX Runtime's child does not see LD_LIBRARY_PATH, which would come before the checked folder", () => {
  expect(
    childEnvironment("onnxruntime", { LD_LIBRARY_PATH: "/elsewhere", PATH: "/bin", HOME: "/h" }, "linux"),
  ).toEqual({ ORT_DISABLE_TELEMETRY: "1" });
});

test("names are compared without case on Windows and with case elsewhere", () => {
  const parent = { Path: "C:\\bin", SYSTEMROOT: "C:\\Windows", github_token: "t" };
  expect(childEnvironment("npm", parent, "win32")).toEqual({ Path: "C:\\bin", SYSTEMROOT: "C:\\Windows" });
  expect(childEnvironment("npm", parent, "linux")).toEqual({});
});

test("a real child process has exactly the variables it was given", async () => {
  const env = childEnvironment("onnxruntime", { ...process.env, ...hostile, ...harmless }, "linux");
  const report = await runChild({
    title: "child",
    file: process.execPath,
    args: ["-e", "process.stdout.write(JSON.stringify(process.env))"],
    cwd: tmpdir(),
    env,
    timeoutMs: 20_000,
  });
  expect(JSON.parse(report.stdout)).toEqual({ ...env });
  expect(Object.keys(env).sort()).toEqual(["LANG", "LC_ALL", "ORT_DISABLE_TELEMETRY", "TMPDIR", "TZ"]);
});
