/** What every part of a fleet is started with. */
export const FLEET_SECRETS = {
  API_SECRET: 'fleet-api-secret-of-the-tests',
  ADMIN_SECRET: 'fleet-administrator-of-the-tests',
  WORKER_SECRET: 'fleet-workers-of-the-tests',
  OPENVIDU_SECRET: 'fleet-openvidu-of-the-tests',
} as const;
