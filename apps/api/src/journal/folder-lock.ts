import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { ConfigurationError } from '@bapsang/server';

/** How often a lock that a dead process left is looked at again, because another one may take it meanwhile. */
const ATTEMPTS = 5;

/** The longest path of a Unix socket on every system that has them, bytes. */
const PATH_MAX = 103;

/**
 * Says that a folder belongs to this process: a Unix socket in it on which the process listens. The system ends that however the
 * process ends, so a lock that nobody listens on is one that was left behind.
 */
export class FolderLock {
  private constructor(private readonly server: Server) {}

  /**
   * Takes the lock of a folder.
   * @throws ConfigurationError where a process that lives has it
   */
  static async take(folder: string): Promise<FolderLock> {
    const path = join(folder, 'lock');
    if (Buffer.byteLength(path) > PATH_MAX) {
      throw new ConfigurationError([`JOURNAL_FOLDER: ${folder} is too long a path; take a shorter one`]);
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const server = await listen(path);
      if (server) return new FolderLock(server);
      if (await isHeld(path)) break;
      await clear(path);
    }
    throw new ConfigurationError([
      `JOURNAL_FOLDER: another api has ${folder} open; end it, or give this one a folder of its own`,
    ]);
  }

  async release(): Promise<void> {
    // Node removes the socket's file.
    this.server.close();
    await once(this.server, 'close');
  }
}

/** @returns undefined where there is a socket already */
async function listen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).listen(path);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  // A lock does not keep the process running.
  server.unref();
  return server;
}

async function isHeld(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Of several processes that clear the same lock at once, one moves it away; what it moved is looked at once more. */
async function clear(path: string): Promise<void> {
  const moved = `${path}.${randomBytes(3).toString('hex')}`;
  try {
    await rename(path, moved);
  } catch {
    return;
  }
  if (await isHeld(moved)) await rename(moved, path);
  else await rm(moved, { force: true });
}
