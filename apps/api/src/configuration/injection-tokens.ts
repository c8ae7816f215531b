/** Injection token of the app's `Logger`, which is an interface and so has no class to ask for. */
export const LOGGER = Symbol('Logger');
