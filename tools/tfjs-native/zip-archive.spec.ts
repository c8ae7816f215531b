import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { readZipEntries, unpackZipEntry, type ZipEntry } from './zip-archive.mjs';

const LONG = Buffer.from('bapsang '.repeat(10_000));
const { signal } = new AbortController();
const pythonIsHere = spawnSync('python3', ['--version']).status === 0;

/** A ZIP archive with a folder, an empty file, a stored one and a deflated one, written from the specification. */
function archive(comment: string): Buffer {
  const files = [
    { name: 'a/', method: 0, size: 0, packed: Buffer.alloc(0) },
    { name: 'a/empty', method: 0, size: 0, packed: Buffer.alloc(0) },
    { name: 'a/stored.txt', method: 0, size: 5, packed: Buffer.from('hello') },
    { name: 'a/밥.txt', method: 8, size: LONG.length, packed: deflateRawSync(LONG) },
  ];
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, method, size, packed } of files) {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    header.writeUInt16LE(3, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(2, 30);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name), Buffer.from('xx'));
    const written = [header, Buffer.from(name), Buffer.from('xxx'), packed];
    parts.push(...written);
    at += Buffer.concat(written).length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
}

describe('ZIP archives', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bapsang-zip-'));
    path = join(folder, 'archive.zip');
    writeFileSync(path, archive('a comment'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const unpack = async (entry: ZipEntry): Promise<Buffer> => {
    const target = join(folder, 'unpacked');
    await unpackZipEntry(path, entry, target, signal);
    return readFileSync(target);
  };

  it('are listed with names and sizes', async () => {
    const entries = await readZipEntries(path);
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ['a/', 0],
      ['a/empty', 0],
      ['a/stored.txt', 5],
      ['a/밥.txt', LONG.length],
    ]);
  });

  it('give their files, stored, deflated or empty', async () => {
    const [, empty, stored, deflated] = await readZipEntries(path);
    expect(await unpack(empty!)).toHaveLength(0);
    expect((await unpack(stored!)).toString()).toBe('hello');
    expect((await unpack(deflated!)).equals(LONG)).toBe(true);
  });

  (pythonIsHere ? it : it.skip)('are read as Python writes them, which writes wheels', async () => {
    const other = join(folder, 'other.zip');
    const program = `import zipfile; z = zipfile.ZipFile(${JSON.stringify(other)}, 'w', zipfile.ZIP_DEFLATED); z.writestr('x/y.txt', 'rice' * 999); z.close()`;
    execFileSync('python3', ['-c', program]);
    const [entry] = await readZipEntries(other);
    await unpackZipEntry(other, entry!, join(folder, 'y'), signal);
    expect(readFileSync(join(folder, 'y'), 'utf8')).toBe('rice'.repeat(999));
  });

  it('are refused when cut short, damaged, or something else', async () => {
    const [, , , deflated] = await readZipEntries(path);
    const damaged = archive('');
    damaged.fill(0xff, damaged.indexOf(deflateRawSync(LONG)) + 4, damaged.indexOf(deflateRawSync(LONG)) + 40);
    writeFileSync(path, damaged);
    await expect(unpack(deflated!)).rejects.toThrow();
    truncateSync(path, 200);
    await expect(readZipEntries(path)).rejects.toThrow('not a ZIP archive');
    writeFileSync(path, 'hello');
    await expect(readZipEntries(path)).rejects.toThrow('not a ZIP archive');
  });
});
