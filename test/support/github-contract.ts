import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { root } from "./run-process.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: { readonly type?: string };
}
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly ({ readonly $ref: string } | Parameter)[];
  readonly requestBody?: { readonly required?: boolean };
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

/** A request that the published description knows. */
export interface KnownRequest {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What is wrong with it by the description; GitHub would answer 422, or drop the parameter without a word. */
  readonly problems: readonly string[];
}

const description = JSON.parse(
  readFileSync(join(root, "test", "fixtures", "github-api.json"), "utf8"),
) as Description;
const ajv = new Ajv({ strict: false, logger: false, validateFormats: false, coerceTypes: false });
ajv.addSchema(description, "api");
const compiled = new Map<string, ValidateFunction>();

/** Checks a request against GitHub's published OpenAPI description; undefined when it names no known path. */
export function checkRequest(method: string, url: URL, body: unknown): KnownRequest | undefined {
  for (const [path, methods] of Object.entries(description.paths)) {
    const operation = methods[method.toLowerCase()];
    const values = operation === undefined ? undefined : matchPath(path, url.pathname);
    if (operation === undefined || values === undefined) continue;
    const parameters = operation.parameters.map(resolve);
    return {
      operationId: operation.operationId,
      parameters: values,
      problems: [
        ...parameterProblems(parameters, values, url),
        ...bodyProblems(
          operation,
          `${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}`,
          body,
        ),
      ],
    };
  }
  return undefined;
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  // Only the path of a file may hold slashes.
  const pattern = template.replaceAll(/\{(\w+)\}/g, (_, name) => (name === "path" ? "(.+)" : "([^/]+)"));
  const found = new RegExp(`^${pattern}$`).exec(path);
  if (found === null) return undefined;
  return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1] as string)]));
}

function resolve(parameter: Operation["parameters"][number]): Parameter {
  if (!("$ref" in parameter)) return parameter;
  return description.components.parameters[parameter.$ref.split("/").at(-1) as string] as Parameter;
}

function parameterProblems(
  parameters: readonly Parameter[],
  path: Readonly<Record<string, string>>,
  url: URL,
): string[] {
  const known = new Set(parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name));
  const unknown = [...url.searchParams.keys()].filter((name) => !known.has(name));
  const wrong = parameters.flatMap((parameter) => {
    const value =
      parameter.in === "path" ? path[parameter.name] : (url.searchParams.get(parameter.name) ?? undefined);
    if (value === undefined) return parameter.required === true ? [`${parameter.name} is missing`] : [];
    const isWrong = parameter.schema?.type === "integer" && !/^\d+$/.test(value);
    return isWrong ? [`${parameter.name} must be an integer: ${value}`] : [];
  });
  return [...unknown.map((name) => `unknown query parameter ${name}`), ...wrong];
}

function bodyProblems(operation: Operation, pointer: string, body: unknown): string[] {
  if (operation.requestBody === undefined) return body === undefined ? [] : ["takes no body"];
  const reference = `api#/paths/${pointer}/requestBody/content/application~1json/schema`;
  const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, validate);
  return validate(body) ? [] : [ajv.errorsText(validate.errors)];
}
