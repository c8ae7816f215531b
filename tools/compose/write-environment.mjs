import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readEnvironmentFile } from '../launch/environment-file.mjs';
import { print, runProgram } from '../launch/terminal.mjs';
import { missingVariables } from './compose-environment.mjs';

// `npm run compose:env`: completes the file .env that docker-compose.yml is read with. Without options for development;
// `-- --public-url https://meals.example --openvidu-url https://openvidu.example` for production.
const file = join(fileURLToPath(new URL('../..', import.meta.url)), '.env');

await runProgram(() => {
  const { values } = parseArgs({
    options: { 'public-url': { type: 'string' }, 'openvidu-url': { type: 'string' } },
  });
  const kept = readEnvironmentFile(file);
  const missing = missingVariables(kept, { publicUrl: values['public-url'], openviduUrl: values['openvidu-url'] });
  const before = existsSync(file)
    ? `${readFileSync(file, 'utf8').trimEnd()}\n`
    : '# Read by Docker Compose and npm start. Never commit it.\n';
  const lines = Object.entries(missing).map(([name, value]) => `${name}=${value}\n`);
  // Written beside and moved, so that nobody reads half a file.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, before + lines.join(''), { mode: 0o600 });
  renameSync(draft, file);
  chmodSync(file, 0o600);
  print(
    'compose',
    `${file}: profile ${missing.COMPOSE_PROFILES ?? kept.COMPOSE_PROFILES}, ${lines.length} variables added`,
  );
  return Promise.resolve(0);
});
