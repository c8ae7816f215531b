import { Gauge, type Registry } from 'prom-client';

/**
 * Registers `bapsang_build_info`, always 1, with the versions of the code and of Node.
 * @param version of the service's package
 */
export function registerBuildInfo(registry: Registry, version: string): void {
  new Gauge({
    name: 'bapsang_build_info',
    help: 'Which code runs; always 1.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1);
}
