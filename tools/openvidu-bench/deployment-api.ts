/** Calls the REST API of a deployment. */
export class DeploymentApi {
  /**
   * @param url of the deployment, `http://...`
   * @param secret the password of the user OPENVIDUAPP
   */
  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  /**
   * Creates the session where it is not there yet, and a connection in it.
   * @returns the token
   * @throws Error when the deployment refuses
   */
  async createToken(sessionId: string): Promise<string> {
    await this.post('/sessions', { customSessionId: sessionId }, [200, 409]);
    const response = await this.post(`/sessions/${sessionId}/connection`, {}, [200]);
    return ((await response.json()) as { token: string }).token;
  }

  private async post(path: string, body: object, expected: readonly number[]): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`OPENVIDUAPP:${this.secret}`).toString('base64')}`;
    const response = await fetch(`${this.url}/openvidu/api${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!expected.includes(response.status)) throw new Error(`POST ${path} was answered with ${response.status}.`);
    return response;
  }
}
