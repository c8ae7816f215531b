import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/**
 * A file in a ZIP archive.
 * @typedef {object} ZipEntry
 * @property {string} name its path in the archive
 * @property {number} method how it is packed: 0 not at all, 8 deflated
 * @property {number} packedSize bytes in the archive
 * @property {number} size bytes when unpacked
 * @property {number} headerAt where its local header begins
 */

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
const END = { mark: 0x06054b50, length: 22, entries: 10, directorySize: 12, directoryAt: 16 };
const ENTRY = {
  mark: 0x02014b50,
  length: 46,
  method: 10,
  packedSize: 20,
  size: 24,
  nameLength: 28,
  extraLength: 30,
  commentLength: 32,
  headerAt: 42,
};
const HEADER = { mark: 0x04034b50, length: 30, nameLength: 26, extraLength: 28 };

/** The longest comment that can stand behind the end record. */
const MOST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/**
 * @param {import('node:fs/promises').FileHandle} file to read
 * @param {number} position of the first byte
 * @param {number} length in bytes
 * @returns {Promise<Buffer>} shorter than asked for where the file ends
 */
async function read(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * @param {import('node:fs/promises').FileHandle} file the archive
 * @returns {Promise<Buffer>} its end record
 */
async function endRecord(file) {
  const { size } = await file.stat();
  const length = Math.min(size, END.length + MOST_COMMENT);
  const tail = await read(file, size - length, length);
  for (let at = tail.length - END.length; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END.mark) return tail.subarray(at);
  }
  throw new Error('not a ZIP archive: it has no end record');
}

/**
 * Lists a ZIP archive of less than 4 GiB.
 * @param {string} path the archive
 * @returns {Promise<ZipEntry[]>} its files and folders (their names end with a slash)
 * @throws Error where it is not such an archive
 */
export async function readZipEntries(path) {
  const file = await open(path);
  try {
    const end = await endRecord(file);
    const directory = await read(file, end.readUInt32LE(END.directoryAt), end.readUInt32LE(END.directorySize));
    /** @type {ZipEntry[]} */
    const entries = [];
    let at = 0;
    for (let left = end.readUInt16LE(END.entries); left > 0; left--) {
      if (at + ENTRY.length > directory.length || directory.readUInt32LE(at) !== ENTRY.mark) {
        throw new Error('a damaged ZIP archive: its directory is cut short');
      }
      const nameEnd = at + ENTRY.length + directory.readUInt16LE(at + ENTRY.nameLength);
      entries.push({
        name: directory.toString('utf8', at + ENTRY.length, nameEnd),
        method: directory.readUInt16LE(at + ENTRY.method),
        packedSize: directory.readUInt32LE(at + ENTRY.packedSize),
        size: directory.readUInt32LE(at + ENTRY.size),
        headerAt: directory.readUInt32LE(at + ENTRY.headerAt),
      });
      at = nameEnd + directory.readUInt16LE(at + ENTRY.extraLength) + directory.readUInt16LE(at + ENTRY.commentLength);
    }
    return entries;
  } finally {
    await file.close();
  }
}

/**
 * Unpacks one file.
 * @param {string} path the archive
 * @param {ZipEntry} entry one of {@link readZipEntries}
 * @param {string} target where it is written; its folder must exist
 * @param {AbortSignal} signal ends it
 * @throws Error where the entry is damaged or packed in an unknown way
 */
export async function unpackZipEntry(path, entry, target, signal) {
  const file = await open(path);
  let header;
  try {
    header = await read(file, entry.headerAt, HEADER.length);
  } finally {
    await file.close();
  }
  if (header.length < HEADER.length || header.readUInt32LE(0) !== HEADER.mark) {
    throw new Error(`a damaged ZIP archive: ${entry.name} is not where its directory says`);
  }
  const start =
    entry.headerAt + HEADER.length + header.readUInt16LE(HEADER.nameLength) + header.readUInt16LE(HEADER.extraLength);
  const output = createWriteStream(target);
  if (entry.packedSize > 0) {
    const packed = createReadStream(path, { start, end: start + entry.packedSize - 1 });
    if (entry.method === DEFLATED) await pipeline(packed, createInflateRaw(), output, { signal });
    else if (entry.method === STORED) await pipeline(packed, output, { signal });
    else throw new Error(`${entry.name} is packed by method ${entry.method}, which is not known here`);
  } else {
    await new Promise((resolve) => output.end(() => resolve(undefined)));
  }
  if (output.bytesWritten !== entry.size) {
    throw new Error(`${entry.name} has ${output.bytesWritten} bytes instead of ${entry.size}`);
  }
}
