/** Version of TensorRT. */
export interface TrtexecVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * From the banner `[TensorRT v8601]`: up to 9.x the digits are major * 1000 + minor * 100 + patch, from 10 on
 * major * 10000 + minor * 100 + patch (NvInferVersion.h).
 */
export function versionOfBanner(log: string): TrtexecVersion | undefined {
  const digits = /\[TensorRT v(\d+)\]/.exec(log)?.[1];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  const unit = digits.length <= 4 ? 1000 : 10000;
  return {
    major: Math.floor(number / unit),
    minor: Math.floor((number % unit) / 100),
    patch: number % 100,
  };
}

/** `8.6.1` */
export function formatVersion({ major, minor, patch }: TrtexecVersion): string {
  return `${major}.${minor}.${patch}`;
}

/** Whether a version is this one or newer. */
export function isAtLeast(version: TrtexecVersion, major: number, minor = 0): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}
