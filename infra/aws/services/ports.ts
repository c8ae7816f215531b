/** `API_PORT`. */
export const API_PORT = 5000;

/** `WORKER_PORT`. */
export const WORKER_PORT = 5001;

/** Port of the web image. */
export const WEB_PORT = 8080;

/** Port of the nginx before the ai-workers. */
export const ROUTER_PORT = 8080;
