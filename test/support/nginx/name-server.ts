import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** Response, authoritative, recursion available. */
const ANSWER_FLAGS = 0x8580;
const NO_SUCH_NAME = 3;
const HEADER_BYTES = 12;
const TYPE_A = 1;
/** Points back at the name of the question. */
const QUESTION_NAME = 0xc00c;

/**
 * The name of a DNS question.
 * @returns it, and where what follows it begins
 */
function readName(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(QUESTION_NAME, 0);
  record.writeUInt16BE(TYPE_A, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(1, 6);
  record.writeUInt16BE(4, 10);
  address.split('.').forEach((byte, index) => record.writeUInt8(Number(byte), 12 + index));
  return record;
}

function answerTo(query: Buffer, names: ReadonlyMap<string, readonly string[]>): Buffer {
  const { name, end } = readName(query);
  const known = names.get(name);
  const addresses = query.readUInt16BE(end) === TYPE_A ? (known ?? []) : [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(ANSWER_FLAGS | (known ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end + 4), ...addresses.map(addressRecord)]);
}

/** Stands where Docker's DNS stands in a network of containers: knows the addresses of some names, and of no others. */
export class NameServer {
  /** Every name that was asked for. */
  readonly asked = new Set<string>();

  private constructor(
    private readonly socket: Socket,
    private readonly names: ReadonlyMap<string, readonly string[]>,
  ) {
    socket.on('message', (query, { port, address }) => {
      this.asked.add(readName(query).name);
      socket.send(answerTo(query, this.names), port, address);
    });
  }

  /**
   * Listens on a free UDP port of the loopback address.
   * @param names IPv4 addresses by name
   */
  static async open(names: Readonly<Record<string, readonly string[]>>): Promise<NameServer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new NameServer(socket, new Map(Object.entries(names)));
  }

  /** As nginx's `resolver` names it. */
  get address(): string {
    return `127.0.0.1:${String(this.socket.address().port)}`;
  }

  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }
}
