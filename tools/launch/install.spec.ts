import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, noteInstalled } from './install.mjs';
import { nativeTensorflowSettings } from './native-tensorflow.mjs';

describe('isInstalled', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bapsang-install-'));
    writeFileSync(join(root, 'package-lock.json'), '{}');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('holds from the end of an installation until the lockfile changes', () => {
    expect(isInstalled(root)).toBe(false);
    noteInstalled(root);
    expect(isInstalled(root)).toBe(true);
    writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3}');
    expect(isInstalled(root)).toBe(false);
  });

  it('does not hold once node_modules is gone', () => {
    noteInstalled(root);
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });
});

describe('nativeTensorflowSettings', () => {
  const unreachable = (): Promise<boolean> => Promise.resolve(false);

  it('lets the download fail at once where its host does not answer', async () => {
    expect(await nativeTensorflowSettings({}, unreachable)).toEqual({ TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:1/' });
  });

  it('changes nothing where the host answers, or where somebody says how it is reached', async () => {
    expect(await nativeTensorflowSettings({}, () => Promise.resolve(true))).toEqual({});
    expect(await nativeTensorflowSettings({ HTTPS_PROXY: 'http://proxy:3128' }, unreachable)).toEqual({});
    expect(await nativeTensorflowSettings({ TFJS_NODE_BASE_URI: 'file:///x' }, unreachable)).toEqual({});
  });
});
