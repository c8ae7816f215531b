import { join } from 'node:path';

/** Where the tests leave screenshots, clips and logs. */
export const ARTIFACTS = join(__dirname, '../artifacts');
