import { type EatingEvent, MOTION_SIGNAL_TYPE, type Motion, type MotionSignal } from '@bapsang/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningSystem } from './running-system';

/** One thing that somebody does, and for how long, ms. */
export interface ScriptedAct {
  readonly motion: Motion;
  readonly duration: number;
}

/** Who does what, one thing after the other. */
export type MotionScript = ReadonlyMap<string, readonly ScriptedAct[]>;

/** Larger than any sequence of the api, so that what a real recognition sees meanwhile does not count. */
const SEQUENCE_LEAD = 1e9;

/**
 * Plays a script to the table of a meal at its own pace, by signals as the api sends them.
 * @returns when everybody has come to the end of their part
 */
export async function playMotions(system: RunningSystem, mealId: string, script: MotionScript): Promise<void> {
  const beganAt = Date.now();
  const tell = async (state: Omit<MotionSignal, 'recognition' | 'confidence' | 'connectionId'>): Promise<void> => {
    const data = JSON.stringify({ ...state, connectionId: 'con_script', recognition: 'active', confidence: 1 });
    const body = JSON.stringify({ session: mealId, type: MOTION_SIGNAL_TYPE, data });
    const response = await system.openvidu('/signal', { method: 'POST', body });
    if (!response.ok) throw new Error(`OpenVidu answered a signal with ${response.status}.`);
  };
  const playOne = async (participantId: string, acts: readonly ScriptedAct[]): Promise<void> => {
    const totals = { bites: 0, sips: 0 };
    let since = beganAt;
    let events: EatingEvent[] = [];
    for (const { motion, duration } of acts) {
      const capturedAt = Math.max(since, Date.now());
      await tell({ participantId, sequence: SEQUENCE_LEAD + capturedAt, motion, since, capturedAt, events, totals });
      events = eventsOf(motion, since, duration);
      for (const { kind } of events) totals[kind === 'bite' ? 'bites' : 'sips'] += 1;
      since += duration;
      await sleep(Math.max(0, since - Date.now()));
    }
  };
  await Promise.all([...script].map(([participantId, acts]) => playOne(participantId, acts)));
}

function eventsOf(motion: Motion, beganAt: number, duration: number): EatingEvent[] {
  if (motion !== 'bite' && motion !== 'drink') return [];
  const contactAt = beganAt + Math.floor(duration / 2);
  const kind = motion === 'bite' ? 'bite' : 'sip';
  return [{ kind, beganAt, contactAt, endedAt: beganAt + duration, confidence: 1 }];
}
