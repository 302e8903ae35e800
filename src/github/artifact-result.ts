import { type Entry, fromBufferPromise } from "yauzl";
import type { ApiId, GitHubApi, Repository } from "./client.ts";
import { proxyFetch } from "./proxy-fetch.ts";

/** An artifact that holds a result alone is small; one that holds models is not read. */
export const maxArtifactBytes = 32 * 2 ** 20;
const maxResultBytes = 64 * 2 ** 20;
const resultFile = "result.json";

/**
 * Text of the `result.json` in an artifact: at its top, in a folder of it, or the artifact itself where it was uploaded
 * without a zip. Nothing is written to the disk.
 * @throws what the API client throws, or an Error that says what is wrong with the artifact.
 */
export async function readResultArtifact(
  api: GitHubApi,
  repository: Repository,
  artifactId: ApiId,
): Promise<string> {
  const answer = await api.request(
    "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    {
      ...repository,
      artifact_id: artifactId as number,
      archive_format: "zip",
      request: { redirect: "manual" },
    },
  );
  const { location } = answer.headers;
  if (location === undefined) throw new Error("GitHub gives no address for the artifact");
  // The address is signed, so the token must not go along.
  const download = await proxyFetch(location, { signal: AbortSignal.timeout(60_000) });
  if (!download.ok) throw new Error(`the artifact's store answers ${download.status}`);
  return await extractResult(await readAtMost(download, maxArtifactBytes));
}

/** Text of `result.json` in the bytes of an artifact. @throws Error when there is none, or it is too large. */
export async function extractResult(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 1).toString() === "{") return bytes.toString("utf8");
  const archive = await fromBufferPromise(bytes);
  try {
    for await (const entry of archive.eachEntry()) {
      if (!isResult(entry)) continue;
      if (entry.uncompressedSize > maxResultBytes) throw new Error(`${resultFile} is too large`);
      const parts: Buffer[] = [];
      // yauzl ends the stream when it gives more than it claims.
      for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part as Buffer);
      return Buffer.concat(parts).toString("utf8");
    }
  } finally {
    archive.close();
  }
  throw new Error(`the artifact holds no ${resultFile}`);
}

function isResult({ fileName }: Entry): boolean {
  return fileName.split("/").at(-1) === resultFile;
}

async function readAtMost(response: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new Error(`the artifact has more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
