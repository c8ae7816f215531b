import type { WrittenPart } from '../markdown/written-part';

const command = 'npm run fleet:sim -- --write';

/** What this program writes into docs/fleet-scaling.md. */
export const POLICY_PART: WrittenPart = { name: 'policy', command };
export const EVENINGS_PART: WrittenPart = { name: 'evenings', command };
