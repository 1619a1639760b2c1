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
  each(row: (key: number, batch: number, version: number, place: number) => void): void {
    const rows = this.#rows;
    for (const at of this.#sorted()) {
      row(rows[at] as number, rows[at + 1] as number, rows[at + 2] as number, rows[at + 3] as number);
    }
  }

  #sorted(): number[] {
    const rows = this.#rows;
    const taken: number[] = [];
    for (let at = 0; at < rows.length; at += width) {
      if (rows[at] !== empty) taken.push(at);
    }
    return taken.sort((a, b) => (rows[a] as number) - (rows[b] as number));
  }

  #first(key: number): number {
    const slots = this.#rows.length / width;
    return ((key % 0x1_0000_0000) & (slots - 1)) * width;
  }

  #next(at: number): number {
    return (at + width) % this.#rows.length;
  }

  #grow(): void {
    const rows = this.#rows;
    this.#rows = new Float64Array(rows.length * 2).fill(empty);
    this.#count = 0;
    for (let at = 0; at < rows.length; at += width) {
      if (rows[at] === empty) continue;
      this.add(rows[at] as number, rows[at + 1] as number, rows[at + 2] as number, rows[at + 3] as number);
    }
  }
}
