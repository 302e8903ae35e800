/**
 * Blocks of bytes that were costly to make (transposed, inflated), at most `budgetBytes` of them together, the
 * least recently used going first. A block that is larger than the budget alone is kept until the next one.
 */
export interface BlockCache {
  /**
   * The block that `owner` made under `index`, made now by `make` when it is not held. It is valid until the next
   * call and not to be changed. `make` may fill `spare`, the memory of a dropped block, instead of allocating.
   */
  get(owner: object, index: number, make: (spare: Uint8Array | undefined) => Uint8Array): Uint8Array;
  /** Bytes held now. */
  heldBytes(): number;
}

export function createBlockCache(budgetBytes: number): BlockCache {
  // A Map iterates in insertion order: the first entry is the least recently used one.
  const held = new Map<string, Uint8Array>();
  const ids = new WeakMap<object, number>();
  let owners = 0;
  let heldBytes = 0;
  // Garbage of megabytes piles up faster than V8 collects it.
  let spare: Uint8Array | undefined;
  const keyOf = (owner: object, index: number): string => {
    const id = ids.get(owner) ?? owners++;
    ids.set(owner, id);
    return `${id}:${index}`;
  };
  const evict = (): void => {
    for (const [key, block] of held) {
      if (heldBytes <= budgetBytes || held.size === 1) {
        return;
      }
      held.delete(key);
      heldBytes -= block.length;
      spare = block;
    }
  };
  return {
    get(owner, index, make) {
      const key = keyOf(owner, index);
      const found = held.get(key);
      const block = found ?? make(spare);
      spare = block === spare ? undefined : spare;
      held.delete(key);
      held.set(key, block);
      if (found === undefined) {
        heldBytes += block.length;
        evict();
      }
      return block;
    },
    heldBytes: () => heldBytes,
  };
}

/**
 * The one cache of the process: a thousand open tensors share its budget. A comparison walks through two tensors
 * side by side, so a few blocks of up to 8 MiB are enough, and reading stays under 150 MB in all.
 */
export const sharedBlocks: BlockCache = createBlockCache(20 * 2 ** 20);
