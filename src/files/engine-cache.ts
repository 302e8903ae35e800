import { createHash, randomBytes } from "node:crypto";
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** What an FP32 engine depends on. Two engines with equal facts are the same for the gate. */
export type EngineFacts = Readonly<Record<string, unknown>>;

/** A place for FP32 engines of one branch on a machine that stays. */
export interface EngineCache {
  /** The engine of these facts; undefined when there is none, or its bytes are not those that were stored. */
  find(facts: EngineFacts): Promise<string | undefined>;
  /** Keeps a copy. A full disk or a missing right only means that the next job builds again. */
  store(facts: EngineFacts, engineFile: string): Promise<void>;
}

/**
 * The cache below the runner's tool cache. Every branch has its own: what one job wrote is never read by a job of another
 * ref or another repository.
 * @returns undefined outside of a workflow, and where the runner names no tool cache.
 */
export function openEngineCache(environment: NodeJS.ProcessEnv): EngineCache | undefined {
  const { RUNNER_TOOL_CACHE: root, GITHUB_REPOSITORY: repository, GITHUB_REF: ref } = environment;
  if ([root, repository, ref].some((part) => part === undefined || part === "")) return undefined;
  const parent = join(root as string, "fp16-gate", "engines", digest([repository, ref]));
  const folderOf = (facts: EngineFacts): string => join(parent, digest(facts));
  return {
    find: async (facts) => {
      const folder = folderOf(facts);
      const [engine, record] = [join(folder, "model.engine"), join(folder, "sha256")];
      if (!existsSync(engine) || !existsSync(record)) return undefined;
      return (await hashFile(engine)) === readFileSync(record, "utf8").trim() ? engine : undefined;
    },
    store: async (facts, engineFile) => {
      const folder = folderOf(facts);
      const temporary = `${folder}.${randomBytes(6).toString("hex")}`;
      try {
        mkdirSync(temporary, { recursive: true, mode: 0o700 });
        copyFileSync(engineFile, join(temporary, "model.engine"));
        writeFileSync(join(temporary, "sha256"), `${await hashFile(engineFile)}\n`);
        rmSync(folder, { recursive: true, force: true });
        renameSync(temporary, folder);
      } catch {
        if (existsSync(temporary)) rmSync(temporary, { recursive: true, force: true });
      }
    },
  };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}
