import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './debian-packages.mjs';
import { LaunchError } from './launch-error.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./install.mjs').Progress} Progress */

/** Names under which Chromium or Chrome is found in the folders of PATH. */
const PROGRAM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where macOS keeps them. */
const MAC_PROGRAMS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What Debian calls the browser, and a font with Korean letters (10 MB) for the screenshots. */
const CHROMIUM_PACKAGE = 'chromium';
const KOREAN_FONT_PACKAGE = 'fonts-nanum';

/**
 * Finds a browser.
 * @param {string | undefined} chosen what CHROMIUM_PATH says
 * @param {string | undefined} path what PATH says
 * @param {(file: string) => boolean} [exists] whether a file is there
 * @returns {string | undefined} the path of the program
 * @throws LaunchError when CHROMIUM_PATH names nothing that is there
 */
export function findChromium(chosen, path, exists = existsSync) {
  if (chosen) {
    if (exists(chosen)) return chosen;
    throw new LaunchError(`CHROMIUM_PATH is ${chosen}, where there is nothing: correct it, or leave it out.`);
  }
  const folders = (path ?? '').split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => PROGRAM_NAMES.map((name) => join(folder, name))), ...MAC_PROGRAMS].find(
    exists,
  );
}

/**
 * Finds a browser, or installs one where that may be done.
 * @param {string | undefined} chosen what CHROMIUM_PATH says
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<string>} the path of the program
 * @throws LaunchError with what to install
 */
export async function provideChromium(chosen, progress) {
  const found = findChromium(chosen, process.env.PATH);
  if (found) return found;
  const installed = await installPackages([CHROMIUM_PACKAGE], progress);
  const program = installed ? findChromium(undefined, process.env.PATH) : undefined;
  if (program) return program;
  throw new LaunchError('The tests need Chromium or Chrome: install one, or say in CHROMIUM_PATH where it is.');
}

/**
 * Sees to a font with Korean letters, without which the screenshots show boxes; the tests themselves do without.
 * @param {Progress} progress where it is told, and what ends it
 */
export async function provideKoreanFont(progress) {
  if (process.platform !== 'linux') return;
  const list = await runCommand('fc-list', [':lang=ko', 'family'], { cwd: '/', signal: progress.signal }).catch(
    () => null,
  );
  if (list?.output.trim()) return;
  if (await installPackages([KOREAN_FONT_PACKAGE], progress)) return;
  progress.say(
    'test',
    `no font with Korean letters: the screenshots will show boxes (${KOREAN_FONT_PACKAGE} has some)`,
  );
}
