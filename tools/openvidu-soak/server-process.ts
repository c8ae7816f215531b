import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { withDeadline } from '@bapsang/server';
import { TEST_SECRET } from '../../apps/openvidu-embedded/src/testing/deployment';
import { eventuallyTrue } from '../../test/support/eventually';
import { freePorts } from '../../test/support/free-ports';

const APP = path.join(__dirname, '../../apps/openvidu-embedded');
const ANSWER_DEADLINE = 10_000;

/** The deployment under test in a process of its own, started as `npm start` does. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Where browsers reach it. */
    readonly url: string,
  ) {}

  /**
   * Starts the deployment on a free port and waits until it answers.
   * @param isBuilt whether dist/main.js runs, as in production, or the sources
   */
  static async start(isBuilt: boolean): Promise<ServerProcess> {
    const [port] = await freePorts(1);
    const url = `http://localhost:${port}`;
    const reporter = ['--require', path.join(__dirname, 'report-resources.cjs')];
    const child = fork(path.join(APP, isBuilt ? 'dist/main.js' : 'src/main.ts'), {
      execArgv: isBuilt ? reporter : [...process.execArgv, ...reporter],
      // Standard output carries its log; what this program prints is its own.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        OPENVIDU_PORT: String(port),
        OPENVIDU_PUBLIC_URL: url,
        OPENVIDU_SECRET: TEST_SECRET,
        LOG_LEVEL: 'warn',
      },
    });
    const answers = (): Promise<boolean> =>
      fetch(`${url}/openvidu/api/config/openvidu-publicurl`).then(
        ({ ok }) => ok,
        () => false,
      );
    try {
      await eventuallyTrue('The deployment', answers);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return new ServerProcess(child, url);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** How many of each kind keep the event loop alive: timers, sockets and the like, by Node's names. */
  async resources(): Promise<ReadonlyMap<string, number>> {
    const answered = once(this.child, 'message');
    this.child.send('resources');
    const [names] = (await withDeadline(answered, ANSWER_DEADLINE, "The deployment's resources")) as [string[]];
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  }

  /**
   * Ends the deployment as a service manager does.
   * @returns its exit code; nothing when a signal ended it
   */
  async close(): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    try {
      const [code] = (await withDeadline(exited, ANSWER_DEADLINE, 'The end of the deployment')) as [number | null];
      return code;
    } finally {
      this.child.kill('SIGKILL');
    }
  }
}
