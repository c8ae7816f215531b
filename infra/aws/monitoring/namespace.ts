/** `CLOUDWATCH_NAMESPACE` of apis and workers. */
export const METRICS_NAMESPACE = 'Bapsang/production';
