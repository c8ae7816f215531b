/** What must be known of a set to read its figures. */
const NOTES: Readonly<Record<string, string>> = {
  people:
    'the rules and the generator were tuned by hand on these clips, so strangers may fare worse; in three of them food is at the mouth when they begin, and a contact that was there before is not counted by design; they are seconds long',
  'face-clips': 'faces only; one person eats, the others read aloud',
  chewing: 'one person, ten seconds, head motion already taken out',
  'msr-dailyactivity3d':
    'Kinect skeletons without a face, head always level; contacts are told by the distance of the hand',
  kard: 'Kinect skeletons without a face, head always level; contacts are told by the distance of the hand',
  cad60: 'Kinect skeletons without a face, head always level; contacts are told by the distance of the hand',
  asl: 'signs, nobody eats; each clip counts as a source though some show the same person',
  'holistic-signs':
    'signs that mime eating and drinking; contacts are told by the distance of the hand, which candidates look at too: weak labels',
  synthetic:
    'made up from a seed that nothing was trained on, by the same generator that made what was trained on; its parameters were tuned on quantiles of people',
};

/** The notes of sets that have one, one line each, in Markdown. */
export const notesOf = (sets: readonly string[]): string[] =>
  sets.flatMap((set) => (NOTES[set] === undefined ? [] : [`- \`${set}\`: ${NOTES[set]}.`]));
