import { spawnSync } from 'node:child_process';

/** How long the registry may take, ms. */
const DEADLINE = 60_000;

/**
 * What `npm audit` says of the packages that run in production.
 * @typedef {object} Advisories
 * @property {string} text for people
 * @property {boolean} vulnerable whether one has a known vulnerability that is high or critical
 */

/**
 * Asks the registry for known vulnerabilities.
 * @param {string} root the repository
 * @returns {Advisories}
 */
export function askAdvisories(root) {
  const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8', timeout: DEADLINE });
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], options);
  return readAdvisories(stdout);
}

/**
 * Reads the report of `npm audit --json`.
 * @param {string | null} report empty or broken where there was none
 * @returns {Advisories}
 */
export function readAdvisories(report) {
  const counts = countsIn(report ?? '');
  if (!counts) {
    return { text: 'Advisories could not be asked for: the registry offers none here.', vulnerable: false };
  }
  const grave = counts.high + counts.critical;
  if (grave === 0) return { text: 'No advisory is high or critical.', vulnerable: false };
  return { text: `${grave} advisories are high or critical: see npm audit --omit=dev.`, vulnerable: true };
}

/**
 * @param {string} report as `npm audit --json` wrote it
 * @returns {{ high: number, critical: number } | undefined}
 */
function countsIn(report) {
  try {
    return JSON.parse(report).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
