const width = 4;
const empty = -1;

/** Called for each row of a key. */
export type Found = (batch: number, version: number, place: number) => void;

/**
 * Rows (key, batch, version, place) found by their key: a hash table in one array of numbers, because a quarter of a
 * million objects would keep the garbage collector busy. Rows go only all together.
 */
export class KeyTable {
  #rows = new Float64Array(width * 32).fill(empty);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(key: number, batch: number, version: number, place: number): void {
    if (this.#count * 2 >= this.#rows.length / width) this.#grow();
    let at = this.#first(key);
    while (this.#rows[at] !== empty) at = this.#next(at);
    this.#rows[at] = key;
    this.#rows[at + 1] = batch;
    this.#rows[at + 2] = version;
    this.#rows[at + 3] = place;
    this.#count += 1;
  }

  find(key: number, found: Found): void {
    const rows = this.#rows;
    for (let at = this.#first(key); rows[at] !== empty; at = this.#next(at)) {
      if (rows[at] === key) found(rows[at + 1] as number, rows[at + 2] as number, rows[at + 3] as number);
    }
  }

  /** By key, as an index in a file likes to be filled. */
  sorted(): readonly (readonly [number, number, number, number])[] {
    const rows: [number, number, number, number][] = [];
    for (let at = 0; at < this.#rows.length; at += width) {
      if (this.#rows[at] !== empty) rows.push([...this.#rows.subarray(at, at + width)] as (typeof rows)[number]);
    }
    return rows.sort((a, b) => a[0] - b[0]);
  }

  #first(key: number): number {
    const slots = this.#rows.length / width;
    return ((key % 0x1_0000_0000) & (slots - 1)) * width;
  }

  #next(at: number): number {
    return (at + width) % this.#rows.length;
  }

  #grow(): void {
    const rows = this.sorted();
    this.#rows = new Float64Array(this.#rows.length * 2).fill(empty);
    this.#count = 0;
    for (const row of rows) this.add(...row);
  }
}
