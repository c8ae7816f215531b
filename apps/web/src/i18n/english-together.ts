/** The sentences about eating together, in English. */
export const englishTogether = {
  title: 'Eating together',
  unknown: 'Eating together',
  close: 'Side by side',
  near: 'Nearly in step',
  own: 'At your own pace',
  rest: 'All resting',
  hidden: 'Eating together: not shown',
  meaning: {
    unknown: 'As soon as two of you have eaten for a little while, you see here how close your paces are.',
    close: 'You are eating at much the same pace.',
    near: 'You are eating at a similar pace.',
    own: 'Everybody is eating at a pace of their own.',
    rest: 'Everybody is taking a rest.',
    hidden: 'At the moment you do not see how close your paces are.',
  },
  resting: (names: string, count: number): string => `${names} ${count === 1 ? 'is' : 'are'} resting.`,
  ring: 'The ring around a tile fills with the time since the last bite, measured by how that person usually eats. Nobody has to keep up with it.',
  show: 'Show the rhythm of the table',
  showHint: 'This sign and the rings, only for you. This browser remembers it.',

  fresh: 'Just had a bite',
  between: 'Between two bites',
  full: 'Taking time',

  cheers: 'Cheers!',
  toast: (names: string): string => `Cheers! ${names} are drinking together.`,
};
