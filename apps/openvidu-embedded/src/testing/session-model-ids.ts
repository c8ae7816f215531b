import type { RpcMessage } from './rpc-client';
import { byId, type ModelFrame, type ModelSessionEntry } from './session-model-state';

/** What differs from run to run or is none of the model's business. */
const UNPREDICTED = new Set(
  ['createdAt', 'metadata', 'filter', 'hasAudio', 'hasVideo', 'videoActive', 'typeOfVideo', 'frameRate'].concat(
    'videoDimensions',
  ),
);

/** A connection as REST shows it, as far as the model knows it. */
export interface ListedConnection {
  readonly id: string;
  readonly role: string;
  readonly status: string;
  readonly publishers:
    readonly { readonly streamId: string; readonly mediaOptions: { readonly audioActive?: boolean } }[] | null;
  readonly subscribers: readonly { readonly streamId: string }[] | null;
}

/** A session as REST shows it, as far as the model knows it. */
export interface ListedSession {
  readonly id: string;
  readonly connections: { readonly content: readonly ListedConnection[] };
}

/** Which real id stands for which name of the model. */
export class ModelIds {
  private readonly nameOfId = new Map<string, string>();
  private readonly idOfName = new Map<string, string>();

  bind(id: string, name: string): void {
    this.nameOfId.set(id, name);
    this.idOfName.set(name, id);
  }

  isKnown(name: string): boolean {
    return this.idOfName.has(name);
  }

  /** The real id; the name itself where nothing real stands behind it. */
  id(name: string): string {
    return this.idOfName.get(name) ?? name;
  }

  /** The same value with the model's names, without what is not predicted. */
  named(value: unknown): unknown {
    if (typeof value === 'string') return this.nameOfId.get(value) ?? value;
    if (Array.isArray(value)) return value.map((each) => this.named(each));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => !UNPREDICTED.has(key));
    return Object.fromEntries(entries.map(([key, each]) => [key, this.named(each)]));
  }

  /** A message as the model predicts it. */
  frame({ method, params, result, error }: RpcMessage): ModelFrame {
    if (method !== undefined) return { method, params: this.named(params) as object };
    if (error) return { reply: error.code };
    if (!Array.isArray(result?.value)) return { reply: 'ok' };
    const value = (this.named(result.value) as { id: string }[]).sort(byId);
    return { reply: 'ok', params: { id: this.named(result.id), role: result.role, value } };
  }

  /** The list of sessions as the model predicts it. */
  list(sessions: readonly ListedSession[]): ModelSessionEntry[] {
    const entries = sessions.map(({ id, connections }) => ({
      id,
      connections: connections.content.map((connection) => this.listed(connection)).sort(byId),
    }));
    return entries.sort(byId);
  }

  private listed({
    id,
    role,
    status,
    publishers,
    subscribers,
  }: ListedConnection): ModelSessionEntry['connections'][number] {
    return {
      id: this.named(id) as string,
      role,
      status,
      publishers: (publishers ?? []).map(({ streamId, mediaOptions: { audioActive } }) => ({
        streamId: this.named(streamId) as string,
        ...(audioActive === undefined ? {} : { audioActive }),
      })),
      subscribers: (subscribers ?? []).map(({ streamId }) => this.named(streamId) as string).sort(),
    };
  }
}
