import { ApplicationError } from '@bapsang/shared';
import { computed, type ReadonlySignal } from '@preact/signals';
import { untilTrue } from '../recognition/until';
import { RememberedValues } from '../storage/remembered-values';
import { ManualClock } from '../time/manual-clock';
import { AdminApi, failed, session } from './admin-api.spec-support';
import { AdminClient } from './admin-client';
import { adminSocketAt } from './admin-socket';
import { AdminState } from './admin-state';
import type { AdminWatch } from './admin-watch';

describe('AdminState', () => {
  let api: AdminApi;
  let state: AdminState;
  let clock: ManualClock;
  let remembered: RememberedValues;
  let ended: AbortController;

  const open = (): AdminState =>
    new AdminState({
      client: new AdminClient(fetch, `${api.origin}/api/admin`),
      open: adminSocketAt(api.origin),
      remembered,
      clock,
    });
  const until = (condition: () => boolean): Promise<void> => untilTrue(computed(condition), ended.signal);
  const logIn = async (): Promise<AdminWatch> => {
    await state.access.logIn('secret');
    return state.watch.value!;
  };
  const ids = ({ sessions }: AdminWatch): readonly string[] | undefined =>
    sessions.found.value.value?.sessions.map(({ sessionId }) => sessionId);
  const isState =
    (live: { state: ReadonlySignal<string> }, wanted: string): (() => boolean) =>
    () =>
      live.state.value === wanted;

  beforeEach(async () => {
    api = await AdminApi.start();
    clock = new ManualClock();
    ended = new AbortController();
    const kept = new Map<string, string>();
    remembered = new RememberedValues(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }));
    state = open();
  });

  afterEach(async () => {
    ended.abort();
    state.close();
    await api.close();
  });

  it('lets in with the secret, and keeps the login for this tab until it expires', async () => {
    await logIn();
    state.close();
    state = open();
    expect(state.access.pass.value).toMatchObject({ role: 'full' });
    await clock.advance(1_000_000);
    expect([state.access.end.value, state.watch.value]).toEqual(['expired', undefined]);
  });

  it('tells a wrong secret from too many tries, and says when to try again', async () => {
    const question = 'POST /api/admin/login';
    api.want(question, failed(new ApplicationError('unauthorized', 'No.')));
    await state.access.logIn('wrong');
    expect(state.access.refusal.value).toEqual({ kind: 'wrong secret' });
    api.want(question, failed(new ApplicationError('too_many_requests', 'Slowly.'), { 'retry-after': '30' }));
    await state.access.logIn('wrong');
    expect(state.access.refusal.value).toEqual({ kind: 'too many tries', until: clock.now() + 30_000 });
  });

  it('goes back to the login where the api does not take the token any more', async () => {
    const watch = await logIn();
    api.token = 'another';
    await watch.audit.ask();
    expect([state.access.end.value, state.watch.value]).toEqual(['refused', undefined]);
  });

  it('goes back to the login where the socket is refused its token', async () => {
    await logIn();
    api.token = 'another';
    state.close();
    state = open();
    await until(() => state.access.end.value === 'refused');
    expect(state.watch.value).toBeUndefined();
  });

  it('follows who comes and goes without being asked', async () => {
    const watch = await logIn();
    await until(() => ids(watch)?.join() === 'one');
    api.sessions = [session('one'), session('two')];
    api.namespace.emit('overview', api.overview());
    await until(() => ids(watch)?.join() === 'one,two');
  });

  it('says that the socket is lost, and opens another one after a while', async () => {
    const watch = await logIn();
    await until(isState(watch.live, 'connected'));
    api.namespace.disconnectSockets(true);
    await until(isState(watch.live, 'reconnecting'));
    await clock.advance(1000);
    await until(isState(watch.live, 'connected'));
  });

  it('searches once the typing pauses, from the first page on', async () => {
    const watch = await logIn();
    void watch.sessions.type('ji');
    const typed = watch.sessions.type('jiwoo ');
    await clock.advance(300);
    await typed;
    expect(watch.sessions.query.value).toMatchObject({ search: 'jiwoo', page: 1 });
    await until(() => !watch.sessions.found.busy.value);
    expect(api.asked.filter((question) => question.includes('search='))).toHaveLength(1);
  });

  it('acts, also where nothing was left to act on, and says why it could not', async () => {
    const { acts } = await logIn();
    const deed = { kind: 'close session', sessionId: 'one' } as const;
    expect(await acts.act(deed, 'one')).toBe(true);
    expect(acts.done.value).toEqual({ kind: 'close session', name: 'one' });
    api.want('DELETE /api/admin/sessions/one', failed(new ApplicationError('not_found', 'Over.')));
    expect(await acts.act(deed, 'one')).toBe(true);
    api.want('DELETE /api/admin/sessions/one', failed(new ApplicationError('openvidu_unavailable', 'Later.')));
    expect(await acts.act(deed, 'one')).toBe(false);
    expect([acts.failure.value, acts.done.value, acts.busy.value]).toEqual([{ reason: 'media' }, undefined, false]);
  });

  it('tells of one session that it is over', async () => {
    const watch = await logIn();
    const one = watch.watchSession('one');
    await until(() => one.found.gone.value);
    one.close();
  });
});
