/** How trtexec 8.6 to 10.16 reads its command line, as far as the forms use it (samples/common/sampleOptions.cpp). */

function split(text: string, separator: string): string[] {
  return text === "" ? [] : text.split(separator);
}

/** Options by name; what stands behind the first equals sign is the value. */
export function readOptions(words: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf("=");
    const [name, value] = at === -1 ? [word, ""] : [word.slice(0, at), word.slice(at + 1)];
    if (options.has(name)) throw new Error(`${name} is given twice`);
    options.set(name, value);
  }
  return options;
}

/** `'NAME':VALUE` or `NAME:VALUE`, split at the last colon; commas were split off before. */
function readPair(pair: string): [string, string] {
  const quoted = split(pair, "'");
  if (quoted.length !== 1) {
    if (quoted.length !== 3) throw new Error(`Found invalid number of 's when parsing ${pair}`);
    return [`${quoted[0]}${quoted[1]}`, (quoted[2] ?? "").slice(1)];
  }
  const at = pair.lastIndexOf(":");
  return at === -1 ? [pair, pair] : [pair.slice(0, at), pair.slice(at + 1)];
}

const dataTypes = new Set(["fp32", "fp16", "bf16", "int8", "int32"]);

/** The value of --layerPrecisions or --layerOutputTypes: types by layer name. */
export function readLayerTypes(value: string): Map<string, string[]> {
  const layers = new Map<string, string[]>();
  for (const pair of split(value, ",")) {
    const [name, types] = readPair(pair);
    const list = split(types, "+");
    for (const type of list) {
      if (!dataTypes.has(type)) throw new Error(`Invalid DataType ${type}`);
    }
    layers.set(name.replaceAll("'", ""), list);
  }
  return layers;
}

type Release = "8.6 to 10.16, weak" | "10, strong" | "11";

/** Options of trtexec that a form or its user gives to a build; those about precision differ between releases. */
const buildOptions = ["--onnx", "--saveEngine", "--skipInference", "--noTF32", "--verbose", "--device"];
const shapeOptions = ["--minShapes", "--optShapes", "--maxShapes", "--shapes"];
const precisionOptions: Readonly<Record<Release, readonly string[]>> = {
  "8.6 to 10.16, weak": [
    "--fp16",
    "--bf16",
    "--int8",
    "--best",
    "--precisionConstraints",
    "--layerPrecisions",
    "--layerOutputTypes",
  ],
  "10, strong": ["--stronglyTyped"],
  // Every model is strongly typed there, and the flags about precision are gone.
  "11": [],
};
const switches = new Set([
  "--skipInference",
  "--noTF32",
  "--verbose",
  "--fp16",
  "--bf16",
  "--int8",
  "--best",
  "--stronglyTyped",
]);

/**
 * Throws as that release of trtexec would, and where it would pass over something in silence: an option it does not
 * know, a value where none is taken, layer types without a constraint, more than one asterisk in a name.
 */
export function checkWords(words: readonly string[], release: Release): void {
  const known = new Set([...buildOptions, ...shapeOptions, ...precisionOptions[release]]);
  const options = readOptions(words);
  for (const [name, value] of options) {
    if (!known.has(name)) throw new Error(`Unknown option: ${name} ${value}`);
    if (switches.has(name) !== (value === "")) throw new Error(`${name} has the value "${value}"`);
  }
  if (!options.has("--onnx")) throw new Error("Model missing or format not recognized");
  const layerFlags = ["--layerPrecisions", "--layerOutputTypes"].filter((name) => options.has(name));
  const constraint = options.get("--precisionConstraints") ?? "none";
  if (!["none", "obey", "prefer"].includes(constraint)) throw new Error(`Invalid constraint ${constraint}`);
  if (layerFlags.length > 0 && constraint === "none") {
    throw new Error(`${layerFlags.join(" and ")} will be ignored without --precisionConstraints`);
  }
  for (const flag of layerFlags) {
    for (const name of readLayerTypes(options.get(flag) ?? "").keys()) {
      if (split(name, "*").length > 2) throw new Error(`${flag}: more than one * in ${name}`);
    }
  }
}
