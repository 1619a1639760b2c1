/** The port to where pictures lie: by tenant and name, written once and never changed. */
export interface MediaStore {
  /** Durable when it resolves. Rejects when it cannot be stored now. */
  put(tenantId: string, name: string, bytes: Uint8Array): Promise<void>;
  get(tenantId: string, name: string): Promise<Buffer | undefined>;
}
