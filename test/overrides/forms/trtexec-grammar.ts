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
