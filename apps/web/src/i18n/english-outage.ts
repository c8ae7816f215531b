/** The sentences about a broken way to the table, in English. */
export const englishOutage = {
  offline: 'You are offline. As soon as there is a network, you are back at the table by yourself.',
  reconnecting: 'The connection was lost. We are reconnecting you. You need not do anything.',
  rejoining: 'We are bringing you back to the table. You need not do anything.',
  back: 'You are back at the table.',
  /** Heard once, however long it takes. */
  lost: 'The connection to the table was lost. It comes back by itself.',
  tryNow: 'Try now',
  leave: 'Leave the table',
};
