/** An id that no other message of the participant has, not even after a reload. Works without a secure origin too. */
export function createMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
