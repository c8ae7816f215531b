import { fileURLToPath } from 'node:url';
import { runProgram } from './terminal.mjs';

// `npm run test:nginx`: the end-to-end tests of the page, unchanged, but every browser reaches everything through nginx on one origin.
// Paths of specs as arguments choose some.
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The tests of the page; those that cut wires do so at the parts' own ports. */
const SPECS = ['test/first-meal.spec.ts', 'test/consent.spec.ts', 'test/doors.spec.ts', 'test/pages'];

process.env.TEST_FRONT = 'nginx';
await runProgram(async (signal) => {
  const { test } = await import('./run-test.mjs');
  const given = process.argv.slice(2);
  const specs = given.length > 0 ? given : SPECS;
  return test(root, [...specs, '--runInBand', '--selectProjects', 'end-to-end', 'side-by-side'], signal);
});
