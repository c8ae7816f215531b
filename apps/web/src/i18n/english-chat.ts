/** The sentences of chat and reactions, in English. */
export const englishChat = {
  chat: {
    title: 'Chat',
    close: 'Close the chat',
    unread: (count: number): string => (count === 1 ? '1 new message' : `${String(count)} new messages`),
    messages: 'Messages',
    empty: 'Nobody has written anything yet. Everybody who is at the table now can read along; nothing is kept.',
    toEnd: 'To the newest',
    label: 'Message to the table',
    placeholder: 'Message …',
    send: 'Send',
    hint: 'Enter sends. Shift and Enter begin a new line.',
    remaining: (count: number): string => (count === 1 ? '1 character left' : `${String(count)} characters left`),
    failed: 'This message did not get through.',
    sendAgain: 'Send again',
    heard: (name: string, text: string): string => `${name} writes: ${text}`,
  },

  reaction: {
    react: 'React',
    choose: 'Reactions',
    names: {
      delicious: 'Delicious!',
      cheers: 'Cheers!',
      heart: 'Love it',
      laugh: 'Haha',
      bravo: 'Bravo!',
      wantSome: 'I want some!',
    },
    tooFast: 'That was a little too fast. Wait a moment.',
    notSent: 'Your reaction did not get through. Try again.',
    heard: (name: string, reaction: string, more: number): string =>
      more > 0 ? `${name}: ${reaction} And ${String(more)} more.` : `${name}: ${reaction}`,
  },
};
