export * from './contract-pipe';
export * from './correlation-id';
export * from './http-error-filter';
export * from './limit-requests';
export * from './nest-logger';
export * from './trace-requests';
