import type { LogFields, Logger } from '@bapsang/server';
import type { AdminPass, AdminRole, CreatedMeal, JoinedMeal, JoinMeal } from '@bapsang/shared';
import { ApiEnvironment } from '../configuration/api-environment';
import { startApi, type Api } from '../start-api';
import { OPENVIDU_SECRET, OpenViduServer } from './openvidu-server.spec-support';

/** Secrets of the api under test. */
export const API_SECRET = 'api-secret-of-the-tests';
export const ADMIN_SECRET = 'admin-secret-of-the-tests';
export const ADMIN_READ_SECRET = 'admin-read-secret-of-the-tests';
export const WORKER_SECRET = 'worker-secret-of-the-tests';

/** The configuration of the api under test. */
export function testEnvironment(overrides: Partial<ApiEnvironment> = {}): ApiEnvironment {
  const secrets = { API_SECRET, ADMIN_SECRET, ADMIN_READ_SECRET, WORKER_SECRET, OPENVIDU_SECRET };
  return Object.assign(new ApiEnvironment(), { API_PORT: 0, ...secrets, ...overrides });
}

/** A line of {@link RecordingLogger}. */
export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fields: LogFields;
}

/** A log that a test can read. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];

  debug(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'debug', event, fields });
  }

  info(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'info', event, fields });
  }

  warn(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'warn', event, fields });
  }

  error(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'error', event, fields });
  }
}

/** An answer of the api. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON, undefined where it is none. */
  readonly body: T;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A whole api over real sockets, with an OpenVidu of its own. */
export class RunningApi {
  private constructor(
    readonly api: Api,
    readonly openvidu: OpenViduServer,
    readonly logger: RecordingLogger,
  ) {}

  static async start(overrides: Partial<ApiEnvironment> = {}): Promise<RunningApi> {
    const openvidu = await OpenViduServer.start();
    const logger = new RecordingLogger();
    const api = await startApi(testEnvironment({ OPENVIDU_URL: openvidu.url, ...overrides }), logger);
    return new RunningApi(api, openvidu, logger);
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.openvidu.close();
  }

  async request<T>(path: string, options: RequestInit = {}): Promise<Answer<T>> {
    const response = await fetch(this.api.url + path, options);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: readJson(text) as T };
  }

  async get<T>(path: string, bearer?: string): Promise<Answer<T>> {
    return this.request(path, { headers: bearer ? { Authorization: `Bearer ${bearer}` } : {} });
  }

  async post<T>(path: string, body: unknown = {}, bearer?: string): Promise<Answer<T>> {
    const headers = { 'Content-Type': 'application/json', ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) };
    return this.request(path, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async put<T>(path: string, body: object, bearer: string): Promise<Answer<T>> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` };
    return this.request(path, { method: 'PUT', headers, body: JSON.stringify(body) });
  }

  async delete<T>(path: string, bearer: string): Promise<Answer<T>> {
    return this.request(path, { method: 'DELETE', headers: { Authorization: `Bearer ${bearer}` } });
  }

  /** Logs an administrator in. @returns the token */
  async logIn(role: AdminRole = 'full'): Promise<string> {
    const secret = role === 'full' ? ADMIN_SECRET : ADMIN_READ_SECRET;
    return (await this.post<AdminPass>('/api/admin/login', { secret })).body.token;
  }

  async createMeal(): Promise<CreatedMeal> {
    return (await this.post<CreatedMeal>('/api/meals')).body;
  }

  async join(mealId: string, request: Partial<JoinMeal> = {}): Promise<JoinedMeal> {
    const body = { displayName: 'Minji', recognition: 'server', ...request };
    return (await this.post<JoinedMeal>(`/api/meals/${mealId}/participants`, body)).body;
  }
}
