import { API_PORT } from './ports';

/** Private zone in which tasks are found. */
export const PRIVATE_ZONE = 'bapsang.internal';

/** Name of the api's tasks in {@link PRIVATE_ZONE}. */
export const API_NAME = 'api';

/**
 * Where workers and OpenVidu reach an api: one of the tasks, whichever DNS names, without the balancer. Whoever loses it asks
 * again.
 */
export const API_URL = `http://${API_NAME}.${PRIVATE_ZONE}:${API_PORT}`;

/** Where OpenVidu posts its webhooks; the balancer passes this path to nobody. */
export const WEBHOOK_URL = `${API_URL}/api/openvidu/webhook`;
