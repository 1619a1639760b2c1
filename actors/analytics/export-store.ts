/** The port to where exported files lie: by tenant and name, for a day. */
export interface ExportStore {
  /** There whole or not at all. Rejects when it cannot be stored now. */
  put(tenantId: string, name: string, bytes: Uint8Array): Promise<void>;
  /** At most so many bytes from an offset on, and how many there are of all; undefined where there is none. */
  read(tenantId: string, name: string, offset: number, most: number): Promise<StoredPiece | undefined>;
  drop(tenantId: string, name: string): Promise<void>;
}

export type StoredPiece = { readonly bytes: Buffer; readonly size: number };
