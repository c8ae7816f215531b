/** The longest message, in UTF-16 code units, as the `maxlength` of a text field counts. */
export const CHAT_TEXT_MAX_LENGTH = 1000;

/** Control characters other than tab and line feed, and halves of surrogate pairs. */
const UNPRINTABLE = /(?![\t\n])[\p{Cs}\p{Cc}]/gu;

/** Characters that reverse or embed the direction of what comes after them, beyond the end of the message. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** What can be seen: not white space, not a format character, not one of the fillers of Hangul. */
const VISIBLE = /[^\s\p{Cf}\u115f\u1160\u3164\uffa0]/u;

/**
 * A message as it is shown: without characters that cannot be seen or would disturb the text around it, with at most one
 * empty line in a row, and without white space at its ends. Cleaning twice changes nothing more.
 * @returns '' where there is nothing to be seen
 */
export function cleanChatText(text: string): string {
  const clean = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(DIRECTION_CONTROLS, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return VISIBLE.test(clean) ? clean : '';
}
