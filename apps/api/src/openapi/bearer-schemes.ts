/** What can stand behind `Authorization: Bearer`, by its name in the OpenAPI document, with what it is. */
export const BEARER_SCHEMES = {
  rejoinKey: 'The rejoin key of the participant, from the answer to joining.',
  hostKey: 'The host key of the meal, from the answer to creating it.',
  webhookSecret: 'What `OPENVIDU_WEBHOOK_SECRET` says; for OpenVidu alone.',
  adminToken: 'The token of `POST /api/admin/login`.',
} as const;

/** One of {@link BEARER_SCHEMES}, for `@ApiBearerAuth`. */
export type BearerScheme = keyof typeof BEARER_SCHEMES;
