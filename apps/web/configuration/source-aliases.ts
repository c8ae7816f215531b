import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = new URL('../../../', import.meta.url);

function inRepository(path: string): string {
  return fileURLToPath(new URL(path, repository));
}

/** Our libraries as sources, so that Vite need not wait for their build, and the motion model in use as a file. */
export function sourceAliases(): readonly { readonly find: string | RegExp; readonly replacement: string }[] {
  const model = readFileSync(inRepository('models/motion/current'), 'utf8').trim();
  return [
    { find: '@bapsang/shared', replacement: inRepository('libs/shared/src/index.ts') },
    { find: /^@bapsang\/recognition\/(.*)$/, replacement: `${inRepository('libs/recognition/src/')}$1` },
    { find: /^@bapsang\/motion-model(?=\?)/, replacement: inRepository(`models/motion/${model}/model.json`) },
  ];
}
