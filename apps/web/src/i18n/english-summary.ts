/** The sentences after a meal, in English. */
export const englishSummary = {
  title: 'Your meal together',
  when: (day: string, from: string, to: string): string => `${day}, ${from} to ${to}`,
  bites: 'Bites',
  sips: 'Sips',
  longestChew: 'Longest chew',
  toasts: 'Toasts',
  ofName: (name: string): string => `by ${name}`,
  nobodyAgreed:
    'Nobody at this table had switched recognition on, so there is nothing to count. You ate together all the same.',

  people: 'Who was there',
  name: 'Name',
  notRecognised: 'ate along without recognition',
  none: 'none',

  timeline: 'Who did what, and when',
  timelineOf: (name: string): string => `Timeline of ${name}`,
  timelineScroll: 'Timelines of all; scroll sideways for the rest',
  legend: 'What the shapes mean',
  bite: 'A bite',
  sip: 'A sip',
  unseen: 'Not seen',
  asTable: (name: string): string => `${name}: timeline as a table`,
  time: 'Time',
  what: 'What',
  length: 'Length',
  more: (count: number): string => `Show ${String(count)} more`,

  rhythm: 'The rhythm of the table',
  rhythmLead: 'How many bites and sips a minute, all together.',
  rhythmImage: (bites: string, sips: string): string =>
    `Chart of the bites and sips a minute over the meal. At most ${bites} bites and ${sips} sips a minute. The table below has all figures.`,
  rhythmTable: 'The rhythm as a table',
  rhythmFailed: 'The chart could not be loaded. The table below has all figures.',
  bitesPerMinute: 'Bites a minute',
  sipsPerMinute: 'Sips a minute',

  toastsTitle: 'Glasses that went up together',

  known: 'What is known',
  sinceJoining: (time: string): string =>
    `You sat down at ${time}. At what times somebody ate or drank before that is not known here.`,
  notConnected: (from: string, to: string): string =>
    `From ${from} to ${to} you were not connected. What happened in between was counted, but its times are not known here.`,
  notConnectedMore: (count: number): string =>
    count === 1 ? 'The same happened once more.' : `The same happened ${String(count)} more times.`,
  untimed: (bites: number, sips: number): string =>
    `Counted without a time: ${String(bites)} ${bites === 1 ? 'bite' : 'bites'} and ${String(sips)} ${sips === 1 ? 'sip' : 'sips'}. They are in the totals, but not in the timelines and the rhythm.`,
  kept: 'This page is the only place where the summary is. Close it and it is gone, unless you save it.',

  save: 'Keep it',
  savePicture: 'Save as picture',
  saveTable: 'Save as table (CSV)',
  saved: (file: string): string => `Saved as ${file}.`,
  saveFailed: 'The browser did not let us make the picture. Try again, or take a screenshot.',

  again: 'Eat together again',
  againLead: (names: string): string => `A new table, and a link to send to ${names}.`,
  againLeadAlone: 'A new table, and a link to send to whoever you want to eat with.',
  againLay: 'Lay a new table',
  againLaying: 'Laying the table …',
  againLaid: 'The new table is laid',
  againSend: (names: string): string => `Send this link to ${names}:`,
  againSendAlone: 'Send this link to your guests:',
  againShare: 'Send link',
  againInvitation: 'Let us eat together again:',
  againSit: 'To the new table',

  seconds: (count: number): string => `${String(count)} s`,
  minutes: (minutes: number, seconds: number): string => `${String(minutes)} min ${String(seconds)} s`,

  csv: {
    entry: 'Entry',
    clock: 'Clock time',
    from: 'From (s)',
    to: 'To (s)',
    length: 'Length (s)',
    count: 'Count',
    meal: 'Meal',
    totalBites: 'Bites, total',
    totalSips: 'Sips, total',
    untimedBites: 'Bites without a time',
    untimedSips: 'Sips without a time',
    toast: 'Toast',
    absence: 'This page was not connected',
  },
};
