import fc from 'fast-check';
import type { OpenViduSession } from '../openvidu/openvidu-session';
import { forgetEnded, hear, isOver, toSessionEvents, type KnownSession, type SessionHappening } from './known-session';
import { SessionHistory } from './session-history.spec-support';
import type { SessionNews } from './session-news';
import { keyOf, RECONCILED, unheardNews } from './unheard-news';

const address = { sessionId: 'A', createdAt: 1000 };
const stay = { connectionId: 'con_1', participantId: 'minji', joinedAt: 2000 };

/** What several instances know together, without the store. */
class Knowledge {
  readonly sessions = new Map<string, KnownSession>();
  readonly told: (SessionHappening & { readonly key: string })[] = [];

  take(news: SessionNews): void {
    const key = keyOf(news);
    const { known, happened } = hear(this.sessions.get(key), news);
    this.sessions.set(key, known);
    this.told.push(...happened.map((one) => ({ ...one, key })));
  }

  /** Told once each, without their times and reasons. */
  get kinds(): string[] {
    return this.told.map(({ key, kind, connectionId = '' }) => `${key} ${kind} ${connectionId}`).sort();
  }
}

describe('what is known of a session', () => {
  function kindsAfter(...all: readonly SessionNews[]): string[] {
    const knowledge = new Knowledge();
    for (const news of all) knowledge.take(news);
    return knowledge.told.map(({ kind }) => kind);
  }

  it('is told once, with what must have come before', () => {
    const left = { ...address, kind: 'left', stay, at: 3000, reason: 'disconnect' } as const;
    expect(kindsAfter(left, left)).toEqual(['session began', 'participant joined', 'participant left']);
    expect(kindsAfter(left, { ...address, kind: 'joined', stay }, { ...address, kind: 'began' })).toHaveLength(3);
    const ended = { ...address, kind: 'ended', at: 4000, reason: 'lastParticipantLeft' } as const;
    expect(kindsAfter(ended, left, ended)).toHaveLength(4);
  });

  it('is of one session, and not of the next that bears its id', () => {
    const again = { ...address, createdAt: 9000, kind: 'began' } as const;
    expect(kindsAfter({ ...address, kind: 'began' }, again)).toEqual(['session began', 'session began']);
  });

  it('goes into the journal as far as it is about sessions and participants', () => {
    const { happened } = hear(undefined, { ...address, kind: 'left', stay, at: 3000, reason: 'disconnect' });
    expect(toSessionEvents(happened)).toEqual([
      { kind: 'session began', sessionId: 'A', at: 1000 },
      { kind: 'participant joined', sessionId: 'A', participantId: 'minji', connectionId: 'con_1', at: 2000 },
      {
        ...{ kind: 'participant left', sessionId: 'A', participantId: 'minji', connectionId: 'con_1' },
        ...{ at: 3000, reason: 'disconnect' },
      },
    ]);
    const tutorial = hear(undefined, { ...address, kind: 'joined', stay: { ...stay, participantId: undefined } });
    expect(tutorial.happened).toHaveLength(2);
    expect(toSessionEvents(tutorial.happened)).toHaveLength(1);
  });

  it('is forgotten once it has been over for long, and everything of it is written', () => {
    const { known: begun } = hear(undefined, { ...address, kind: 'joined', stay });
    const { known: ended } = hear(begun, { ...address, kind: 'ended', at: 4000, reason: 'x' });
    expect([isOver(ended), forgetEnded(ended, 9000)]).toEqual([false, ended]);
    const { known: over } = hear(ended, { ...address, kind: 'left', stay, at: 3000, reason: 'x' });
    expect(forgetEnded(over, 2000)).toBe(over);
    expect(forgetEnded(over, 9000)).toBeUndefined();
    const unwritten = toSessionEvents([{ kind: 'session began', sessionId: 'A', at: 1000 }]);
    expect(forgetEnded({ ...over, unwritten }, 9000)).toMatchObject({ stays: {}, unwritten });
  });
});

describe('webhooks that are lost, doubled, late and in any order', () => {
  const index = fc.nat(30);
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('open'), sessionId: fc.constantFrom('A', 'B') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('join'), index, participantId: fc.constantFrom('p', 'q') }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('leave'), index }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('close'), index }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver'), index }) },
    { weight: 2, arbitrary: fc.constantFrom({ kind: 'note' }, { kind: 'list' }, { kind: 'compare' }) },
  ) as fc.Arbitrary<Step>;

  type Step =
    | { kind: 'open'; sessionId: string }
    | { kind: 'join'; index: number; participantId: string }
    | { kind: 'leave' | 'close' | 'deliver'; index: number }
    | { kind: 'note' | 'list' | 'compare' };

  /** A history, what is heard of it, and a reconciliation whose steps fall anywhere in between. */
  class Run {
    readonly history = new SessionHistory();
    readonly knowledge = new Knowledge();
    /** Sessions and connections of which anything was heard. */
    readonly heard = new Set<string>();
    #noted: KnownSession[] | undefined;
    #listed: OpenViduSession[] | undefined;

    take(what: Step): void {
      if (what.kind === 'open') this.history.open(what.sessionId);
      else if (what.kind === 'join') this.history.join(what.index, what.participantId);
      else if (what.kind === 'leave') this.history.leave(what.index);
      else if (what.kind === 'close') this.history.close(what.index);
      else if (what.kind === 'deliver') this.deliver(what.index);
      else this.#reconcile(what.kind);
      this.#expectNothingFalse();
    }

    deliver(which: number): void {
      const webhook = this.history.webhooks[which % this.history.webhooks.length];
      if (!webhook) return;
      const news = this.history.newsOf(webhook);
      this.heard.add(keyOf(news));
      if ('stay' in news) this.heard.add(news.stay.connectionId);
      this.knowledge.take(news);
    }

    reconcile(): void {
      for (const kind of ['note', 'list', 'compare'] as const) this.#reconcile(kind);
    }

    /** What has to be known of all that was heard of. */
    get expected(): string[] {
      const heardOf = this.history.sessions.filter((session) => this.heard.has(keyOf(session)));
      return heardOf
        .flatMap((session) => {
          const key = keyOf(session);
          const stays = session.stays.filter(({ connectionId }) => this.heard.has(connectionId));
          return [
            `${key} session began `,
            ...(session.endedAt === undefined ? [] : [`${key} session ended `]),
            ...stays.map(({ connectionId }) => `${key} participant joined ${connectionId}`),
            ...stays.flatMap(({ connectionId, leftAt }) =>
              leftAt === undefined ? [] : [`${key} participant left ${connectionId}`],
            ),
          ];
        })
        .sort();
    }

    #reconcile(kind: 'note' | 'list' | 'compare'): void {
      if (kind === 'note') [this.#noted, this.#listed] = [[...this.knowledge.sessions.values()], undefined];
      else if (kind === 'list') this.#listed = this.#noted && this.history.list();
      else if (this.#noted && this.#listed) this.#compare(this.#noted, this.#listed);
    }

    #compare(noted: readonly KnownSession[], listed: readonly OpenViduSession[]): void {
      for (const session of listed) {
        this.heard.add(keyOf(session));
        for (const { connectionId } of session.connections) this.heard.add(connectionId);
      }
      for (const news of unheardNews(noted, listed, 1_800_000_000_000)) this.knowledge.take(news);
      this.#noted = undefined;
    }

    /** Nobody is said to have left, and no session to have ended, before it is so. */
    #expectNothingFalse(): void {
      for (const { key, kind, connectionId } of this.knowledge.told) {
        const session = this.history.sessions.find((one) => keyOf(one) === key);
        if (kind === 'session ended') expect(session?.endedAt).toBeDefined();
        if (kind !== 'participant left') continue;
        expect(session?.stays.find((one) => one.connectionId === connectionId)?.leftAt).toBeDefined();
      }
    }
  }

  it('make each thing known once and nothing that is not so, after one reconciliation', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.array(index, { maxLength: 10 }), (steps, late) => {
        const run = new Run();
        for (const one of steps) run.take(one);
        run.reconcile();
        expect(run.knowledge.kinds).toEqual(run.expected);
        for (const which of late) run.deliver(which);
        run.reconcile();
        expect(run.knowledge.kinds).toEqual(run.expected);
      }),
      { numRuns: 300 },
    );
  });

  it('come to the same as all of them in their order, where each is heard of at all', () => {
    const steps = fc.array(step, { maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.array(index, { maxLength: 30 }), fc.infiniteStream(fc.boolean()), (all, order, lost) => {
        const run = new Run();
        for (const one of all) if (!['deliver', 'note', 'list', 'compare'].includes(one.kind)) run.take(one);
        const inOrder = new Knowledge();
        for (const webhook of run.history.webhooks) inOrder.take(run.history.newsOf(webhook));
        for (const which of order) run.deliver(which);
        // Of what ended the last word comes through; all else may be lost.
        const losses = lost[Symbol.iterator]();
        for (const webhook of [...run.history.webhooks].reverse()) {
          const news = run.history.newsOf(webhook);
          if (news.kind === 'left' || news.kind === 'ended' || losses.next().value === true) run.knowledge.take(news);
        }
        run.reconcile();
        expect(run.knowledge.kinds).toEqual(inOrder.kinds);
      }),
      { numRuns: 200 },
    );
  });

  it('let a reconciliation say why, where nobody else did', () => {
    const run = new Run();
    for (const kind of ['A', 'B']) run.take({ kind: 'open', sessionId: kind });
    run.take({ kind: 'join', index: 0, participantId: 'p' });
    run.reconcile();
    run.take({ kind: 'close', index: 0 });
    run.reconcile();
    const ends = run.knowledge.told.filter(({ reason }) => reason === RECONCILED).map(({ kind }) => kind);
    expect(ends).toEqual(['participant left', 'session ended']);
  });
});
