import { findChromium } from './chromium.mjs';

function only(...files: readonly string[]): (file: string) => boolean {
  return (file) => files.includes(file);
}

describe('findChromium', () => {
  it('takes what CHROMIUM_PATH names, before anything else', () => {
    expect(findChromium('/own/chrome', '/usr/bin', only('/own/chrome', '/usr/bin/chromium'))).toBe('/own/chrome');
  });

  it('refuses a CHROMIUM_PATH that leads nowhere, instead of taking another browser', () => {
    expect(() => findChromium('/own/chrome', '/usr/bin', only('/usr/bin/chromium'))).toThrow(
      'CHROMIUM_PATH is /own/chrome, where there is nothing: correct it, or leave it out.',
    );
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])('finds %s in PATH', (name) => {
    expect(findChromium(undefined, '/bin:/opt/bin', only(`/opt/bin/${name}`))).toBe(`/opt/bin/${name}`);
  });

  it('finds Chrome on macOS', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findChromium('', undefined, only(chrome))).toBe(chrome);
  });

  it('finds nothing where there is nothing', () => {
    expect(findChromium(undefined, '/bin', only())).toBeUndefined();
  });
});
