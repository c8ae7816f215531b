/** The sentences before a meal, in English: finding the table, and who is there already. */
export const englishLobby = {
  find: {
    looking: 'Looking for the table …',
    hint: 'A code has 12 letters and digits. Capitals, spaces and dashes do not matter.',
    empty: 'Please type the code, or paste the link that you were sent.',
    noReference: 'That is neither a link nor a code of a meal. Please paste the whole link, or type the code.',
    wrongLength: (characters: number): string =>
      `A code has 12 letters and digits, but this one has ${String(characters)}. Please compare it once more.`,
    mistyped: 'There is a slip in this code. Please compare it letter by letter; it never has 0, 1, I, L or O in it.',
    notThere: 'There is no meal with this code or link, or it is over. Please ask for the code again.',
  },

  invitation: {
    title: 'Invite others',
    link: 'Link to send',
    code: 'Code to read aloud',
    codeHint: 'Others type it on the start page.',
    aloneCode: 'Or tell them the code:',
  },

  lobby: {
    first: 'You would be the first. The others see you as soon as they come.',
    seatedTitle: 'At the table now',
    more: (count: number): string => `and ${String(count)} more`,
    full: 'Every seat is taken at the moment. As soon as somebody gets up, you can sit down.',
    arrived: (names: string, count: number): string =>
      count > 3 ? `${String(count)} people sat down.` : `${names} sat down.`,
    departed: (names: string, count: number): string =>
      count > 3 ? `${String(count)} people got up.` : `${names} got up.`,
    overTitle: 'This meal is over',
    overLead:
      'The host cleared the table before you sat down. Your camera and microphone are off. Ask whether the others eat on at another table, or lay one of your own.',
  },

  meter: {
    silent: 'No sound',
    quiet: 'Quiet',
    good: 'Good to hear',
    loud: 'Loud',
    speak: 'Say something: the bar moves when your microphone hears you.',
    heard: 'Your microphone hears you.',
    asking: 'Your browser may ask whether it may use the camera and the microphone. Please allow it.',
  },
};
