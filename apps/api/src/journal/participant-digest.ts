import { createHash } from 'node:crypto';

/** What remains of a participant who had everything deleted: enough to know them again by their ids, and no id itself. */
export function participantDigest(mealId: string, participantId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([mealId, participantId]))
    .digest('base64url');
}
