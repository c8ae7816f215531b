/**
 * Which process each participant is pinned to. What a process remembers of a participant lives there alone, so a
 * participant moves only when the process is lost or comes back and takes its share again.
 */
export class ParticipantPins<Process> {
  private readonly processes = new Map<string, Process>();

  /** Where a participant is pinned. */
  of(participantId: string): Process | undefined {
    return this.processes.get(participantId);
  }

  /** Participants that are pinned to a process. */
  on(process: Process): string[] {
    return [...this.processes].filter(([, pinned]) => pinned === process).map(([participantId]) => participantId);
  }

  /**
   * Pins a participant to the process with the fewest.
   * @param candidates processes that can work; the first of equals is taken
   * @returns the process, or undefined where there is no candidate
   */
  pin(participantId: string, candidates: readonly Process[]): Process | undefined {
    const [first, ...others] = candidates;
    if (first === undefined) return undefined;
    const least = others.reduce((best, other) => (this.on(other).length < this.on(best).length ? other : best), first);
    this.processes.set(participantId, least);
    return least;
  }

  /** Takes a participant off its process. */
  unpin(participantId: string): void {
    this.processes.delete(participantId);
  }

  /** Takes everybody off a process. */
  clear(process: Process): void {
    for (const participantId of this.on(process)) this.unpin(participantId);
  }

  /**
   * Who has to leave a process so that all processes have equal shares.
   * @param process one of `candidates`
   * @param candidates all processes that can work
   */
  surplus(process: Process, candidates: readonly Process[]): string[] {
    const pinned = candidates.reduce((sum, candidate) => sum + this.on(candidate).length, 0);
    return this.on(process).slice(Math.ceil(pinned / candidates.length));
  }
}
