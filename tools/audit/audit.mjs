import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { askAdvisories } from './advisories.mjs';
import { lockfileFaults } from './lockfile-faults.mjs';
import { manifestFaults } from './manifest-faults.mjs';

// `npm run audit`: what can be said of the packages offline always is, and fails; known vulnerabilities where the registry has a list.

/** @param {string} path relative to the repository @returns {any} */
const readJson = (path) => JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));

const lockfile = readJson('package-lock.json');
const workspaces = Object.keys(lockfile.packages).filter((path) => /^(apps|libs)\//.test(path));
const manifests = ['', ...workspaces].map((folder) => {
  const path = folder === '' ? 'package.json' : `${folder}/package.json`;
  return { path, manifest: readJson(path) };
});
const faults = [...lockfileFaults(lockfile.packages), ...manifestFaults(manifests)];
for (const fault of faults) console.error(fault);
console.log(`${Object.keys(lockfile.packages).length} entries of package-lock.json: ${faults.length} faults.`);

const { text, vulnerable } = askAdvisories(fileURLToPath(new URL('../..', import.meta.url)));
console.log(text);
if (faults.length > 0 || vulnerable) process.exitCode = 1;
