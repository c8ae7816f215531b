/** The sentences about what our server recorded of a participant, in English. */
export const englishRecords = {
  title: 'What we recorded of you',
  lead: 'When you sat down and left, and when you took a bite or a sip. No name, no picture. It is deleted by itself after a while.',
  act: 'Delete what was recorded of me',
  question: 'Delete it for good? Nothing more is counted for you at this meal. What is on the other pages stays there.',
  confirm: 'Delete',
  busy: 'Deleting …',
  done: 'Everything that was recorded of you at this meal is deleted.',
};
