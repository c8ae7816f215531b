import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process that measures something: it says that it is ready, then answers each request with one message. */
export class MeasuredChild<Request extends object, Round> {
  private constructor(
    private readonly child: ChildProcess,
    /** What it said when it was ready. */
    readonly note: string,
  ) {}

  /**
   * Starts a program and waits until it is ready.
   * @param program path of a TypeScript file; tsx runs it as it runs this one
   * @throws Error when it ends first; its own output says why
   */
  static async start<Request extends object, Round>(
    program: string,
    ...programArguments: string[]
  ): Promise<MeasuredChild<Request, Round>> {
    const child = fork(program, programArguments);
    const { note } = (await messageFrom(child)) as { readonly note: string };
    return new MeasuredChild(child, note);
  }

  /** Has it measure a round. */
  async measure(request: Request): Promise<Round> {
    this.child.send(request);
    return (await messageFrom(this.child)) as Round;
  }

  /** Ends it. */
  close(): void {
    if (this.child.connected) this.child.disconnect();
  }
}

async function messageFrom(child: ChildProcess): Promise<unknown> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('A measured process ended; its output above says why.');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown];
    return message;
  } finally {
    answered.abort();
    ended.catch(() => undefined);
  }
}
