import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import type { BuildContext } from './build-context';
import type { Stage, Step } from './dockerfile';

/** How long one RUN may take, ms. */
const RUN_DEADLINE = 20 * 60_000;

/** What a stage begins with on this machine: where programs, caches and the settings of npm are. Nothing of the repository. */
const MACHINE_VARIABLES =
  /^(PATH|HOME|LANG|TMPDIR|XDG_CACHE_HOME|npm_config_(?!local_prefix|prefix).*|NODE_EXTRA_CA_CERTS)$/i;

/** A stage that was carried out in a folder. */
export interface BuiltStage {
  /** The folder that stands for the root of its file system. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The last of each: CMD and HEALTHCHECK in exec form. */
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** Tells of one step. */
export type Say = (text: string) => void;

/** Whether a RUN can be carried out here: what runs in an image that is no Node needs the file system of that image. */
function isForeign(stage: Stage, stages: readonly Stage[]): boolean {
  const base = stages.find(({ name }) => name === stage.base);
  return base ? isForeign(base, stages) : !stage.base.startsWith('node:');
}

/**
 * Carries out the stages of a Dockerfile in folders, without an engine: COPY, RUN, WORKDIR and ENV in order, each stage in a folder that
 * stands for its root. The base images are left out: their programs are those of this machine.
 */
export class ImageBuild {
  private readonly built = new Map<string, BuiltStage>();

  /** @param work an empty folder, outside of the repository so that no package of it is found by chance */
  constructor(
    private readonly stages: readonly Stage[],
    private readonly context: BuildContext,
    private readonly work: string,
    private readonly say: Say,
  ) {}

  /**
   * Carries out all stages.
   * @returns the last one
   * @throws Error naming the step that failed
   */
  run(): BuiltStage {
    for (const stage of this.stages) this.built.set(stage.name, this.runStage(stage));
    const image = this.built.get(this.stages.at(-1)?.name ?? '');
    if (!image) throw new Error('The Dockerfile has no stage.');
    return image;
  }

  private runStage(stage: Stage): BuiltStage {
    const base = this.built.get(stage.base);
    const root = join(this.work, stage.name);
    mkdirSync(root, { recursive: true });
    if (base) cpSync(base.root, root, { recursive: true, verbatimSymlinks: true });
    let state: BuiltStage = {
      workdir: base?.workdir ?? '/',
      environment: base?.environment ?? {},
      command: [],
      healthCheck: [],
      root,
    };
    for (const step of stage.steps) state = this.runStep(step, state, isForeign(stage, this.stages));
    return state;
  }

  private runStep(step: Step, state: BuiltStage, foreign: boolean): BuiltStage {
    const { keyword, args, exec = [] } = step;
    switch (keyword) {
      case 'WORKDIR': {
        const workdir = posix.resolve(state.workdir, args[0] ?? '');
        mkdirSync(join(state.root, workdir), { recursive: true });
        return { ...state, workdir };
      }
      case 'ENV': {
        const added = args.map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] as const);
        return { ...state, environment: { ...state.environment, ...Object.fromEntries(added) } };
      }
      case 'COPY':
        this.copy(step, state);
        return state;
      case 'RUN':
        if (foreign) this.say(`  left out, it needs its base image: RUN ${args[0]}`);
        else this.execute(step, state);
        return state;
      case 'CMD':
        return { ...state, command: exec };
      case 'HEALTHCHECK':
        return { ...state, healthCheck: exec };
      default:
        return state;
    }
  }

  /** As COPY: a folder's contents, a file into a folder or under a name. */
  private copy({ args, from }: Step, { root, workdir }: BuiltStage): void {
    const sources = args.slice(0, -1);
    const target = args.at(-1) ?? '';
    const destination = join(root, posix.resolve(workdir, target));
    const sourceRoot = from === undefined ? this.context.root : (this.built.get(from)?.root ?? '');
    for (const source of sources) {
      const path = join(sourceRoot, source);
      const isFolder = statSync(path).isDirectory();
      const into = !isFolder && (/\/$|^\.$/.test(target) || sources.length > 1);
      const to = into ? join(destination, basename(source)) : destination;
      mkdirSync(dirname(to), { recursive: true });
      const filter = (each: string): boolean => from !== undefined || !this.isIgnored(each);
      cpSync(path, to, { recursive: true, verbatimSymlinks: true, filter });
    }
  }

  private isIgnored(path: string): boolean {
    const below = relative(this.context.root, path);
    // A folder that is left out may hold something that is not.
    return statSync(path).isDirectory() ? below !== '' && !this.context.has(below) : this.context.ignores(below);
  }

  private execute({ args, line }: Step, { root, workdir, environment }: BuiltStage): void {
    const [command = ''] = args;
    this.say(`  RUN ${command}`);
    const begun = Date.now();
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], {
      cwd: join(root, workdir),
      env: { ...machineVariables(), ...environment },
      timeout: RUN_DEADLINE,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`Line ${line} failed (${status}): ${command}\n${(stdout + stderr).slice(-4000)}`);
    this.say(`      done in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  }
}

/** The environment in which an image's own variables stand. */
export function machineVariables(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name, value]) => MACHINE_VARIABLES.test(name) && value);
  return Object.fromEntries(kept) as Record<string, string>;
}

/** Bytes of all files in a folder; a link counts as nothing. */
export function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + sizeOf(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}
