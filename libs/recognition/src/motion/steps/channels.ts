/**
 * What is known of a participant at one moment. Lengths in face widths; NaN is not known. What was seen, not seen and not
 * looked for has channels of its own, because not being seen is evidence too.
 */
export const CHANNELS = [
  /** 1 where a face was found, 0 where it was looked for and not found. */
  'faceSeen',
  'lipGap',
  'lipToChin',
  'noseToChin',
  'mouthWidth',
  'eyesToNose',
  'noseAside',
  /** Where the nose is in the frame. */
  'headX',
  'headY',
  /** From the ears down to the nose as the body model sees them: a pitch that is known when a vessel hides the face. */
  'earsToNose',
  /** From the mouth to the nearer hand: its fingertips, or else where its arm says that they are. */
  'reach',
  /** From the mouth to the nearest fingertip that the hand model saw. */
  'tip',
  /** From the mouth to where elbow and wrist of the nearer arm say that the fingers are. */
  'arm',
  /** The nearer hand aside of the mouth and below it. */
  'aside',
  'below',
  /** From the mouth to the other hand. */
  'otherReach',
  /** 1 where hands were looked for near the face. */
  'handsLookedFor',
  /** 1 where the hand model saw a hand, 0 where it looked and saw none. */
  'handSeen',
  /** 1 where the arms are known, 0 where a body was looked for and no wrist was sure. */
  'armSeen',
] as const;

/** One of {@link CHANNELS}. */
export type Channel = (typeof CHANNELS)[number];

/** Places of the channels in a {@link Moment}. */
export const CHANNEL_INDEX = Object.fromEntries(CHANNELS.map((name, index) => [name, index])) as Readonly<
  Record<Channel, number>
>;

/** The value of every channel at one moment, in the order of {@link CHANNELS}. */
export type ChannelValues = Float64Array;

/** A moment of which nothing is known. */
export const nothingKnown = (): ChannelValues => new Float64Array(CHANNELS.length).fill(NaN);
