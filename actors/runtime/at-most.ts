/**
 * The bound of an LRU cache that takes memory as it fills. With `max` it takes that of a full one at once, and there are
 * hundreds of partitions and many caches, most of them nearly empty.
 */
export const atMost = (entries: number) => ({ maxSize: entries, sizeCalculation: () => 1 });
