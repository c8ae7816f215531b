import { cpus, loadavg } from 'node:os';

/** What figures depend on, in one line: when, on which processors, with which Node and browser, and how busy it was. */
export function machineState(browserVersion: string): string {
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model.trim());
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return `${date} UTC, ${cpus().length} x ${model}, Node ${process.version}, Chromium ${browserVersion}, load ${load}`;
}
