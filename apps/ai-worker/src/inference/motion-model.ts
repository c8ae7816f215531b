/** Name and version of what turns landmarks into motions; the api and the health checks show it. */
export const MOTION_MODEL = 'rules@1';
