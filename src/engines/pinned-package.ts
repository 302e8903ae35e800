import {
  type PinnedFile,
  pinnedFiles,
  pinnedTarballIntegrity,
  pinnedVersion,
} from "./native-library-hashes.generated.ts";

/** By file name: size and hash of everything that is loaded on one platform. */
export type PinnedFiles = Readonly<Record<string, PinnedFile>>;

/** A package of native code of which every byte that is loaded is pinned here. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the tarball, `sha512-` and base64. */
  readonly tarballIntegrity: string;
  /** By `platform-processor`. */
  readonly files: Readonly<Record<string, PinnedFiles>>;
}

export const onnxruntimePackage: PinnedPackage = {
  name: "onnxruntime-node",
  version: pinnedVersion,
  tarballIntegrity: pinnedTarballIntegrity,
  files: pinnedFiles,
};

/** Platform and processor of this process, as in the table of pinned files. */
export const thisPlatformKey = `${process.platform}-${process.arch}`;
