import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the registry says of the one package it has, and what it hands out for its tarball. */
export interface FakePackage {
  readonly name: string;
  readonly version: string;
  readonly tarball: Buffer;
  /** What the registry claims; by default the truth about `tarball`. */
  readonly integrity?: string;
  /** Sends only so many bytes of the tarball and breaks the connection. */
  readonly cutAfterBytes?: number;
}

export interface FakeRegistry {
  readonly url: string;
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export function sha512(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}

/** An npm registry on loopback: packument and tarball of one package, 404 for the rest. */
export async function startRegistry(offered: FakePackage): Promise<FakeRegistry> {
  const requests: { path: string; authorization: string | undefined }[] = [];
  const tarballPath = `/${offered.name}/-/${offered.name}-${offered.version}.tgz`;
  const server: Server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push({ path, authorization: request.headers.authorization });
    if (path === tarballPath) {
      response.writeHead(200, { "content-length": offered.tarball.length });
      if (offered.cutAfterBytes === undefined) {
        response.end(offered.tarball);
      } else {
        response.write(offered.tarball.subarray(0, offered.cutAfterBytes), () => response.destroy());
      }
    } else if (path === `/${offered.name}`) {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(packument(offered, `${urlOf(server)}${tarballPath}`)));
    } else {
      response.writeHead(404).end("{}");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: urlOf(server),
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function packument({ name, version, tarball, integrity }: FakePackage, url: string): unknown {
  const dist = { tarball: url, integrity: integrity ?? sha512(tarball) };
  const scripts = { postinstall: "exit 1", prepack: "exit 1", prepare: "exit 1" };
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { name, version, dist, scripts, hasInstallScript: true } },
  };
}
