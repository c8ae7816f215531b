/** What the models cost that the device option loads, once; measured by `docs/model.md`. */
const DEVICE_DOWNLOAD = 'about 9 MB';

/** The sentences about where motions are recognised, in English. */
export const englishConsent = {
  question: 'May we recognise your bites and sips?',
  lead: 'You decide for this meal only, and everybody sits at the table all the same.',
  kept: 'What is kept: how many bites and sips, and when. Never a picture.',
  withdraw: 'How to withdraw: at any time at the table, under “Recognition” in the settings or on your own tile.',
  unanswered: 'Until you choose, nothing is recognised.',
  full: 'Our recognition server has no free place at the moment. If you choose it, it begins as soon as there is one.',
  choice: {
    server: {
      label: 'Yes, on our server',
      hint: 'Small pictures from your camera go to our recognition server a few times a second. They are looked at and thrown away.',
    },
    device: {
      label: 'Yes, on this device',
      hint: `No picture leaves this device, only labels such as “a bite”. It loads ${DEVICE_DOWNLOAD} once and keeps the processor busy: a phone gets warm and its battery empties faster.`,
    },
    none: {
      label: 'No, just eat along',
      hint: 'Nothing is recognised and nothing is counted.',
    },
  },
  title: 'Recognition',
  explain: 'You can change this at any time. It counts at once.',
  change: 'Change recognition',
  changed: {
    server: 'Small pictures now go to our recognition server.',
    device: 'Your motions are now recognised on this device. No picture is sent.',
    none: 'Recognition is off. No picture is sent any more.',
  },
  untold: {
    server: 'We cannot reach our server. Until we can, no picture is sent.',
    device: 'We cannot reach our server. Until we can, nothing is recognised.',
    none: 'Recognition is off. No picture is sent any more. We cannot reach our server and tell it as soon as we can.',
  },
};
