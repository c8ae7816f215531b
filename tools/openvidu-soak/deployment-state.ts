import { callApi, TEST_AUTHORIZATION } from '../../apps/openvidu-embedded/src/testing/deployment';

/** The sessions that a deployment lists, with how many have joined each. @throws Error when it does not answer 200 */
export async function listSessions(url: string): Promise<readonly { readonly id: string; readonly joined: number }[]> {
  const response = await callApi(url, 'GET', '/sessions?pendingConnections=false');
  if (!response.ok) throw new Error(`GET /sessions answered ${response.status}.`);
  const { content } = (await response.json()) as {
    content: { id: string; connections: { content: { status: string }[] } }[];
  };
  return content.map(({ id, connections }) => {
    return { id, joined: connections.content.filter(({ status }) => status === 'active').length };
  });
}

/**
 * The figures of `GET /metrics`, by name and labels as they stand there.
 * @throws Error when the deployment does not answer 200
 */
export async function readMetrics(url: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: TEST_AUTHORIZATION } });
  if (!response.ok) throw new Error(`GET /metrics answered ${response.status}.`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}
