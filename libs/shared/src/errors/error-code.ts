/** Every error code that crosses a wire, with its HTTP status. Clients branch on the code, never on the message. */
export const ERROR_STATUS = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  removed_from_meal: 403,
  not_found: 404,
  meal_not_found: 404,
  connection_not_found: 404,
  meal_full: 409,
  payload_too_large: 413,
  too_many_requests: 429,
  internal_error: 500,
  openvidu_failed: 502,
  openvidu_unavailable: 503,
  not_ready: 503,
  ticket_invalid: 401,
  ticket_expired: 401,
  ticket_used: 401,
  ticket_foreign: 401,
  frame_invalid: 400,
  frame_too_large: 413,
  frame_too_many_pixels: 413,
  frame_out_of_order: 409,
  frame_in_flight: 429,
  frame_stale: 503,
  inference_unavailable: 503,
  worker_refused: 401,
  worker_protocol_unsupported: 409,
} as const;

/** One of the codes of {@link ERROR_STATUS}. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** All error codes, for validation. */
export const ERROR_CODES = Object.keys(ERROR_STATUS) as readonly ErrorCode[];
