import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, 'extract-models.mjs');

interface Manifest {
  readonly models: readonly {
    readonly name: string;
    readonly package: string;
    readonly version: string;
    readonly licence: string;
    readonly files: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
  }[];
}

describe('extract-models', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'extract-models-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const run = (): string => execFileSync(process.execPath, [SCRIPT, directory], { encoding: 'utf8' });
  const readManifest = (): Manifest => JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Manifest;

  it('writes the models and a manifest that tells where each comes from', () => {
    run();
    const { models } = readManifest();
    expect(models.map(({ name }) => name)).toEqual([
      'face-detection-short-range',
      'face-landmark',
      'hand-landmark-lite',
      'movenet-lightning',
    ]);
    for (const { version, licence, files } of models) {
      expect(version).toMatch(/^\d+\.\d+\.\d+/);
      expect(licence).toBe('Apache-2.0');
      for (const { file, bytes, sha256 } of files) {
        const content = readFileSync(join(directory, file));
        expect(content).toHaveLength(bytes);
        expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      }
    }
    expect(readdirSync(directory)).toHaveLength(6);
  });

  it('writes nothing the second time, and only what was damaged the third time', () => {
    expect(run()).toContain('6 of them written');
    const written = statSync(join(directory, 'movenet-lightning.bin')).mtimeMs;
    expect(run()).toContain('0 of them written');
    writeFileSync(join(directory, 'face-landmark.tflite'), 'damaged');
    expect(run()).toContain('1 of them written');
    expect(statSync(join(directory, 'movenet-lightning.bin')).mtimeMs).toBe(written);
  });

  it('ends with a clear sentence where a package is not installed', () => {
    const elsewhere = join(directory, 'build');
    mkdirSync(elsewhere);
    copyFileSync(SCRIPT, join(elsewhere, 'extract-models.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(elsewhere, 'extract-models.mjs')], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^models: The package @mediapipe\/face_mesh is not installed\. Run "npm ci"/);
  });
});
