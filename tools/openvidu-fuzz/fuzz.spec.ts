import { DeploymentProcess } from '../openvidu-churn/deployment-process';
import { Fuzz } from './fuzz';
import { verdict } from './verdict';

const COUNT = 3_000;

describe('a deployment under attack', () => {
  let deployment: DeploymentProcess;

  beforeAll(async () => {
    deployment = await DeploymentProcess.start({
      OPENVIDU_LIMIT_SOCKETS_PER_ADDRESS: '1000',
      OPENVIDU_LIMIT_REQUESTS_PER_SECOND: '10000',
    });
  }, 60_000);

  afterAll(() => deployment.close());

  it('answers each request once, holds nothing back, and lets two people talk on as if nothing happened', async () => {
    const report = await Fuzz.run(deployment, { count: COUNT, seed: 7, phases: 1 });
    expect(report.tally.total('frame')).toBeGreaterThan(COUNT / 2);
    expect(report.tally.of('answer', 'result')).toBeGreaterThan(0);
    expect(report.undisturbed.received).toBeGreaterThan(0);
    expect(verdict(report, deployment.isAlive)).toEqual([]);
  }, 120_000);
});
