const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Which addresses a load may go to: an api names recognition servers and an OpenVidu, and a load that was meant for one machine
 * must not reach another because of what its api says.
 */
export class DialledAddresses {
  /** @param allowRemote whether other machines may be dialled too */
  constructor(private readonly allowRemote: boolean) {}

  /**
   * Looks at an address before it is dialled.
   * @returns it, parsed
   * @throws Error where it is on another machine and that was not allowed
   */
  require(address: string): URL {
    const url = new URL(address);
    if (this.allowRemote || isLoopback(url)) return url;
    throw new Error(
      `${url.hostname} is another machine. Put load on a machine that is yours only, and say so with --allow-remote.`,
    );
  }
}

/** Whether an address is on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}
