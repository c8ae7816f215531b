/** The sentences of sharing a screen, in English. */
export const englishScreen = {
  share: 'Share screen',
  shareHint: 'Share your screen (Alt+S)',
  screenOf: (name: string): string => `${name}’s screen`,
  coming: 'The picture is on its way …',
  connecting: 'Your screen is on its way to the others …',
  sharing: 'You are sharing your screen.',
  returning: 'The connection was lost. We are bringing your screen back to the others …',
  stop: 'Stop sharing',
  stopped: 'You no longer share your screen.',
  began: (name: string): string => `${name} is sharing a screen.`,
  ended: (name: string): string => `${name} no longer shares a screen.`,
  failure: {
    system:
      'Your computer does not let the browser record the screen. Allow it in the system settings, under privacy, then try again.',
    capture: 'The browser could not take a picture of the screen. Try again, or choose another window.',
    sending: 'Your screen did not reach the others. Check your connection, then share it again.',
  },
};
