import { type ErrorCode, type FrameReply, parse, PicturePart } from '@bapsang/shared';

/** What became of one frame. */
export interface FrameRound {
  /** When its answer came, ms since the epoch. */
  readonly at: number;
  /** How long the page took to draw and encode it, ms. */
  readonly encoding: number;
  /** How long it was on the way, there and back, without what the server spent on it, ms. */
  readonly travelling: number;
  /** Whether the server dropped it: it came while another was waiting, or had waited too long. */
  readonly dropped: boolean;
  /** How many frames a second the server asks for. */
  readonly asked: number;
  /** Where the face is in the frame; null where none was found, undefined where the server does not say. */
  readonly face: PicturePart | null | undefined;
}

/** The middle one of some values, the upper of two; 0 of none. */
export function middleOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

const DROPPED: readonly ErrorCode[] = ['frame_in_flight', 'frame_stale'];

/** When what happened to a frame, ms since the epoch. */
export interface FrameTimes {
  /** When drawing it began. */
  readonly begun: number;
  /** How long drawing and encoding took. */
  readonly encoding: number;
  /** When its answer came. */
  readonly at: number;
  /** How many frames a second the server asks for. */
  readonly asked: number;
}

/** The round of a frame that was answered; a time that the server states is believed as far as it is possible. */
export function roundOf(reply: FrameReply, { begun, encoding, at, asked }: FrameTimes): FrameRound {
  const answered = Math.max(0, at - begun - encoding);
  const held = Number.isFinite(reply.heldFor) ? Math.min(answered, Math.max(0, reply.heldFor)) : 0;
  const dropped = !reply.accepted && DROPPED.includes(reply.error.code);
  return { at, encoding, travelling: answered - held, dropped, asked, face: faceOf(reply) };
}

/** What is no part of a picture is not believed. */
function faceOf(reply: FrameReply): PicturePart | null | undefined {
  if (!reply.accepted || reply.face === null) return reply.accepted ? null : undefined;
  try {
    return parse(PicturePart, reply.face);
  } catch {
    return undefined;
  }
}
