/** Raised when bytes are not the FlatBuffer that they should be. */
export class FlatBufferError extends Error {
  constructor(what: string) {
    super(`This is not a usable model file: ${what}.`);
    this.name = 'FlatBufferError';
  }
}

/** Bytes before the identifier: the offset of the root table. */
const IDENTIFIER_OFFSET = 4;

/**
 * One table of a FlatBuffer (https://flatbuffers.dev/internals): fields are numbered as in the schema, an absent field
 * has its default. Every read is checked against the end of the bytes.
 */
export class FlatTable {
  private constructor(
    private readonly bytes: Uint8Array,
    private readonly view: DataView,
    private readonly position: number,
  ) {}

  /**
   * The root table of a whole buffer.
   * @param identifier the four characters that mark the kind of file
   * @throws FlatBufferError when the buffer is too short or bears another identifier
   */
  static root(bytes: Uint8Array, identifier: string): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = new FlatTable(bytes, view, 0);
    start.requireBytes(0, IDENTIFIER_OFFSET + identifier.length);
    const found = String.fromCharCode(...bytes.subarray(IDENTIFIER_OFFSET, IDENTIFIER_OFFSET + identifier.length));
    if (found !== identifier) throw new FlatBufferError(`it is not marked "${identifier}"`);
    return new FlatTable(bytes, view, start.readUint32(0));
  }

  /** A signed byte; also how booleans and enumerations are stored. */
  int8(field: number, otherwise: number): number {
    const at = this.find(field);
    if (at === undefined) return otherwise;
    this.requireBytes(at, 1);
    return this.view.getInt8(at);
  }

  int32(field: number, otherwise: number): number {
    const at = this.find(field);
    return at === undefined ? otherwise : this.readInt32(at);
  }

  /** The bytes of a byte vector, not copied; empty where the field is absent. */
  byteVector(field: number): Uint8Array {
    const vector = this.vector(field, 1, this.bytes.length);
    return this.bytes.subarray(vector.start, vector.start + vector.length);
  }

  /** @param most more entries than that are an error: it keeps rubbish from asking for gigabytes */
  int32s(field: number, most: number): number[] {
    const { start, length } = this.vector(field, 4, most);
    return Array.from({ length }, (_, index) => this.readInt32(start + 4 * index));
  }

  /** A table that this one refers to, or undefined where the field is absent. */
  table(field: number): FlatTable | undefined {
    const at = this.find(field);
    return at === undefined ? undefined : this.follow(at);
  }

  /** @param most more entries than that are an error */
  tables(field: number, most: number): FlatTable[] {
    const { start, length } = this.vector(field, 4, most);
    return Array.from({ length }, (_, index) => this.follow(start + 4 * index));
  }

  private vector(field: number, entryBytes: number, most: number): { start: number; length: number } {
    const at = this.find(field);
    if (at === undefined) return { start: 0, length: 0 };
    const position = at + this.readUint32(at);
    const length = this.readUint32(position);
    if (length > most) throw new FlatBufferError(`a list of ${length} entries, more than the ${most} that make sense`);
    this.requireBytes(position + 4, length * entryBytes);
    return { start: position + 4, length };
  }

  private follow(at: number): FlatTable {
    return new FlatTable(this.bytes, this.view, at + this.readUint32(at));
  }

  /** Position of a field's value, through the table's list of fields. */
  private find(field: number): number | undefined {
    const fields = this.position - this.readInt32(this.position);
    const entry = 4 + 2 * field;
    if (entry >= this.readUint16(fields)) return undefined;
    const offset = this.readUint16(fields + entry);
    return offset === 0 ? undefined : this.position + offset;
  }

  private readUint16(at: number): number {
    this.requireBytes(at, 2);
    return this.view.getUint16(at, true);
  }

  private readInt32(at: number): number {
    this.requireBytes(at, 4);
    return this.view.getInt32(at, true);
  }

  private readUint32(at: number): number {
    this.requireBytes(at, 4);
    return this.view.getUint32(at, true);
  }

  private requireBytes(at: number, count: number): void {
    if (at < 0 || at + count > this.bytes.length) throw new FlatBufferError(`it ends before byte ${at + count}`);
  }
}
