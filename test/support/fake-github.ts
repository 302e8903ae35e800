import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { answerRequest } from "./fake-github-answers.ts";
import { type FakeState, newState } from "./fake-github-state.ts";
import { checkRequest } from "./github-contract.ts";

/** One request as it came in, in order. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly authorization: string | undefined;
}

/** A fault that answers instead of the fake, for the next `times` requests that fit. */
export interface Fault {
  readonly method?: string;
  readonly path?: RegExp;
  readonly times?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** Waits before it answers; without a status the fake answers itself. */
  readonly delayMs?: number;
  /** The request is carried out, and only its answer is lost. */
  readonly afterwards?: boolean;
}

/** A GitHub on loopback that remembers, and that refuses whatever the published description does not allow. */
export interface FakeGitHub {
  readonly url: string;
  readonly state: FakeState;
  readonly requests: SeenRequest[];
  /** What was sent against the description; a test that expects none must look. */
  readonly problems: string[];
  readonly faults: (Fault & { left: number })[];
  fail(fault: Fault): void;
  close(): Promise<void>;
}

/** Starts the fake; `basePath` is `/api/v3` on a GitHub Enterprise Server. */
export async function startFakeGitHub(basePath = ""): Promise<FakeGitHub> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeGitHub = {
    url: `${origin}${basePath}`,
    state: newState(origin),
    requests: [],
    problems: [],
    faults: [],
    fail: (fault) => fake.faults.push({ ...fault, left: fault.times ?? 1 }),
    close: async () => await closeServer(server),
  };
  server.on("request", (request, response) => {
    void serve(fake, basePath, request, response).catch((error: unknown) => {
      fake.problems.push(`the fake broke: ${String(error)}`);
      response.writeHead(500).end("{}");
    });
  });
  return fake;
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

async function serve(
  fake: FakeGitHub,
  basePath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", headers } = request;
  const url = new URL(request.url ?? "/", fake.state.origin);
  const text = await readBody(request);
  const body = text === "" ? undefined : (JSON.parse(text) as unknown);
  const send = (status: number, content: unknown, extra: Readonly<Record<string, string>> = {}): void => {
    const { authorization } = headers;
    fake.requests.push({ method, path: `${url.pathname}${url.search}`, body, status, authorization });
    const isBytes = Buffer.isBuffer(content);
    response.writeHead(status, {
      "content-type": isBytes ? "application/zip" : "application/json; charset=utf-8",
      ...extra,
    });
    response.end(isBytes ? content : JSON.stringify(content));
  };
  const fault = takeFault(fake, method, url.pathname);
  if (fault?.delayMs !== undefined) await sleep(fault.delayMs);
  const answer = (): readonly [number, unknown, Readonly<Record<string, string>>?] =>
    answerTo(fake, basePath, { method, url, body, authorization: headers.authorization });
  if (fault?.status === undefined) return send(...answer());
  if (fault.afterwards === true) answer();
  return send(fault.status, { message: fault.message ?? "fault" }, fault.headers);
}

function takeFault(fake: FakeGitHub, method: string, path: string): Fault | undefined {
  const fault = fake.faults.find(
    (candidate) =>
      candidate.left > 0 &&
      (candidate.method ?? method) === method &&
      (candidate.path === undefined || candidate.path.test(path)),
  );
  if (fault !== undefined) fault.left -= 1;
  return fault;
}

/** What one request asks for, as far as an answer depends on it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

function answerTo(
  fake: FakeGitHub,
  basePath: string,
  asked: Asked,
): readonly [number, unknown, Readonly<Record<string, string>>?] {
  const { state, problems } = fake;
  const { method, url, body, authorization } = asked;
  if (url.pathname.startsWith("/download/")) {
    if (authorization !== undefined) problems.push(`the token was sent to ${url.pathname}`);
    const content = state.downloads.get(url.pathname);
    return content === undefined ? [404, { message: "Not Found" }] : [200, content];
  }
  if (authorization !== `token ${state.token}` && authorization !== `bearer ${state.token}`) {
    return [401, { message: "Bad credentials" }];
  }
  const isGraphql = url.pathname === `${basePath.replace(/v3$/, "")}/graphql`.replace("//", "/");
  if (isGraphql) return answerRequest(state, { ...asked, operationId: "graphql", parameters: {} });
  const path = url.pathname.slice(basePath.length);
  const known = url.pathname.startsWith(basePath)
    ? checkRequest(method, new URL(`${path}${url.search}`, state.origin), body)
    : undefined;
  if (known === undefined) {
    problems.push(`${method} ${url.pathname} is not in the description`);
    return [404, { message: "Not Found" }];
  }
  if (known.problems.length > 0) {
    problems.push(...known.problems.map((problem) => `${known.operationId}: ${problem}`));
    return [422, { message: "Validation Failed", errors: known.problems }];
  }
  return answerRequest(state, { ...asked, ...known });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
