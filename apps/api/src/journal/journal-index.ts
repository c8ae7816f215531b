import type { AuditEntry, MotionTotals } from '@bapsang/shared';
import type { HostDecision, ParticipantRecord } from './journal';
import type { ActedLine, CountedLine, DecidedLine, JournalLine, SeenLine } from './journal-line';

/** Something with the moment when it was last written of, ms since the epoch. */
interface Dated {
  at: number;
}

interface Source extends Dated {
  /** Everything up to this sequence is recorded. */
  floor: number;
  /** What is recorded besides. */
  readonly sequences: Set<number>;
}

interface Participant extends Dated {
  totals: MotionTotals;
  readonly upTo: Map<string, number>;
}

interface Meal extends Dated {
  /** By what was decided. */
  readonly decisions: Map<string, HostDecision>;
}

/** What the lines of a journal amount to, in the order in which they were written. No clock, no input or output. */
export class JournalIndex {
  readonly #sources = new Map<string, Source>();
  /** By meal and participant. */
  readonly #participants = new Map<string, Participant>();
  /** By id. */
  readonly #acts = new Map<string, ActedLine>();
  /** Those about which a host decided something. */
  readonly #meals = new Map<string, Meal>();

  /** Whether a report is recorded. */
  has(source: string, sequence: number): boolean {
    const known = this.#sources.get(source);
    return known !== undefined && (sequence <= known.floor || known.sequences.has(sequence));
  }

  /** Whether the same was decided. */
  isDecided(decision: HostDecision): boolean {
    return this.#meals.get(decision.mealId)?.decisions.has(nameOf(decision)) ?? false;
  }

  /** @returns nothing counted where nothing is known */
  participant(mealId: string, participantId: string): ParticipantRecord {
    const { totals, upTo } = this.#participants.get(placeOf(mealId, participantId)) ?? newParticipant(0);
    return { totals, upTo: Object.fromEntries(upTo) };
  }

  /** What the host of a meal decided. */
  decisionsOf(mealId: string): readonly HostDecision[] {
    return [...(this.#meals.get(mealId)?.decisions.values() ?? [])];
  }

  /** Whether an act of an administrator is recorded. */
  isAudited({ id }: AuditEntry): boolean {
    return this.#acts.has(id);
  }

  /** The newest acts of administrators, the newest first. */
  audited(limit: number): readonly AuditEntry[] {
    const acts = [...this.#acts.values()].map(({ entry }) => entry);
    return acts.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1)).slice(0, limit);
  }

  /** Takes a line in; a report that is recorded already has no effect. */
  take(line: JournalLine): void {
    if (line.kind === 'seen') this.#see(line);
    else if (line.kind === 'counted') this.#count(line);
    else if (line.kind === 'acted') this.#acts.set(line.entry.id, line);
    else this.#decide(decisionIn(line), line.at);
  }

  /** Forgets everybody and everything of which nothing was written since a moment, ms since the epoch. */
  forget(until: number): void {
    for (const kind of [this.#sources, this.#participants, this.#meals, this.#acts] as readonly Map<string, Dated>[]) {
      for (const [name, { at }] of kind) if (at <= until) kind.delete(name);
    }
  }

  #see({ at, source, sequence, mealId, participantId, events }: SeenLine): void {
    if (this.has(source, sequence)) return;
    this.#source(source, at).sequences.add(sequence);
    const participant = this.#participant(mealId, participantId, at);
    const bites = events.filter(({ kind }) => kind === 'bite').length;
    const { totals, upTo } = participant;
    participant.totals = { bites: totals.bites + bites, sips: totals.sips + events.length - bites };
    upTo.set(source, Math.max(sequence, upTo.get(source) ?? 0));
  }

  #count({ at, source, sequence, mealId, participantId, bites, sips }: CountedLine): void {
    const known = this.#source(source, at);
    known.floor = Math.max(known.floor, sequence);
    const participant = this.#participant(mealId, participantId, at);
    participant.totals = { bites, sips };
    participant.upTo.set(source, Math.max(sequence, participant.upTo.get(source) ?? 0));
  }

  #decide(decision: HostDecision, at: number): void {
    const meal = this.#meals.get(decision.mealId) ?? { at, decisions: new Map<string, HostDecision>() };
    meal.decisions.set(nameOf(decision), decision);
    meal.at = at;
    this.#meals.set(decision.mealId, meal);
  }

  #source(id: string, at: number): Source {
    const source = this.#sources.get(id) ?? { at, floor: 0, sequences: new Set() };
    source.at = at;
    this.#sources.set(id, source);
    return source;
  }

  #participant(mealId: string, participantId: string, at: number): Participant {
    const place = placeOf(mealId, participantId);
    const participant = this.#participants.get(place) ?? newParticipant(at);
    participant.at = at;
    this.#participants.set(place, participant);
    return participant;
  }
}

function newParticipant(at: number): Participant {
  return { at, totals: { bites: 0, sips: 0 }, upTo: new Map() };
}

function decisionIn({ kind, mealId, participantId = '' }: DecidedLine): HostDecision {
  return kind === 'ended' ? { kind, mealId } : { kind, mealId, participantId };
}

/** Among the decisions of a meal. */
function nameOf(decision: HostDecision): string {
  return decision.kind === 'ended' ? 'ended' : `removed ${decision.participantId}`;
}

/** Neither id holds a line break. */
function placeOf(mealId: string, participantId: string): string {
  return `${mealId}\n${participantId}`;
}
