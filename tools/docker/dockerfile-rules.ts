import type { BuildContext } from './build-context';
import type { Stage, Step } from './dockerfile';

/** A tag of a whole version, or a digest. */
const PINNED = /^[\w./-]+(?::\d+\.\d+\.\d+[\w.-]*(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/;
const ROOT_USERS = ['root', '0', 'root:root', '0:0'];
const SECRET_NAME = /SECRET|PASSWORD|TOKEN|CREDENTIAL|PRIVATE|API_KEY/i;

function stageFaults(stage: Stage, earlier: readonly string[], context: BuildContext): string[] {
  const faults: string[] = [];
  if (!earlier.includes(stage.base) && !PINNED.test(stage.base)) {
    faults.push(`stage ${stage.name}: ${stage.base} is not pinned to a whole version`);
  }
  for (const step of stage.steps) faults.push(...stepFaults(step, earlier, context));
  return faults;
}

function stepFaults({ keyword, args, from, line }: Step, earlier: readonly string[], context: BuildContext): string[] {
  const faults: string[] = [];
  const text = args.join(' ');
  if (keyword === 'ADD') faults.push('COPY does what ADD is used for, and nothing else');
  if (keyword === 'RUN' && /--omit[= ]optional/.test(text))
    faults.push('sharp, swc and vite need their optional packages');
  if (keyword === 'RUN' && /\bnpm (install|i)\b/.test(text)) faults.push('npm ci installs what the lockfile names');
  if (keyword === 'ENV' || keyword === 'ARG') {
    const names = args.map((arg) => arg.split('=')[0] ?? '');
    for (const name of names.filter((each) => SECRET_NAME.test(each))) faults.push(`${name} would stay in a layer`);
  }
  if (keyword === 'COPY' && from !== undefined && !earlier.includes(from)) faults.push(`there is no stage ${from}`);
  if (keyword === 'COPY' && from === undefined) {
    const missing = args.slice(0, -1).filter((source) => !context.has(source));
    for (const source of missing) faults.push(`${source} is not in the build context`);
  }
  return faults.map((fault) => `line ${line}: ${fault}`);
}

function imageFaults({ steps }: Stage): string[] {
  const last = (keyword: string): Step | undefined => steps.findLast((step) => step.keyword === keyword);
  const faults: string[] = [];
  const user = last('USER')?.args[0];
  if (user === undefined || ROOT_USERS.includes(user)) faults.push('the image runs as root');
  if (!last('HEALTHCHECK')?.exec) faults.push('there is no HEALTHCHECK in exec form');
  if (!last('STOPSIGNAL')) faults.push('there is no STOPSIGNAL');
  if (!last('CMD')?.exec) faults.push('CMD is not in exec form: a shell would swallow the signal');
  return faults;
}

/**
 * What a Dockerfile of ours must not do.
 * @returns one sentence per fault
 */
export function dockerfileFaults(stages: readonly Stage[], context: BuildContext): string[] {
  const faults = stages.flatMap((stage, index) => {
    const earlier = stages.slice(0, index).map(({ name }) => name);
    return stageFaults(stage, earlier, context);
  });
  const image = stages.at(-1);
  if (stages.length < 2) faults.push('the compilers stay in the image: there is one stage only');
  return image ? [...faults, ...imageFaults(image)] : faults;
}
