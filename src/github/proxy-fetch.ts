import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { getProxyUrl } from "@actions/http-client/lib/proxy";
import { HttpsProxyAgent } from "https-proxy-agent";

/**
 * `fetch` through the proxy that `http_proxy`, `https_proxy` and `no_proxy` name for a URL, by the runner's rules. Node's own takes
 * no proxy from the environment unless it was started with a flag, which an action can't pass. Without a proxy it is
 * Node's own. Redirects are not followed here: callers ask for `redirect: "manual"` where one can come.
 */
export async function proxyFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const proxy = getProxyUrl(new URL(url));
  if (proxy === undefined) return await fetch(url, init);
  return await requestThrough(new HttpsProxyAgent(proxy), url, init);
}

function requestThrough(agent: HttpsProxyAgent<string>, url: string, init: RequestInit): Promise<Response> {
  const send = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        agent,
        method: init.method ?? "GET",
        headers: Object.fromEntries(new Headers(init.headers).entries()),
        ...(init.signal ? { signal: init.signal } : {}),
      },
      (incoming) => {
        const status = incoming.statusCode ?? 0;
        const headers = new Headers();
        for (const [name, value] of Object.entries(incoming.headers)) {
          for (const single of [value ?? []].flat()) headers.append(name, single);
        }
        // A Response with one of these must have no body.
        const body = [204, 304].includes(status) ? null : Readable.toWeb(incoming);
        resolve(new Response(body as ReadableStream | null, { status, headers }));
      },
    );
    request.on("error", reject);
    request.end(typeof init.body === "string" ? init.body : undefined);
  });
}
