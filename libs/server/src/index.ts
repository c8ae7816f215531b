import 'reflect-metadata';

export * from './configuration/read-environment';
export * from './doors/client-addresses';
export * from './doors/limit-sockets';
export * from './doors/public-door-environment';
export * from './doors/rate-limiter';
export * from './lifecycle/run-service';
export * from './logging/logger';
export * from './metrics/build-info';
export * from './metrics/cloudwatch-environment';
export * from './metrics/cloudwatch-figures';
export * from './metrics/cloudwatch-push';
export * from './metrics/process-metrics';
export * from './time/deadline';
export * from './tracing/telemetry-environment';
export * from './tracing/trace-span';
export * from './tracing/tracing';
export * from './tracing/work';
